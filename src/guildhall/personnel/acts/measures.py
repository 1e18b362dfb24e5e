"""Measures of development are planned, people are entered for them, and who attended is recorded."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from guildhall.identity.models import Person
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.acts import needs
from guildhall.personnel.lifecycles import MEASURE, MeasureState
from guildhall.personnel.models import Attendance, Measure, Need
from guildhall.personnel.permissions.development import may_develop
from guildhall.personnel.queries.needs import attendances
from guildhall.personnel.rules.authorisations import a_stop_has_its_reason
from guildhall.personnel.rules.development import (
    DEVELOPMENT,
    a_measure_is_described,
    a_measure_was_held_by_now,
    the_measure_is_still_planned,
    the_need_is_theirs_and_open,
    who_attended_was_entered,
)


@act(
    "personnel.measure.plan",
    move=MEASURE.plan,
    permission=may_develop,
    rules=[a_measure_is_described],
    clauses=DEVELOPMENT,
    sentence=gettext_noop("planned the measure {subject}: {title}"),
)
def plan(*, by: Actor, kind: str, title: str, aims: str, planned_on: date, hours: Decimal, leader: str = "") -> Measure:
    """Plan something from which people of the body learn: what it is, what they can do afterwards, when, how long."""
    return create(
        Measure,
        number=next_number("DM"),
        kind=kind,
        title=title.strip(),
        aims=aims.strip(),
        leader=leader.strip(),
        planned_on=planned_on,
        hours=hours,
        organised_by=Person.objects.get(pk=by.name),
    )


@act(
    "personnel.measure.enrol",
    about=("measure", "person"),
    permission=may_develop,
    rules=[the_measure_is_still_planned, the_need_is_theirs_and_open],
    clauses=DEVELOPMENT,
    sentence=gettext_noop("entered somebody for the measure {subject}"),
    label=gettext_noop("Enter somebody"),
)
def enrol(*, by: Actor, measure: Measure, person: Person, need: Need | None = None) -> Attendance:
    """Enter somebody for a measure; with the need for which they take part, that need counts as planned for."""
    if need is not None:
        needs.plan(by=by, need=need)
    enroller = Person.objects.get(pk=by.name)
    return create(Attendance, person=person, measure=measure, need=need, enrolled_by=enroller)


@act(
    "personnel.measure.hold",
    about="measure",
    move=MEASURE.hold,
    permission=may_develop,
    rules=[a_measure_was_held_by_now, who_attended_was_entered],
    clauses=DEVELOPMENT,
    effective="held_on",
    sentence=gettext_noop("recorded who attended {subject}"),
)
def hold(*, by: Actor, measure: Measure, held_on: date, attended: Sequence[str]) -> Measure:
    """Record when a measure was held and which of those entered attended, by their numbers.

    The needs of those who attended wait for a look at the effect; those of the others are planned for anew.
    """
    for each in attendances(measure):
        was_there = each.person.number in attended
        change(each, has_attended=was_there)
        _settle(by, each.need, held_on if was_there else None)
    return change(measure, state=MeasureState.HELD, held_on=held_on)


@act(
    "personnel.measure.cancel",
    about="measure",
    move=MEASURE.cancel,
    permission=may_develop,
    rules=[a_stop_has_its_reason],
    clauses=DEVELOPMENT,
    sentence=gettext_noop("cancelled the measure {subject}: {reason}"),
)
def cancel(*, by: Actor, measure: Measure, reason: str) -> Measure:
    """Cancel a measure; what people had to learn there is planned for anew."""
    for each in attendances(measure):
        _settle(by, each.need, None)
    return change(measure, state=MeasureState.CANCELLED, reasons=reason.strip())


def _settle(by: Actor, need: Need | None, attended_on: date | None) -> None:
    if need is not None and attended_on is not None:
        needs.attend(by=by, need=need, attended_on=attended_on)
    elif need is not None:
        needs.release(by=by, need=need)
