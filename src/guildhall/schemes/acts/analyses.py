"""Job analyses: begun, rated by a panel, closed, approved."""

from collections.abc import Mapping

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.lifecycles import ANALYSIS, AnalysisState
from guildhall.schemes.models import JobAnalysis, Scheme
from guildhall.schemes.permissions import approves_the_analysis, manages_the_analysis, manages_the_scheme
from guildhall.schemes.rules.analyses import (
    analysis_is_told,
    analysis_is_worked_on,
    approver_did_not_lead,
    domains_fit,
    every_task_was_rated,
    no_interest_prevails,
    panel_can_begin,
)
from guildhall.schemes.rules.surveys import no_survey_is_open
from guildhall.schemes.rules.words import the_reason_is_said

CLAUSES = ("2012:8.4 e)", "2026:8")


@act(
    "schemes.analysis.begin",
    about="scheme",
    move=ANALYSIS.begin,
    permission=manages_the_scheme,
    rules=[analysis_is_told],
    clauses=CLAUSES,
    sentence=gettext_noop("began the job analysis {subject}"),
)
def begin(
    *, by: Actor, scheme: Scheme, title: str, method: str, source: str = "", importance_share: int = 50
) -> JobAnalysis:
    """Begin the study of the occupation behind a scheme; whoever begins it leads it.

    `importance_share` is the share of importance in the weight of a task, in per cent; the rest is frequency.
    """
    return create(
        JobAnalysis,
        number=next_number("JA"),
        scheme=scheme,
        title=title,
        method=method,
        source=source,
        importance_share=importance_share,
        led_by=Person.objects.get(pk=by.name),
    )


@act(
    "schemes.analysis.describe",
    about="analysis",
    permission=manages_the_analysis,
    rules=[analysis_is_worked_on, analysis_is_told],
    clauses=CLAUSES,
    sentence=gettext_noop("described the job analysis {subject} anew"),
    label=gettext_noop("Change title, method and shares"),
)
def describe(
    *, by: Actor, analysis: JobAnalysis, title: str, method: str, source: str, importance_share: int
) -> JobAnalysis:
    """Say anew what an analysis studies, how, and how much importance counts against frequency."""
    return change(analysis, title=title, method=method, source=source, importance_share=importance_share)


@act(
    "schemes.analysis.place",
    about="analysis",
    permission=manages_the_analysis,
    rules=[analysis_is_worked_on, domains_fit],
    clauses=CLAUSES,
    sentence=gettext_noop("placed the tasks of {subject} in domains"),
    label=gettext_noop("Place tasks in domains"),
)
def place(*, by: Actor, analysis: JobAnalysis, domains: Mapping[str, str]) -> JobAnalysis:
    """Give tasks their domain of the work, by their numbers; those that are not named keep theirs."""
    for task in analysis.tasks.filter(number__in=domains):
        if task.domain != (domain := domains[task.number].strip()):
            change(task, domain=domain)
    return analysis


@act(
    "schemes.analysis.open",
    about="analysis",
    move=ANALYSIS.open,
    permission=manages_the_analysis,
    rules=[panel_can_begin],
    clauses=CLAUSES,
    sentence=gettext_noop("opened {subject} for rating"),
)
def open_rating(*, by: Actor, analysis: JobAnalysis) -> JobAnalysis:
    """Let the panel rate; from now on the list of tasks stands."""
    return change(analysis, state=AnalysisState.RATING)


@act(
    "schemes.analysis.close",
    about="analysis",
    move=ANALYSIS.close,
    permission=manages_the_analysis,
    rules=[every_task_was_rated, no_survey_is_open],
    clauses=CLAUSES,
    sentence=gettext_noop("closed the ratings of {subject}"),
)
def close(*, by: Actor, analysis: JobAnalysis) -> JobAnalysis:
    """Close the ratings; the weights of tasks and domains are what they come to."""
    return change(analysis, state=AnalysisState.CLOSED)


@act(
    "schemes.analysis.reopen",
    about="analysis",
    move=ANALYSIS.reopen,
    permission=manages_the_analysis,
    rules=[the_reason_is_said],
    clauses=CLAUSES,
    sentence=gettext_noop("opened {subject} for rating again: {reason}"),
)
def reopen(*, by: Actor, analysis: JobAnalysis, reason: str) -> JobAnalysis:
    """Let the panel rate on, because it was too small, unbalanced or divided."""
    return change(analysis, state=AnalysisState.RATING)


@act(
    "schemes.analysis.approve",
    about="analysis",
    move=ANALYSIS.approve,
    permission=approves_the_analysis,
    rules=[approver_did_not_lead, no_interest_prevails],
    clauses=[*CLAUSES, "2012:8.4 b)"],
    sentence=gettext_noop("approved the job analysis {subject}"),
)
def approve(*, by: Actor, analysis: JobAnalysis) -> JobAnalysis:
    """Approve an analysis: versions of the scheme may rest on it for as long as its interval lasts (T-15)."""
    approver = Person.objects.get(pk=by.name)
    return change(analysis, state=AnalysisState.APPROVED, approved_at=clock.now(), approved_by=approver)


@act(
    "schemes.analysis.abandon",
    about="analysis",
    move=ANALYSIS.abandon,
    permission=manages_the_analysis,
    rules=[the_reason_is_said],
    clauses=CLAUSES,
    sentence=gettext_noop("abandoned the job analysis {subject}: {reason}"),
)
def abandon(*, by: Actor, analysis: JobAnalysis, reason: str) -> JobAnalysis:
    """Give an analysis up; what was gathered stays in the record."""
    return change(analysis, state=AnalysisState.ABANDONED)
