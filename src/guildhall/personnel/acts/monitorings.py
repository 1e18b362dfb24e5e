"""The work of examiners and markers is looked at, and something follows from what is seen (6.2.2.2)."""

from datetime import date

from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.lifecycles import MONITORING, MonitoringState
from guildhall.personnel.models import Monitoring
from guildhall.personnel.permissions.monitorings import (
    is_the_monitor,
    may_call_off_monitorings,
    may_conclude_monitorings,
    may_plan_monitorings,
)
from guildhall.personnel.queries import record_called
from guildhall.personnel.rules.declarations import a_correction_has_its_reason
from guildhall.personnel.rules.monitorings import (
    a_conclusion_has_its_reasons,
    it_was_held,
    measures_have_words_and_an_end,
    nobody_concludes_on_their_own_work,
    nobody_monitors_themselves,
    nothing_was_found_wanting,
    something_was_marked_twice,
    the_assignment_exists,
    the_day_lies_ahead,
    the_form_is_answered,
    the_monitor_knows_the_work,
    the_work_is_looked_at_somehow,
    what_was_done_is_said,
    who_is_monitored_is_authorised,
)

CLAUSES = ("2012:6.2.2.2", "2026:6.2")
CONCLUDING = (nobody_concludes_on_their_own_work, a_conclusion_has_its_reasons)


@act(
    "personnel.monitoring.plan",
    about="person",
    move=MONITORING.plan,
    permission=may_plan_monitorings,
    rules=[
        who_is_monitored_is_authorised,
        nobody_monitors_themselves,
        the_monitor_knows_the_work,
        the_work_is_looked_at_somehow,
        the_day_lies_ahead,
        the_assignment_exists,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("planned the monitoring {subject}"),
)
def plan(
    *,
    by: Actor,
    person: Person,
    role: str,
    scope: Scope,
    kind: str,
    monitor: Person,
    planned_on: date,
    why: str = "",
    about: str = "",
) -> Monitoring:
    """Plan that somebody's work is looked at: how, by whom, on which day, and which risk asks for it.

    `about` is the assignment that is the monitoring, a sitting or an attempt in the ledger's words: the person may be
    given that one although their monitoring is overdue (R-47).
    """
    assignment = record_called(about) if about else None
    return create(
        Monitoring,
        number=next_number("MO"),
        person=person,
        role=role,
        scope=scope,
        kind=kind,
        monitor=monitor,
        planned_on=planned_on,
        why=why.strip(),
        about=about,
        about_number=str(getattr(assignment, "number", assignment or "")),
        planned_by=Person.objects.get(pk=by.name),
    )


@act(
    "personnel.monitoring.cancel",
    about="monitoring",
    move=MONITORING.cancel,
    permission=may_call_off_monitorings,
    rules=[nobody_concludes_on_their_own_work, a_correction_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("called the monitoring {subject} off: {reason}"),
)
def cancel(*, by: Actor, monitoring: Monitoring, reason: str) -> Monitoring:
    """Call a monitoring off that does not take place; the day by which the work is monitored stays as it was."""
    return change(monitoring, state=MonitoringState.CANCELLED, reasons=reason.strip())


@act(
    "personnel.monitoring.report",
    about="monitoring",
    move=MONITORING.report,
    permission=is_the_monitor,
    rules=[it_was_held, something_was_marked_twice, the_form_is_answered],
    clauses=CLAUSES,
    sentence=gettext_noop("reported on the monitoring {subject}"),
)
def report(
    *, by: Actor, monitoring: Monitoring, held_on: date, answers: dict[str, dict[str, str]], findings: str = ""
) -> Monitoring:
    """Tell what was seen, question by question; what follows from it is concluded by who evaluates competence."""
    return change(
        monitoring,
        state=MonitoringState.REPORTED,
        held_on=held_on,
        answers=answers,
        findings=findings.strip(),
        reported_at=clock.now(),
    )


@act(
    "personnel.monitoring.accept",
    about="monitoring",
    move=MONITORING.accept,
    permission=may_conclude_monitorings,
    rules=[*CONCLUDING, nothing_was_found_wanting],
    clauses=CLAUSES,
    sentence=gettext_noop("found the work satisfactory in {subject}"),
)
def accept(*, by: Actor, monitoring: Monitoring, reasons: str) -> Monitoring:
    """Conclude that the work is satisfactory; it is looked at again within the time that the body set (T-12)."""
    return _concluded(by, monitoring, MonitoringState.SATISFACTORY, reasons)


@act(
    "personnel.monitoring.ask_measures",
    about="monitoring",
    move=MONITORING.ask_measures,
    permission=may_conclude_monitorings,
    rules=[*CONCLUDING, measures_have_words_and_an_end],
    clauses=CLAUSES,
    sentence=gettext_noop("asked for measures after {subject}"),
)
def ask_measures(*, by: Actor, monitoring: Monitoring, reasons: str, measures: str, measures_until: date) -> Monitoring:
    """Conclude that something has to change, what, and by when; after that day no new work is assigned (R-47)."""
    concluded = _concluded(by, monitoring, MonitoringState.MEASURES, reasons, measures_until=measures_until)
    return change(concluded, measures=measures.strip())


@act(
    "personnel.monitoring.fail",
    about="monitoring",
    move=MONITORING.fail,
    permission=may_conclude_monitorings,
    rules=CONCLUDING,
    clauses=CLAUSES,
    sentence=gettext_noop("found the work not satisfactory in {subject}"),
)
def fail(*, by: Actor, monitoring: Monitoring, reasons: str) -> Monitoring:
    """Conclude that the work is not satisfactory: no new work is assigned from this moment (R-47).

    What was begun goes on. Top management is asked whether it suspends or withdraws the authorisation; that is theirs.
    """
    return _concluded(by, monitoring, MonitoringState.FAILED, reasons)


@act(
    "personnel.monitoring.settle",
    about="monitoring",
    move=MONITORING.settle,
    permission=may_conclude_monitorings,
    rules=[nobody_concludes_on_their_own_work, what_was_done_is_said],
    clauses=CLAUSES,
    sentence=gettext_noop("confirmed the measures after {subject}"),
)
def settle(*, by: Actor, monitoring: Monitoring, settlement: str) -> Monitoring:
    """Confirm that the measures were taken and helped."""
    return change(
        monitoring,
        state=MonitoringState.SETTLED,
        settlement=settlement.strip(),
        settled_at=clock.now(),
        settled_by=Person.objects.get(pk=by.name),
    )


def _concluded(
    by: Actor, monitoring: Monitoring, state: MonitoringState, reasons: str, measures_until: date | None = None
) -> Monitoring:
    return change(
        monitoring,
        state=state,
        reasons=reasons.strip(),
        measures_until=measures_until,
        concluded_at=clock.now(),
        concluded_by=Person.objects.get(pk=by.name),
    )
