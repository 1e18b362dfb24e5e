"""What several forms of personnel share."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.identity import persons
from guildhall.identity.forms import PersonField
from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import Role, all_roles
from guildhall.shell.forms import ActForm
from guildhall.shell.words import translated
from guildhall.vault.kinds import JPEG, PDF, PNG

__all__ = [
    "SCANS",
    "PersonField",
    "ReasonForm",
    "ReasonsForm",
    "called",
    "day_field",
    "of_schemes",
    "offer_personnel",
    "offer_roles",
    "words_field",
]

SCANS = (PDF, PNG, JPEG)
"""What a scan of a signed paper may be."""


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


def offer_personnel(form: ActForm, *names: str) -> None:
    """Let the fields of those names choose among the body's personnel, by name and number."""
    personnel = Person.objects.filter(is_personnel=True, erased_at__isnull=True).order_by("number")
    known = persons.names(personnel.values_list("pk", flat=True))
    for name in names:
        who: Any = form.fields[name]
        who.queryset, who.label_from_instance = personnel, lambda one: called(one, known)


def offer_roles(form: ActForm, roles: Iterable[Role], name: str = "role") -> None:
    """Let a field choose among roles, each with what it means."""
    field: Any = form.fields[name]
    field.choices = [(each.code, f"{translated(each.name)}: {translated(each.meaning)}") for each in roles]


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, chosen from a calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


def words_field(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    """A few sentences."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def of_schemes() -> tuple[Role, ...]:
    """The roles that are held in a scheme."""
    return tuple(each for each in all_roles() if each.where == Scope.Kind.SCHEME)
