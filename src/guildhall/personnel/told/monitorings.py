"""Who is told what of monitoring, and the timer that runs until the next one."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from guildhall.identity import grants
from guildhall.identity.roles import EVALUATOR, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find
from guildhall.personnel import monitoring
from guildhall.personnel.models import Authorisation, Monitoring


@timer(
    "personnel.monitoring-due",
    code="T-12",
    title=gettext_noop("The work of an examiner is monitored"),
    starts=[
        "personnel.authorisation.authorise",
        "personnel.authorisation.appoint",
        "personnel.authorisation.reinstate",
        "personnel.monitoring.accept",
        "personnel.monitoring.ask_measures",
        "personnel.monitoring.fail",
    ],
    stops=[
        "personnel.authorisation.suspend",
        "personnel.authorisation.withdraw",
        "personnel.authorisation.expire",
        "personnel.authorisation.supersede",
    ],
    warn_days=(60, 30, 7),
    text="personnel/monitoring-due",
    in_work=False,
)
def monitoring_due(*, entry: Any) -> Run | None:
    """The time from the authorisation, or the last monitoring, to the day after which no new work is assigned."""
    record = find(entry.result or entry.subject)
    if not isinstance(record, Authorisation | Monitoring) or record.role not in _monitored():
        return None
    now = monitoring.standing(record.person_id, record.role, record.scope_id)
    authorisation = record if isinstance(record, Authorisation) else now and now.authorisation
    if not isinstance(authorisation, Authorisation):
        return None
    return Run(
        about=authorisation.ref,
        due_on=now.due_on if now else clock.today(),
        number=authorisation.number,
        person_id=authorisation.person_id,
        role=QUALITY_MANAGER.code,
        link=("personnel:authorisation", str(authorisation.pk)),
    )


@tells("personnel.monitoring.plan", text="personnel/monitoring-planned")
def the_monitored_hears_of_the_plan(*, entry: Any) -> Iterator[Told]:
    """Whose work is looked at: when, and how."""
    if found := _monitoring(entry):
        yield from _each(found, [found.person_id])


@tells("personnel.monitoring.plan", text="personnel/monitoring-to-hold", mailed=False)
def the_monitor_hears_of_the_plan(*, entry: Any) -> Iterator[Told]:
    """Who is asked to look at it."""
    if found := _monitoring(entry):
        yield from _each(found, [found.monitor_id])


@tells("personnel.monitoring.cancel", text="personnel/monitoring-cancelled")
def both_hear_that_it_is_called_off(*, entry: Any) -> Iterator[Told]:
    """Whose work was to be looked at, and by whom."""
    if found := _monitoring(entry):
        yield from _each(found, sorted({found.person_id, found.monitor_id}))


@tells("personnel.monitoring.report", text="personnel/monitoring-reported", mailed=False)
def who_concludes_hears_of_the_report(*, entry: Any) -> Iterator[Told]:
    """Who evaluates competence in the scheme and who manages quality, except whose work it is."""
    if found := _monitoring(entry):
        able = grants.holders(EVALUATOR, scope_id=found.scope_id) | grants.holders(QUALITY_MANAGER)
        yield from _each(found, sorted(able - {found.person_id}))


@tells("personnel.monitoring.accept", text="personnel/monitoring-concluded")
@tells("personnel.monitoring.ask_measures", text="personnel/monitoring-concluded")
@tells("personnel.monitoring.fail", text="personnel/monitoring-concluded")
@tells("personnel.monitoring.settle", text="personnel/monitoring-concluded")
def the_monitored_hears_the_conclusion(*, entry: Any) -> Iterator[Told]:
    """Whose work was looked at: what was concluded, and what follows."""
    if found := _monitoring(entry):
        yield from _each(found, [found.person_id])


@tells("personnel.monitoring.fail", text="personnel/monitoring-failed")
def top_management_hears_of_a_failure(*, entry: Any) -> Iterator[Told]:
    """Who decides whether the authorisation stands."""
    if found := _monitoring(entry):
        yield from _each(found, sorted(grants.holders(TOP_MANAGEMENT) - {found.person_id}))


def _monitoring(entry: Any) -> Monitoring | None:
    found = find(entry.result)
    return found if isinstance(found, Monitoring) else None


def _each(found: Monitoring, people: Iterable[UUID]) -> Iterator[Told]:
    link = ("personnel:monitoring", str(found.pk))
    for person_id in people:
        yield Told(person_id, found.number, words={"planned_on": found.planned_on}, link=link)


def _monitored() -> set[str]:
    return {each.code for each in monitoring.MONITORED}
