"""The form behind an act: it carries what was seen and a one-time number, and checks the shape of what is typed.

Whether the act is allowed is never asked here; the act decides.
"""

from typing import Any

from django import forms

from guildhall.kernel import identifiers
from guildhall.ledger.records import Record

CARRIED = ("revision", "once", "whose")
"""What a form carries for the house, which nobody types."""


class ActForm(forms.Form):
    """A form for an act.

    `revision` is the revision of the record that the person saw, so that nobody overwrites what somebody else wrote
    meanwhile. `once` is a one-time number, so that a double click does a thing once. `whose` says, signed, for whom the
    form was shown, so that a lost session loses nothing that they typed.
    """

    template_name = "shell/_form.html"
    required_css_class = "required"
    error_css_class = "wrong"

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    whose = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, data: Any = None, files: Any = None, *, record: Record | None = None, **more: Any) -> None:
        super().__init__(data, files, label_suffix="", **more)
        self.fields["once"].initial = identifiers.new_id().hex
        self.fields["revision"].initial = record.revision if record else None
        for field in self.fields.values():
            if isinstance(field, forms.DateField) and type(field.widget) is forms.DateInput:
                field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def ask_for(self, *names: str) -> None:
        """Call these fields not optional: the act refuses without them, and says why as the form could not."""
        for name in names:
            self.fields[name].needed = True  # type: ignore[attr-defined]  # a mark for the template

    def carry_for(self, whose: str) -> None:
        """Carry, signed, for whom the form is shown."""
        self.fields["whose"].initial = whose

    def fill_again(self, fields: dict[str, list[str]]) -> None:
        """Show again what was typed into this form before a session was lost."""
        for name, values in fields.items():
            if name in self.fields and name not in CARRIED:
                self.initial[name] = values if isinstance(self.fields[name], forms.MultipleChoiceField) else values[-1]

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed, cleaned, without what the form itself carries."""
        return {name: value for name, value in self.cleaned_data.items() if name not in CARRIED}
