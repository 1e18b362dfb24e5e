"""What several forms of personnel share."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guildhall.identity import addresses, persons
from guildhall.identity.models import Person
from guildhall.shell.forms import ActForm
from guildhall.vault.kinds import JPEG, PDF, PNG

SCANS = (PDF, PNG, JPEG)
"""What a scan of a signed paper may be."""


class PersonField(forms.CharField):
    """Somebody whom the body knows, by their number or their e-mail address."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return None
        found = persons.by_number(typed) or Person.objects.filter(email_alias=addresses.alias(typed)).first()
        if found is None:
            raise ValidationError(_("Nobody is registered under this number or address."), code="unknown")
        return found

    def prepare_value(self, value: Any) -> Any:
        return value.number if isinstance(value, Person) else value


class ReasonsForm(ActForm):
    """The reasons of a judgement."""

    reasons = forms.CharField(
        label=_("Reasons"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why, and which safeguard applies. An assessor will read this."),
    )


class ReasonForm(ActForm):
    """Why something is put right."""

    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One sentence.")
    )


def called(person: Person, known: dict[UUID, str]) -> str:
    """How a person stands in a list to choose from."""
    return f"{known.get(person.pk, '')} ({person.number})"
