"""Agreement of raters: the figures against worked examples, and the ratings of real attempts carried to personnel."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from guildhall.exams import agreement, jobs
from guildhall.exams.agreement import Pair, Rating
from guildhall.exams.models import Attempt, Candidacy, Part
from guildhall.identity.models import Person
from guildhall.identity.roles import EXAMINER
from guildhall.personnel.models import Agreement
from tests import forge
from tests.cast import Cast, authorise
from tests.exams.making import a_candidate, a_sitting, booked, checked_in, marked, opened
from tests.making import Made
from tests.personnel.making_monitorings import do_job

DAY = date(2026, 3, 2)


def pairs(both: int, only_own: int, only_other: int, neither: int) -> list[Pair]:
    """So many attempts that both passed, one of both passed, or neither."""
    counted = {(True, True): both, (True, False): only_own, (False, True): only_other, (False, False): neither}
    return [
        Pair(Rating(own, 0.5), Rating(other, 0.5), DAY) for (own, other), count in counted.items() for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((20, 5, 10, 15), 0.4), ((25, 0, 0, 25), 1.0), ((0, 25, 25, 0), -1.0), ((45, 15, 25, 15), 0.1304)],
)
def test_kappa_is_what_the_textbook_says(counts: tuple[int, ...], expected: float) -> None:
    assert agreement.kappa(pairs(*counts)) == pytest.approx(expected, abs=1e-4)


def test_kappa_is_nothing_where_everybody_passes_with_everybody() -> None:
    assert agreement.kappa(pairs(9, 0, 0, 0)) is None


@pytest.mark.parametrize(
    ("rated", "expected"),
    [
        ([(1, 1), (2, 2), (3, 3)], 1.0),
        ([(1, 2), (2, 3), (3, 4)], 0.6),
        ([(1, 3), (3, 1)], -1.0),
        ([(2, 2), (2, 2)], None),
        ([(1, 2)], None),
    ],
)
def test_intraclass_correlation_of_worked_examples(rated: Any, expected: float | None) -> None:
    found = agreement.intraclass(rated)
    assert found == (expected if expected is None else pytest.approx(expected))


def test_figures_tell_direction_period_and_the_lower_end() -> None:
    given = [
        Pair(Rating(True, 0.9), Rating(True, 0.8), date(2026, 1, 5)),
        Pair(Rating(False, 0.4), Rating(False, 0.3), DAY),
        Pair(Rating(True, 0.7), Rating(False, 0.5), date(2026, 2, 1)),
    ]
    found = agreement.compared(given)
    assert found == agreement.Figures(
        twice=3,
        same=2,
        kappa=Decimal("0.400"),
        kappa_low=Decimal("-0.560"),
        icc=Decimal("0.852"),
        leniency=Decimal("13.33"),
        since_on=date(2026, 1, 5),
        until_on=DAY,
    )


@pytest.fixture
def attempt(made: Made, carla: Candidacy) -> Attempt:
    """Carla's practical attempt, marked by Erik with all points and by Ella with five points fewer."""
    seat = booked(carla, a_sitting(made, channel="person"))
    opened(made, seat.sitting)
    attempt = checked_in(made, seat)
    marked(made, attempt, made.crew.erik)
    marked(made, Attempt.reloaded(attempt.pk), made.crew.ella, Part.SECOND, step_3=0, step_2=1)
    return attempt


def recorded() -> dict[Person, tuple[Any, ...]]:
    return {each.person: (each.twice, each.same, each.leniency, each.role) for each in Agreement.objects.all()}


def test_ratings_of_attempts_are_compared_and_recorded_for_both_raters(made: Made, attempt: Attempt) -> None:
    do_job(jobs.compare_raters)
    assert recorded() == {
        made.crew.erik: (1, 0, Decimal("62.50"), "examiner"),
        made.crew.ella: (1, 0, Decimal("-62.50"), "examiner"),
    }
    before = Agreement.objects.get(person=made.crew.erik)

    do_job(jobs.compare_raters)

    assert Agreement.objects.get(person=made.crew.erik).computed_at == before.computed_at


def test_what_an_adjudicator_saw_and_who_was_erased_do_not_count(made: Made, cast: Cast, attempt: Attempt) -> None:
    assert {work[0] for work in agreement.figures()} == {made.crew.erik.pk, made.crew.ella.pk}
    marked(made, Attempt.reloaded(attempt.pk), _third(made), Part.ADJUDICATOR)
    assert {work[0] for work in agreement.figures()} == {made.crew.erik.pk, made.crew.ella.pk}

    forge.alter(cast.carla, erased_at=attempt.booked_at)

    assert agreement.figures() == {}


def _third(made: Made) -> Person:
    authorise(made.crew.dirk, EXAMINER, made.scope)
    return made.crew.dirk


def test_figures_ask_as_often_for_two_attempts_as_for_one(
    made: Made, cast: Cast, attempt: Attempt, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        agreement.figures()
    seat = booked(a_candidate(made, cast, cast.otto), a_sitting(made, channel="person"))
    opened(made, seat.sitting)
    again = checked_in(made, seat)
    marked(made, again, made.crew.erik)
    marked(made, Attempt.reloaded(again.pk), made.crew.ella, Part.SECOND)
    with django_assert_num_queries(2):
        assert {each.twice for each in agreement.figures().values()} == {2}
