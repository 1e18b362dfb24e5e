"""Somebody is away: another sees their work, and nobody gains authority by it."""

from datetime import date, timedelta

import pytest

from guildhall.identity import absences
from guildhall.identity.acts import absences as acts
from guildhall.identity.models import Person
from guildhall.identity.roles import OPERATIONS
from guildhall.kernel import clock
from guildhall.kernel.refusals import Refusal
from tests.cast import Cast, acting, give

WEEK = timedelta(days=7)


@pytest.fixture
def second_olive(cast: Cast) -> Person:
    give(acting(cast.tom), cast.otto, OPERATIONS, cast.body)
    return cast.otto


def code(cast: Cast, person: Person, deputy: Person, from_on: date, until_on: date) -> str:
    with pytest.raises(Refusal) as refused:
        acts.declare(by=acting(person), person=person, deputy=deputy, from_on=from_on, until_on=until_on)
    return refused.value.code


def test_deputy_sees_the_work_on_these_days_and_not_after(cast: Cast, second_olive: Person) -> None:
    today = clock.today()
    acts.declare(by=acting(cast.olive), person=cast.olive, deputy=second_olive, from_on=today, until_on=today + WEEK)
    assert (absences.stands_in_for(second_olive.id), absences.deputy_of(cast.olive.id)) == (
        {cast.olive.id},
        second_olive.id,
    )
    with clock.moved(timedelta(days=8)):
        assert absences.stands_in_for(second_olive.id) == set()


def test_ended_absence_gives_the_work_back(cast: Cast, second_olive: Person) -> None:
    today = clock.today()
    absence = acts.declare(by=acting(cast.tom), person=cast.olive, deputy=second_olive, from_on=today, until_on=today)
    acts.end(by=acting(cast.olive), absence=absence)
    assert absences.stands_in_for(second_olive.id) == set()
    with pytest.raises(Refusal, match="already been ended"):
        acts.end(by=acting(cast.olive), absence=absence)


def test_deputy_holds_the_same_roles(cast: Cast) -> None:
    assert code(cast, cast.olive, cast.quinn, clock.today(), clock.today()) == "absence-deputy"


def test_deputy_is_another(cast: Cast) -> None:
    assert code(cast, cast.olive, cast.olive, clock.today(), clock.today()) == "absence-deputy"


def test_deputy_is_not_away_themselves(cast: Cast, second_olive: Person) -> None:
    give(acting(cast.tom), cast.carla, OPERATIONS, cast.body)
    today = clock.today()
    acts.declare(by=acting(cast.tom), person=second_olive, deputy=cast.carla, from_on=today, until_on=today + WEEK)
    assert code(cast, cast.olive, second_olive, today + WEEK, today + WEEK) == "absence-deputy"


def test_absence_is_not_declared_for_days_that_are_over(cast: Cast, second_olive: Person) -> None:
    today = clock.today()
    assert code(cast, cast.olive, second_olive, today - WEEK, today - WEEK) == "absence-days"
    assert code(cast, cast.olive, second_olive, today + WEEK, today) == "absence-days"
