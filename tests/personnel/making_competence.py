"""Evidence, supervised phases, needs and measures, each in the state in which a test wants it; made through acts."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import EXAMINER, Role
from guildhall.kernel import clock
from guildhall.personnel.acts import clearances, evidence, measures, needs, supervision
from guildhall.personnel.models import Evidence, Measure, Need, Supervision
from guildhall.personnel.queries.needs import attendances
from tests.cast import Cast, acting

COURSE = {"kind": "calibration", "title": "Marking together", "aims": "Two markers give the same verdict."}


def shown(cast: Cast, person: Person, title: str = "Master craftsman", **other: Any) -> Evidence:
    """Evidence that somebody added to their own file and Quinn verified."""
    asked = {"kind": "qualification", "obtained_on": clock.today() - timedelta(days=900), **other}
    added = evidence.add(by=acting(person), person=person, title=title, **asked)
    return evidence.verify(by=acting(cast.quinn), evidence=added)


def supervised(cast: Cast, person: Person, supervisor: Person, role: Role, scope: Scope) -> Supervision:
    """A supervised phase that begins today."""
    asked = {"person": person, "supervisor": supervisor, "role": role.code, "scope": scope}
    return supervision.begin(by=acting(cast.quinn), **asked)


def did(phase: Supervision, matter: Person, *, well: bool = True) -> None:
    """One task of the trainee, in a matter on which they declared first."""
    declared = clearances.declare(by=acting(phase.person), person=phase.person, about=matter.ref)
    supervision.record(
        by=acting(phase.supervisor),
        supervision=phase,
        clearance=declared,
        worked_on=clock.today(),
        is_satisfactory=well,
        words="Kept to the checklist.",
    )


def a_need(cast: Cast, person: Person, scope: Scope | None = None, **other: Any) -> Need:
    """Something that somebody has to learn within three months."""
    asked = {"role": EXAMINER.code, "source": "monitoring", "words": "Marks more severely than the others.", **other}
    due_on = clock.today() + timedelta(days=90)
    return needs.find(by=acting(cast.quinn), person=person, scope=scope, due_on=due_on, **asked)


def a_measure(cast: Cast, *learners: Need, **other: Any) -> Measure:
    """A measure of today for which everybody is entered who has one of those needs."""
    asked = {"planned_on": clock.today(), "hours": Decimal(4), "leader": "Dr. Rasmus Eichler", **COURSE, **other}
    made = measures.plan(by=acting(cast.quinn), **asked)
    for need in learners:
        measures.enrol(by=acting(cast.quinn), measure=made, person=need.person, need=need)
    return made


def was_held(cast: Cast, measure: Measure, *absent: Person) -> Measure:
    """The measure, attended by everybody but `absent`."""
    there = [each.person.number for each in attendances(measure) if each.person not in absent]
    return measures.hold(by=acting(cast.quinn), measure=measure, held_on=clock.today(), attended=there)
