"""The shape of what people say of themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from guildhall.identity import grants, persons
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.shell.forms import ActForm

USUAL_TERM = Period(months=3)
"""How long a token speaks if nobody types another day."""


class ReachForm(ActForm):
    """How one can be reached, and in which language."""

    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    address = forms.CharField(
        label=_("Postal address"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
    language = forms.ChoiceField(label=_("Language of letters"), choices=settings.LANGUAGES, initial="en")


class WhoForm(ReachForm):
    """Who one is, said once when the account is opened."""

    given_name = forms.CharField(label=_("Given name"), required=False, max_length=100)
    family_name = forms.CharField(
        label=_("Family name"),
        required=False,
        max_length=100,
        help_text=_("As on your identity card. If you have one name only, write it here."),
    )
    birth_date = forms.DateField(
        label=_("Date of birth"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    field_order = ["given_name", "family_name", "birth_date"]


class TokenForm(ActForm):
    """A token for a program."""

    label = forms.CharField(
        label=_("What is it for?"),
        required=False,
        max_length=100,
        help_text=_("The program that will use it and where it runs, so that you take the right one back."),
    )
    until_on = forms.DateField(
        label=_("Until"),
        initial=lambda: USUAL_TERM.after(clock.today()),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("At most a year."),
    )


class AbsenceForm(ActForm):
    """From when until when one is away, and who sees the work meanwhile."""

    from_on = forms.DateField(label=_("First day away"), widget=forms.DateInput(attrs={"type": "date"}))
    until_on = forms.DateField(label=_("Last day away"), widget=forms.DateInput(attrs={"type": "date"}))
    deputy = forms.ModelChoiceField(
        label=_("Deputy"),
        queryset=Person.objects.none(),
        help_text=_("Sees what waits for you. May do of it what their own roles allow."),
    )

    def __init__(self, *args: Any, person: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        ids = grants.colleagues(person.id)
        known = persons.names(ids)
        field = self.fields["deputy"]
        field.queryset = Person.objects.filter(id__in=ids).order_by("number")  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: f"{known[one.id]} ({one.number})"  # type: ignore[attr-defined]
