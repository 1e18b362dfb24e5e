"""What people type of authorisations."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import Role
from guildhall.kernel import clock
from guildhall.notices import timers
from guildhall.personnel import queries
from guildhall.personnel.forms.common import (
    SCANS,
    ReasonForm,
    day_field,
    of_schemes,
    offer_personnel,
    offer_roles,
    words_field,
)
from guildhall.personnel.models import Authorisation, Criterion
from guildhall.personnel.rules.authorisations import FIRST
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField


class CompetenceForm(ActForm):
    """For which work somebody is authorised, and what shows that they are competent for it."""

    person = forms.ModelChoiceField(label=_("Who?"), queryset=Person.objects.none())
    role = forms.ChoiceField(label=_("For which role?"))
    scope = forms.ModelChoiceField(label=_("In which scheme?"), queryset=Scope.objects.none(), empty_label=None)
    evidence = words_field(
        _("Evidence"),
        rows=4,
        help_text=_("What shows that the person has it: certificates, years of work, observed work."),
    )
    proof = UploadField(
        allowed=SCANS, label=_("A file that proves it"), required=False, help_text=_("It is kept encrypted.")
    )
    languages = forms.CharField(
        label=_("Languages"),
        required=False,
        max_length=60,
        help_text=_("Where language matters, as codes: “de en”. An examiner has at least one."),
    )

    def __init__(self, *args: Any, roles: tuple[Role, ...] = (), schemes: QuerySet[Scope], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["fields"] = forms.CharField(
            label=_("Parts of the scheme"),
            required=False,
            max_length=200,
            help_text=_("To narrow the work, the codes of its parts: “W P”. Empty means the whole scheme."),
        )
        offer_personnel(self, "person")
        offer_roles(self, roles)
        self.fields["scope"].queryset = schemes  # type: ignore[attr-defined]  # a ModelChoiceField


class ProposeForm(CompetenceForm):
    """The proposal to authorise somebody."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, roles=of_schemes(), **more)


class TermForm(ActForm):
    """Until when somebody is authorised."""

    until_on = day_field(
        _("Until"),
        initial=lambda: timers.due_on("T-11", clock.today()),
        help_text=_("At most 36 months; competence is evaluated again by then."),
    )


class AppointForm(CompetenceForm, TermForm):
    """An appointment at the founding: without an evaluation, with criteria in words and evidence all the same."""

    criteria = words_field(
        _("Criteria"),
        rows=4,
        help_text=_("What the work asks for: knowledge, skills, experience, personal qualities."),
    )
    field_order = ["person", "role", "scope", "criteria", "evidence", "proof", "languages", "until_on"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, roles=FIRST, **more)


class EvaluateForm(ActForm):
    """What an evaluator found on each criterion in effect, on which evidence, and altogether."""

    def __init__(self, *args: Any, record: Authorisation, **more: Any) -> None:
        super().__init__(*args, record=record, **more)
        self.codes: list[str] = []
        criteria = queries.criteria_for(record.role, record.scope_id)
        files = queries.evidence_of(record.person_id).filter(state="verified")
        choices: list[tuple[str, Any]] = [("", _("No entry of the personnel file"))]
        choices += [(each.number, f"{each.number}: {each.title}") for each in files]
        for asked in queries.asked_in(criteria) if criteria else ():
            self._ask(asked, choices)
        self.fields["findings"] = words_field(
            _("Altogether"), rows=4, help_text=_("What you found as a whole. An assessor will read this.")
        )

    def _ask(self, asked: Criterion, choices: list[tuple[str, Any]]) -> None:
        self.codes.append(asked.code)
        shows = f"{asked.point_word}. {asked.asks}"
        self.fields[f"found_{asked.code}"] = words_field(asked.words, rows=2, help_text=shows)
        self.fields[f"rests_on_{asked.code}"] = forms.ChoiceField(
            label=_("%(code)s rests on") % {"code": asked.code}, choices=choices, required=False
        )

    @property
    def typed(self) -> dict[str, Any]:
        """What was found by the codes of the criteria, as the act takes it."""
        given = super().typed
        return {
            "findings": given["findings"],
            "found": {code: given[f"found_{code}"] for code in self.codes},
            "rests_on": {code: given[f"rests_on_{code}"] for code in self.codes if given[f"rests_on_{code}"]},
        }


class DeclineForm(ReasonForm):
    """Why somebody is not authorised, and which criteria they do not meet yet."""

    unmet = forms.MultipleChoiceField(
        label=_("What is not met yet?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each becomes something that the person has to learn."),
    )

    def __init__(self, *args: Any, record: Authorisation, **more: Any) -> None:
        super().__init__(*args, record=record, **more)
        criteria = queries.criteria_for(record.role, record.scope_id)
        asked = queries.asked_in(criteria) if criteria else []
        field: Any = self.fields["unmet"]
        field.choices = [(each.code, f"{each.code}: {each.words}") for each in asked]
        if not asked:
            del self.fields["unmet"]

    @property
    def typed(self) -> dict[str, Any]:
        """The codes of what is not met, as the act takes them."""
        return {**super().typed, "unmet": tuple(self.cleaned_data.get("unmet", ()))}
