"""Forms of the parts of a version."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.schemes.forms.common import PartForm, area, code, money, whole
from guildhall.schemes.models import (
    CompetenceKind,
    Component,
    ComponentKind,
    Domain,
    RequirementKind,
    SchemeVersion,
    Stage,
)
from guildhall.shell.forms import ActForm

DAYS_HINT = _("Zero where there is none.")


class OfVersionForm(PartForm):
    """A part of a version, which knows its version."""

    called = "code"
    """The field by which the part is called; it does not change."""

    def __init__(self, *args: Any, version: SchemeVersion, **more: Any) -> None:
        super().__init__(*args, **more)
        self.version = version
        if self.initial.get("seen") is not None:
            self.lock_name(self.called)

    def choose(self, field: str, choices: list[tuple[str, Any]]) -> None:
        """Offer `choices` in `field`."""
        self.fields[field].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class PartyForm(OfVersionForm):
    """An interested party."""

    called = "name"
    name = forms.CharField(
        label=_("Who?"), max_length=200, help_text=_("An organisation or group; do not name persons.")
    )
    category = forms.CharField(
        label=_("Interest"), max_length=100, help_text=_("Such as operators, employers, trainers, insurers.")
    )
    asked = area(_("What did they ask?"), rows=3)
    answer = area(_("What was answered?"), rows=3)


class DomainForm(OfVersionForm):
    """A domain."""

    code = code()
    title = forms.CharField(label=_("Title"), max_length=200)
    weight = forms.DecimalField(label=_("Weight in per cent"), min_value=0, max_value=100, decimal_places=2)
    deviation = area(
        _("Why not as in the analysis?"), rows=3, help_text=_("Only where the weight differs from the job analysis.")
    )


class CompetenceForm(OfVersionForm):
    """A competence."""

    code = code()
    statement = area(_("Statement"), rows=3, help_text=_("What a certified person knows or can do."))
    kind = forms.ChoiceField(label=_("Kind"), choices=CompetenceKind.choices)
    domain = forms.ChoiceField(label=_("Domain"))
    tasks = forms.MultipleChoiceField(label=_("From which tasks"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        domains = self.version.domains.order_by("position", "code")
        self.choose("domain", [(each.code, str(each)) for each in domains])
        analysis = self.version.analysis
        tasks = analysis.tasks.order_by("position", "number") if analysis else []
        self.choose("tasks", [(each.number, f"{each.number}: {each.words}") for each in tasks])


class RequirementForm(OfVersionForm):
    """A requirement."""

    code = code()
    kind = forms.ChoiceField(label=_("Kind"), choices=RequirementKind.choices)
    words = area(_("What is asked?"), rows=3)
    stage = forms.ChoiceField(label=_("To be met"), choices=Stage.choices)
    rationale = area(
        _("Why does the work need it?"), rows=3, help_text=_("With the tasks or the law that it rests on.")
    )
    evidence = area(_("What proves it?"), rows=2)
    competence = forms.ChoiceField(label=_("Serves the competence"), required=False)
    fresh_months = whole(
        _("Evidence is good for, in months"), required=False, help_text=_("Empty where its age does not matter.")
    )
    medical = forms.BooleanField(
        required=False, label=_("Its evidence is medical"), help_text=_("Then only named roles read it.")
    )
    own_course_only = forms.BooleanField(required=False, label=_("It accepts our own course alone"))
    no_equivalent = area(
        _("How was it found that there is no equivalent course?"),
        rows=3,
        help_text=_("Only where our own course alone is accepted."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        competences = self.version.competences.order_by("code")
        self.choose("competence", [("", "–"), *((each.code, f"{each.code}: {each.statement}") for each in competences)])


class ComponentForm(OfVersionForm):
    """A component of the assessment."""

    code = code()
    kind = forms.ChoiceField(label=_("Kind"), choices=ComponentKind.choices)
    title = forms.CharField(label=_("Title"), max_length=200)
    method = area(_("Method"), rows=3, help_text=_("How it is examined, as candidates will read it."))
    cut = forms.DecimalField(
        label=_("Passed from, in per cent"), min_value=0, max_value=100, max_digits=5, decimal_places=2
    )
    cut_basis = area(_("Basis of the passing score"), rows=2, help_text=_("The study it rests on, and its result."))
    minutes = whole(_("Duration in minutes"))
    items = whole(_("Number of items"), help_text=_("Zero for what is not made of items."))
    max_attempts = whole(_("Attempts"))
    waiting_days = whole(_("Waiting time between attempts, in days"), help_text=DAYS_HINT)
    shelf_months = whole(_("A pass counts for, in months"))
    move_days = whole(_("A seat can be moved until, in days before"))
    second_rater_share = whole(
        _("Share that a second person rates, in per cent"), max_value=100, help_text=_("For what a person judges.")
    )
    overlap_most = whole(
        _("Items of a repeat that may have been met before, in per cent"),
        max_value=100,
        required=False,
        help_text=_("No form with more of them is given. Left empty: the form with the fewest, however many they are."),
    )
    fee = money(_("Fee of an attempt"))


class ComputeForm(ActForm):
    """Which domains a component examines."""

    domains = forms.MultipleChoiceField(
        label=_("Domains that it examines"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Items are given out by the weights of these domains, in whole numbers."),
    )

    def __init__(self, *args: Any, version: SchemeVersion, **more: Any) -> None:
        super().__init__(*args, **more)
        weighed = [(each.code, f"{each} ({each.weight} %)") for each in version.domains.order_by("position", "code")]
        self.fields["domains"].choices = weighed  # type: ignore[attr-defined]  # a ChoiceField


class AdjustForm(ActForm):
    """Items by domain, by hand."""

    reason = area(_("Why not as computed?"), rows=3)

    def __init__(self, *args: Any, component: Component, **more: Any) -> None:
        super().__init__(*args, **more)
        self.domains: list[Domain] = list(component.version.domains.order_by("position", "code"))
        given = {row.domain_id: row.items for row in component.blueprint.all()}
        for domain in self.domains:
            self.fields[f"items_{domain.code}"] = whole(str(domain), initial=given.get(domain.pk, 0))
        self.order_fields([*(f"items_{each.code}" for each in self.domains), "reason"])

    @property
    def items_given(self) -> dict[str, int]:
        """The items of each domain, by its code."""
        return {each.code: self.cleaned_data[f"items_{each.code}"] for each in self.domains}
