"""Somebody is away, and their open work is handed to a deputy in one act."""

from datetime import date

from guildhall.identity.models import Absence, Person
from guildhall.identity.permissions import holds, is_that_person, is_the_absent_person
from guildhall.identity.roles import ADMINISTRATOR, TOP_MANAGEMENT
from guildhall.identity.rules.absences import (
    absence_is_not_ended,
    absence_lies_ahead,
    deputy_holds_the_same_roles,
    deputy_is_another,
    deputy_is_there,
)
from guildhall.identity.rules.persons import person_is_not_erased
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create


@act(
    "identity.absence.declare",
    about=("person", "deputy"),
    permission=is_that_person | holds(TOP_MANAGEMENT, ADMINISTRATOR),
    rules=[person_is_not_erased, absence_lies_ahead, deputy_is_another, deputy_holds_the_same_roles, deputy_is_there],
    clauses=["2012:6.1.3", "2026:6.1"],
    sentence=gettext_noop("declared an absence and handed the open work to a deputy"),
    label=gettext_noop("Be away and hand work over"),
)
def declare(*, by: Actor, person: Person, deputy: Person, from_on: date, until_on: date) -> Absence:
    """Say from when until when somebody is away, and who sees what waits for them meanwhile: all of it, in one act.

    The deputy sees the work; whether they may do it is asked of them at each act, as of anybody. So a deputy never
    decides by proxy what they may not decide themselves.
    """
    return create(Absence, person=person, deputy=deputy, from_on=from_on, until_on=until_on)


@act(
    "identity.absence.end",
    about="absence",
    permission=is_the_absent_person | holds(TOP_MANAGEMENT, ADMINISTRATOR),
    rules=[absence_is_not_ended],
    clauses=["2012:6.1.3", "2026:6.1"],
    sentence=gettext_noop("ended the absence"),
    label=gettext_noop("End this absence"),
)
def end(*, by: Actor, absence: Absence) -> Absence:
    """End an absence; what waits is seen by its own person alone again."""
    return change(absence, ended_at=clock.now(), ended_by=str(by))
