"""The same examiner for the same training provider, again and again: noticed from records and put before a person."""

from datetime import timedelta

import pytest

from guildhall.exams import jobs, pairs
from guildhall.exams.models import Attempt, Marking
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.personnel.acts import courses
from guildhall.personnel.models import ConflictSignal, Course
from tests import forge
from tests.cast import Cast, acting
from tests.exams.making import a_candidate, a_sitting, booked
from tests.making import Made
from tests.personnel.making_monitorings import do_job, somebody


@pytest.fixture
def course(made: Made, cast: Cast) -> Course:
    """A course of the Windschule, given by nobody of the body."""
    day = clock.today() - timedelta(days=30)
    given = {"title": "Blades", "organisation": "Windschule Nord", "began_on": day, "ended_on": day}
    return courses.declare(by=acting(cast.olive), scope=made.scope, **given)


@pytest.fixture
def attempt(made: Made, cast: Cast) -> Attempt:
    return booked(a_candidate(made, cast), a_sitting(made, channel="person"))


def examined(made: Made, examiner: Person, person: Person, attempt: Attempt) -> None:
    """A marking that was handed in, put there as many attempts would leave it."""
    copied = {
        each.attname: getattr(attempt, each.attname)
        for each in Attempt._meta.local_fields
        if each.name not in {"id", "number", "person", "answer_key", "identity_checked", "reason", "state"}
    }
    theirs = forge.put(Attempt, **copied, number=f"AT-{person.number}", person=person, state="released")
    forge.put(
        Marking,
        attempt=theirs,
        examiner=examiner,
        part="first",
        state="submitted",
        submitted_at=clock.now(),
        submitted_by=str(acting(examiner)),
    )


def prepared(cast: Cast, course: Course, count: int) -> list[Person]:
    """So many candidates who took part in the course."""
    people = [somebody(cast, f"Kim Kandidat{place}") for place in range(count)]
    for each in people:
        courses.enrol(by=acting(cast.olive), person=each, course=course)
    return people


@pytest.mark.parametrize(("of_course", "noticed"), [(5, True), (4, False)])
def test_five_candidates_of_one_provider_are_noticed(
    made: Made, cast: Cast, course: Course, attempt: Attempt, of_course: int, noticed: bool
) -> None:
    for person in prepared(cast, course, of_course):
        examined(made, made.crew.erik, person, attempt)
    examined(made, made.crew.ella, cast.gero, attempt)

    do_job(jobs.look_for_pairs)
    do_job(jobs.look_for_pairs)

    found = [(each.person, each.kind, each.organisation, each.times) for each in ConflictSignal.objects.all()]
    assert found == ([(made.crew.erik, "provider", course.organisation, 5)] if noticed else [])


def test_examiner_who_has_the_smaller_part_or_is_alone_is_not_noticed(
    made: Made, cast: Cast, course: Course, attempt: Attempt
) -> None:
    people = prepared(cast, course, 11)
    for person in people[:5]:
        examined(made, made.crew.erik, person, attempt)
    assert pairs.repeated() == []

    for person in people[5:]:
        examined(made, made.crew.ella, person, attempt)

    assert [(each.examiner_id, each.candidates, each.of) for each in pairs.repeated()] == [(made.crew.ella.pk, 6, 11)]
