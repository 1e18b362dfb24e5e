"""The shape of what authors write on why an answer is right or wrong."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildhall.itembank.queries.rationales import Reason
from guildhall.shell.forms import ActForm


class ReasonsForm(ActForm):
    """A reason and a reference for the key and for every distractor."""

    def __init__(self, *given: Any, reasons: Sequence[Reason], **more: Any) -> None:
        super().__init__(*given, **more)
        self.asked = reasons
        for place, each in enumerate(reasons, start=1):
            label = _("Why is it right: “{words}”") if each.target.is_right else _("Why is it wrong: “{words}”")
            self.fields[f"why_{place}"] = forms.CharField(
                label=format_lazy(label, words=each.target.words[:120]),
                required=False,
                initial=each.why,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"reference_{place}"] = forms.CharField(
                label=format_lazy(_("Where is that written? ({place})"), place=place),
                required=False,
                initial=each.reference,
                max_length=300,
            )

    @property
    def reasons(self) -> dict[str, tuple[str, str]]:
        """What was written, by the names of the options."""
        return {
            each.target.name: (self.typed[f"why_{place}"], self.typed[f"reference_{place}"])
            for place, each in enumerate(self.asked, start=1)
        }
