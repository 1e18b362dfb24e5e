"""Forms of versions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.kernel import clock
from guildhall.notices import timers
from guildhall.schemes.forms.common import area, money, whole
from guildhall.schemes.forms.schemes import ConfirmForm
from guildhall.schemes.models import JobAnalysis, Outcome, Scheme, SchemeVersion
from guildhall.shell.forms import ActForm

EDITIONS = [("2012 2026", _("2012 and 2026")), ("2012", "2012"), ("2026", "2026")]


class BeginForm(ActForm):
    """A version to be begun."""

    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("As it stands on certificates."))
    like = forms.ModelChoiceField(
        label=_("Begin as a copy of"),
        queryset=SchemeVersion.objects.none(),
        required=False,
        empty_label=_("nothing, begin empty"),
    )
    analysis = forms.ModelChoiceField(
        label=_("Job analysis"),
        queryset=JobAnalysis.objects.none(),
        required=False,
        empty_label=_("that of the copy, or none yet"),
    )
    edition = forms.ChoiceField(label=_("Held to the edition of"), choices=EDITIONS, initial="2012 2026")

    def __init__(self, *args: Any, scheme: Scheme, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["like"].queryset = scheme.versions.order_by("-ordinal")  # type: ignore[attr-defined]
        self.fields["analysis"].queryset = _analyses(scheme)  # type: ignore[attr-defined]


class RestForm(ActForm):
    """The job analysis on which a version rests."""

    analysis = forms.ModelChoiceField(label=_("Job analysis"), queryset=JobAnalysis.objects.none(), empty_label=None)

    def __init__(self, *args: Any, version: SchemeVersion, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["analysis"].queryset = _analyses(version.scheme)  # type: ignore[attr-defined]


def _analyses(scheme: Scheme) -> Any:
    return scheme.analyses.exclude(state="abandoned").order_by("-number")


class DescribeForm(ActForm):
    """What is certified, and why."""

    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("As it stands on certificates."))
    scope_words = area(_("Scope"), help_text=_("What a certified person does, where, and what is not covered."))
    purpose = area(_("Purpose"), rows=3, help_text=_("What the certification is to show, and to whom."))
    need = area(_("Need"), rows=3, help_text=_("Who asked for it, and why nothing else serves."))
    population = area(_("Population"), rows=2, help_text=_("For whom it is, and how many they are."))
    languages = forms.CharField(
        label=_("Languages of the examination"), max_length=50, help_text=_("Short codes with spaces between: en de.")
    )


class RegulateForm(ActForm):
    """The process, and what binds certified persons."""

    process = area(
        _("Process of certification"), help_text=_("From application to decision, as everybody may read it.")
    )
    abilities = area(_("Abilities"), rows=3, help_text=_("Physical abilities, where they are needed."))
    code_of_conduct = area(_("Code of conduct"), rows=6, help_text=_("What candidates and certified persons sign."))
    agreement = area(_("Agreement"), rows=6, help_text=_("What somebody undertakes who is certified."))
    suspension_criteria = area(_("Criteria for suspension and withdrawal"))
    surveillance = area(_("Surveillance"), rows=3, help_text=_("What is looked at while the certification is valid."))
    scope_change = area(_("Change of scope or level"), rows=3, help_text=_("How a scope is extended or reduced."))


class TermsForm(ActForm):
    """Lengths of time, and fees."""

    validity_months = whole(_("Valid for, in months"), required=False, max_value=120)
    interval_rationale = area(
        _("Why so long?"),
        help_text=_("What of the work changes in that time, and how long competence lasts without practice."),
    )
    recertification = area(_("Recertification"), help_text=_("What is asked, and how competence is confirmed."))
    recertification_window_months = whole(_("Recertification opens, in months before the end"))
    eligible_months = whole(_("A candidate may be assessed for, in months"))
    application_days = whole(_("An application may stay incomplete for, in days"))
    fee = money(_("Fee of an application"))
    currency = forms.CharField(label=_("Currency"), max_length=3)


class OwnerForm(ActForm):
    """What the owner of a scheme agreed to and showed."""

    owner_agreement = area(_("Agreement"), help_text=_("Its number and day, what it allows, until when."))
    owner_evidence = area(
        _("Evidence of development"),
        rows=8,
        help_text=_(
            "What the owner gave of experts, balance, job analysis, prerequisites and assessment (8.4 a to e)."
        ),
    )


class TransitionForm(ActForm):
    """How people pass over from the version in effect."""

    transition = area(
        _("Transition"),
        rows=6,
        help_text=_("What changes for applicants, candidates and certified persons, and by when they must meet it."),
    )


class LeaveOutForm(ActForm):
    """Why an element does not apply."""

    reason = area(_("Why does it not apply?"), rows=3, help_text=_("An assessor will read this."))


class ValidateForm(ActForm):
    """The record of a validation."""

    validation = area(
        _("Validation"),
        rows=6,
        help_text=_(
            "What was looked at, by which evidence, and with what result: does it measure what the work needs?"
        ),
    )
    next_review_on = forms.DateField(label=_("Next review"), help_text=_("Within the length that the body has set."))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["next_review_on"].initial = timers.due_on("T-16", clock.today())


class PublishForm(ConfirmForm):
    """From when a version is in effect."""

    effective_on = forms.DateField(
        label=_("In effect from"),
        initial=clock.today,
        help_text=_("Today, or a later day; the public page is open at once."),
    )
    field_order = ["effective_on", "no_training_favoured"]


class ReviewForm(ActForm):
    """The record of a review."""

    outcome = forms.ChoiceField(label=_("What becomes of it?"), choices=Outcome.choices)
    findings = area(
        _("Findings"),
        rows=6,
        help_text=_(
            "Changes of the work, complaints and appeals, statistics, wishes of interested parties: what was found."
        ),
    )
    next_review_on = forms.DateField(label=_("Next review"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["next_review_on"].initial = timers.due_on("T-16", clock.today())


def left_out(version: SchemeVersion, element: str) -> str:
    """The reason that was given for leaving an element out."""
    return str(version.not_applicable.get(element, ""))
