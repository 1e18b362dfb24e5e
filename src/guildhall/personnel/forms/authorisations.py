"""What people type of authorisations."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guildhall.identity import persons
from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import Role, all_roles
from guildhall.kernel import clock
from guildhall.notices import timers
from guildhall.personnel.forms.common import SCANS, called
from guildhall.personnel.rules.authorisations import FIRST
from guildhall.shell.forms import ActForm
from guildhall.shell.words import translated
from guildhall.vault.forms import UploadField


class CompetenceForm(ActForm):
    """For which work somebody is authorised, what it asks for, and what shows that they have it."""

    person = forms.ModelChoiceField(label=_("Who?"), queryset=Person.objects.none())
    role = forms.ChoiceField(label=_("For which role?"))
    scope = forms.ModelChoiceField(label=_("In which scheme?"), queryset=Scope.objects.none(), empty_label=None)
    criteria = forms.CharField(
        label=_("Criteria"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the work asks for: knowledge, skills, experience, personal qualities."),
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What shows that the person has it: certificates, years of work, observed work."),
    )
    proof = UploadField(
        allowed=SCANS, label=_("A file that proves it"), required=False, help_text=_("It is kept encrypted.")
    )
    languages = forms.CharField(
        label=_("Languages"), required=False, max_length=60, help_text=_("Where language matters, as codes: “de en”.")
    )

    def __init__(self, *args: Any, roles: tuple[Role, ...] = (), schemes: QuerySet[Scope], **more: Any) -> None:
        super().__init__(*args, **more)
        personnel = Person.objects.filter(is_personnel=True, erased_at__isnull=True).order_by("number")
        known = persons.names(personnel.values_list("pk", flat=True))
        who: Any = self.fields["person"]
        who.queryset, who.label_from_instance = personnel, lambda one: called(one, known)
        self._offer("role", [(each.code, f"{translated(each.name)}: {translated(each.meaning)}") for each in roles])
        self.fields["scope"].queryset = schemes  # type: ignore[attr-defined]  # a ModelChoiceField

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class ProposeForm(CompetenceForm):
    """The proposal to authorise somebody."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, roles=tuple(each for each in all_roles() if each.where == "scheme"), **more)


class TermForm(ActForm):
    """Until when somebody is authorised."""

    until_on = forms.DateField(
        label=_("Until"),
        initial=lambda: timers.due_on("T-11", clock.today()),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("At most 36 months; competence is evaluated again by then."),
    )


class AppointForm(CompetenceForm, TermForm):
    """An appointment at the founding: without an evaluation, with evidence all the same."""

    field_order = ["person", "role", "scope", "criteria", "evidence", "proof", "languages", "until_on"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, roles=FIRST, **more)


class FindingsForm(ActForm):
    """What an evaluator found."""

    findings = forms.CharField(
        label=_("Findings"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Criterion by criterion: what you looked at and what you found. An assessor will read this."),
    )
