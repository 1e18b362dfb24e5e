"""Declared courses: participants named then or later are trained, so R-02 and R-09 hold of them."""

from datetime import date, timedelta
from typing import Any

import pytest

from guildhall.identity.roles import OPERATIONS
from guildhall.kernel import clock as house_clock
from guildhall.kernel import involvements
from guildhall.kernel.refusals import Refusal
from guildhall.personnel import impartiality
from guildhall.personnel.acts import courses, trainings
from guildhall.personnel.models import Course, Participation, Training
from guildhall.personnel.queries import courses as all_courses
from guildhall.personnel.queries import courses_of, participants, prepared_by
from tests.cast import acting, give
from tests.personnel.making import Bench
from tests.personnel.making_monitorings import a_course
from tests.personnel.test_declarations import refused


@pytest.fixture
def course(bench: Bench) -> Course:
    """A course that Erik gave and declared; nobody is named as its participant yet."""
    return a_course(bench.erik, bench.scope)


def barred(bench: Bench) -> Refusal | None:
    return impartiality.examiner_trained_recently(bench.erik.pk, bench.cast.carla.pk, bench.scope.pk)


def enrolled(bench: Bench, course: Course, by: Any = None) -> Participation:
    return courses.enrol(by=acting(by or bench.erik), person=bench.cast.carla, course=course)


def test_participant_who_is_named_later_is_trained_until_the_last_day_of_the_course(
    bench: Bench, course: Course, clock: Any
) -> None:
    clock.move(days=60)
    assert (barred(bench), list(participants(course))) == (None, [])

    named = enrolled(bench, course, by=bench.cast.carla)

    training = named.training
    assert training is not None
    assert (training.person, training.trainer, training.scope, training.ended_on) == (
        bench.cast.carla,
        bench.erik,
        bench.scope,
        date(2026, 3, 1),
    )
    assert training.title == f"Blades ({course.number})"
    refusal = barred(bench)
    assert refusal is not None
    assert (refusal.code, "1 Mar 2028" in str(refusal.sentence)) == ("R-09", True)
    trained = [(each.person_id, each.kind) for each in impartiality.trainers(bench.cast.carla.pk, bench.scope.pk)]
    assert trained == [(bench.erik.pk, involvements.TRAINED)]


def test_bar_is_lifted_after_24_months(bench: Bench, course: Course, clock: Any) -> None:
    enrolled(bench, course)
    clock.set(house_clock.now().replace(year=2028, month=2, day=29))
    assert barred(bench) is not None
    clock.move(days=1)
    assert barred(bench) is None


@pytest.mark.parametrize("name", ["carla", "olive", "quinn"])
def test_participants_are_named_by_trainer_participant_and_office(bench: Bench, course: Course, name: str) -> None:
    assert enrolled(bench, course, by=getattr(bench.cast, name)).course == course


def test_participants_are_named_by_nobody_else(bench: Bench, course: Course) -> None:
    refused("R-46", courses.enrol, by=acting(bench.cast.otto), person=bench.cast.carla, course=course)
    refused("R-09", courses.enrol, by=acting(bench.erik), person=bench.erik, course=course)
    enrolled(bench, course)
    refused("participation_is_one", enrolled, bench=bench, course=course)
    assert Participation.objects.count() == Training.objects.count() == 1


def test_course_of_others_tells_by_whom_candidates_were_prepared_and_bars_nobody(bench: Bench) -> None:
    given = {
        "title": "Hubs",
        "organisation": "Seewind Schule",
        "began_on": date(2026, 2, 1),
        "ended_on": date(2026, 2, 2),
    }
    course = courses.declare(by=acting(bench.cast.olive), scope=bench.scope, **given)

    named = enrolled(bench, course, by=bench.cast.olive)

    assert (named.training, barred(bench)) == (None, None)
    prepared = prepared_by({bench.cast.carla.pk, bench.erik.pk}, bench.scope.pk)
    assert [(each.person_id, each.course.organisation.name) for each in prepared] == [
        (bench.cast.carla.pk, "Seewind Schule")
    ]


def test_course_is_declared_by_who_gave_it_or_the_office_and_is_whole(bench: Bench) -> None:
    refused("R-46", a_course, trainer=bench.erik, scope=bench.scope, by=bench.cast.otto)
    refused("training-titled", a_course, trainer=bench.erik, scope=bench.scope, title=" ")
    refused("training-scheme", a_course, trainer=bench.erik, scope=bench.cast.body)
    refused("organisation-named", a_course, trainer=bench.erik, scope=bench.scope, organisation="?")
    refused("R-09", a_course, trainer=bench.erik, scope=bench.scope, ended_on=date(2020, 1, 1))
    assert not Course.objects.exists()


def test_what_bars_an_examiner_is_put_right_by_a_second_person(bench: Bench, course: Course) -> None:
    named = enrolled(bench, course)
    give(acting(bench.cast.tom), bench.erik, OPERATIONS, bench.cast.body)
    said = {"reason": "Another Carla."}

    refused("R-60", courses.withdraw, by=acting(bench.erik), participation=named, **said)
    refused("R-60", courses.void, by=acting(bench.erik), course=course, **said)
    refused("R-60", courses.void, by=acting(bench.cast.olive), course=course, **said)
    courses.withdraw(by=acting(bench.cast.olive), participation=named, **said)
    assert (barred(bench), list(participants(course))) == (None, [])
    refused("R-60", courses.void, by=acting(bench.cast.olive), course=course, reason="")

    void = courses.void(by=acting(bench.cast.olive), course=course, **said)

    assert (void.state, list(courses_of(bench.scope.pk))) == ("void", [])
    refused("R-09", enrolled, bench=bench, course=void)


def test_training_that_was_voided_alone_bars_nobody(bench: Bench, course: Course) -> None:
    named = enrolled(bench, course)
    trainings.void(by=acting(bench.cast.olive), training=named.training, reason="Was ill.")
    assert barred(bench) is None


def test_courses_count_who_took_part(bench: Bench, course: Course) -> None:
    enrolled(bench, course)
    courses.enrol(by=acting(bench.erik), person=bench.cast.gero, course=course)
    later = a_course(bench.erik, bench.scope, ended_on=house_clock.today() + timedelta(days=9))
    assert [(each.number, each.participants) for each in all_courses()] == [(later.number, 0), (course.number, 2)]
