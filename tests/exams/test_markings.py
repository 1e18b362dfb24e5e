"""Marking of practical attempts: assigned to who is free, handed in whole, compared, adjudicated."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from guildhall.exams import markings as settled
from guildhall.exams.acts import attempts, markings, results
from guildhall.exams.lifecycles import AttemptState, MarkingState
from guildhall.exams.models import Attempt, Candidacy, Marking, Part
from guildhall.identity.models import Condition, Person
from guildhall.identity.roles import EXAMINER
from guildhall.kernel import clock as house_clock
from guildhall.kernel.refusals import Refusal
from guildhall.personnel.acts import clearances, trainings
from guildhall.personnel.models import Clearance
from tests import forge
from tests.cast import Cast, acting, authorise
from tests.exams.conftest import refused
from tests.exams.making import (
    SEEN,
    a_sitting,
    assigned,
    booked,
    checked_in,
    declared,
    done,
    marked,
    opened,
    tied,
)
from tests.making import Made


def fresh(attempt: Attempt) -> Attempt:
    found = Attempt.reloaded(attempt.pk)
    assert found is not None
    return found


@pytest.fixture
def attempt(made: Made, carla: Candidacy) -> Attempt:
    """Carla, checked in for the practical examination, which Erik watches over."""
    seat = booked(carla, a_sitting(made, channel="person"))
    opened(made, seat.sitting)
    return checked_in(made, seat)


@pytest.fixture
def third(made: Made, cast: Cast) -> Person:
    """A third examiner: Dirk, authorised to examine as well."""
    authorise(made.crew.dirk, EXAMINER, made.scope)
    return made.crew.dirk


def assign(made: Made, attempt: Attempt, examiner: Person, part: str = Part.FIRST) -> Marking:
    return markings.assign(by=acting(made.crew.max), attempt=attempt, examiner=examiner, part=part)


def test_first_marking_ends_the_attempt(made: Made, attempt: Attempt) -> None:
    marking = assigned(made, attempt, made.crew.erik)
    kept = markings.keep(by=acting(made.crew.erik), marking=marking, steps={"1": 2}, notes="Calm.")
    assert (kept.steps, kept.state) == ({"1": "2"}, MarkingState.OPEN)

    handed = markings.submit(by=acting(made.crew.erik), marking=kept, steps=done(attempt.checklist, step_3=1))

    assert (handed.steps, handed.from_paper) == ({"1": "2.00", "2": "2.00", "3": "1"}, False)
    assert fresh(attempt).state == AttemptState.COMPLETED
    outcome = settled.outcome(fresh(attempt))
    assert (outcome.score, outcome.maximum, outcome.passed) == (5, 8, False)
    assert [(each["station"], each["score"]) for each in outcome.by_domain] == [("Tower", "4.00"), ("Hub", "1")]


def test_marking_from_paper_is_typed_in_by_the_manager(made: Made, attempt: Attempt) -> None:
    marking = assigned(made, attempt, made.crew.erik)
    handed = markings.submit(by=acting(made.crew.max), marking=marking, steps=done(attempt.checklist))
    assert (handed.from_paper, handed.submitted_by) == (True, str(acting(made.crew.max)))
    result = results.score(by=results.SCORING, attempt=fresh(attempt))
    refused("R-32", results.verify, by=acting(made.crew.max), result=result)


def test_examiner_is_authorised_and_has_declared(made: Made, attempt: Attempt) -> None:
    refused("R-46", assign, made=made, attempt=attempt, examiner=made.crew.ina)
    refused("R-07", assign, made=made, attempt=attempt, examiner=made.crew.ella)


def test_examiner_of_the_sitting_need_not_declare_again(made: Made, attempt: Attempt) -> None:
    assert assign(made, attempt, made.crew.erik).part == Part.FIRST


def test_nobody_examines_their_own(made: Made, cast: Cast, attempt: Attempt) -> None:
    tied(cast, made.crew.ella, cast.carla)
    declared(made.crew.ella, attempt)
    refused("R-08", assign, made=made, attempt=attempt, examiner=made.crew.ella)


def test_trainer_does_not_examine_for_two_years(made: Made, cast: Cast, attempt: Attempt) -> None:
    train(made, cast, made.crew.ella)
    declared(made.crew.ella, attempt)
    refusal = refused("R-09", assign, made=made, attempt=attempt, examiner=made.crew.ella)
    assert "5.2.3" in " ".join(refusal.clauses)


def train(made: Made, cast: Cast, trainer: Person) -> None:
    given = {"title": "Bolting", "scope": made.scope, "ended_on": date(2025, 6, 1)}
    trainings.record(by=acting(trainer), person=cast.carla, trainer=trainer, **given)


def test_training_that_comes_to_light_stops_the_marking(made: Made, cast: Cast, attempt: Attempt) -> None:
    marking = assigned(made, attempt, made.crew.erik)
    train(made, cast, made.crew.erik)
    steps = done(attempt.checklist)
    refused("R-09", markings.submit, by=acting(made.crew.erik), marking=marking, steps=steps)


def test_conflict_that_is_named_later_stops_the_marking(made: Made, attempt: Attempt) -> None:
    marking = assigned(made, attempt, made.crew.erik)
    clearance = Clearance.objects.get(person=made.crew.erik, about=attempt.ref)
    clearances.disclose(by=acting(made.crew.erik), clearance=clearance, conflict="We are neighbours.")
    steps = done(attempt.checklist)
    refused("R-07", markings.submit, by=acting(made.crew.erik), marking=marking, steps=steps)
    refused("R-07", markings.keep, by=acting(made.crew.erik), marking=marking, steps=steps)


def test_authorisation_that_runs_out_interrupts_no_marking_and_begins_none(
    made: Made, attempt: Attempt, third: Person, clock: Any
) -> None:
    marking = assigned(made, attempt, made.crew.erik)
    for condition in Condition.objects.filter(grant__person__in=[made.crew.erik, third]):
        forge.alter(condition, until_on=house_clock.today())
    clock.move(days=1)
    steps = done(attempt.checklist)
    assert markings.submit(by=acting(made.crew.erik), marking=marking, steps=steps).state == MarkingState.SUBMITTED
    refused("R-46", assign, made=made, attempt=fresh(attempt), examiner=third, part=Part.SECOND)


def test_raters_are_different_people(made: Made, attempt: Attempt) -> None:
    marked(made, attempt, made.crew.erik)
    refused("rater", assign, made=made, attempt=fresh(attempt), examiner=made.crew.erik, part=Part.SECOND)


def test_each_part_is_given_once_and_again_after_it_was_withdrawn(made: Made, attempt: Attempt) -> None:
    first = assigned(made, attempt, made.crew.erik)
    declared(made.crew.ella, attempt)
    refused("marking_part_is_one", assign, made=made, attempt=attempt, examiner=made.crew.ella)
    refused("R-60", markings.withdraw, by=acting(made.crew.max), marking=first, reason="")
    markings.withdraw(by=acting(made.crew.max), marking=first, reason="Erik is ill.")
    assert assign(made, attempt, made.crew.ella).examiner == made.crew.ella


def test_nothing_is_marked_of_somebody_who_is_not_there(made: Made, carla: Candidacy) -> None:
    seat = booked(carla, a_sitting(made, channel="person"))
    marking = assigned(made, seat, made.crew.erik)
    refused("R-25", markings.keep, by=acting(made.crew.erik), marking=marking, steps={"1": 1})


def test_nobody_is_examined_before_they_pledged(made: Made, carla: Candidacy) -> None:
    seat = booked(carla, a_sitting(made, channel="person"))
    opened(made, seat.sitting)
    there = attempts.check_in(by=acting(made.crew.erik), attempt=fresh(seat), **SEEN)
    marking = assigned(made, there, made.crew.erik)
    refused("R-25", markings.submit, by=acting(made.crew.erik), marking=marking, steps=done(there.checklist))


@pytest.mark.parametrize("wrong", [{"1": 3}, {"1": -1}, {"1": "many"}, {"9": 1}])
def test_steps_get_points_that_they_have(made: Made, attempt: Attempt, wrong: dict[str, Any]) -> None:
    marking = assigned(made, attempt, made.crew.erik)
    steps = {**done(attempt.checklist), **wrong}
    refused("marking", markings.submit, by=acting(made.crew.erik), marking=marking, steps=steps)


def test_marking_is_handed_in_whole(made: Made, attempt: Attempt) -> None:
    marking = assigned(made, attempt, made.crew.erik)
    refusal = refused("R-32", markings.submit, by=acting(made.crew.erik), marking=marking, steps={"1": 2, "3": 4})
    assert (refusal.sentence, refusal.field) == ("Not marked yet: 2.", "step-2")


def test_only_the_rater_marks(made: Made, cast: Cast, attempt: Attempt) -> None:
    marking = assigned(made, attempt, made.crew.erik)
    for person in (made.crew.ella, cast.carla, cast.olive, made.crew.ina):
        with pytest.raises(Refusal) as caught:
            markings.submit(by=acting(person), marking=marking, steps=done(attempt.checklist))
        assert caught.value.code in {"permission", "R-46"}


def test_sample_is_drawn_by_the_share_and_no_choice(made: Made, attempt: Attempt) -> None:
    drawn = []
    for share in (0, 50, 100):
        attempt.component.second_rater_share = share
        drawn.append(settled.is_sampled(attempt))
    assert (drawn[0], drawn[2]) == (False, True)
    assert drawn[1] is settled.is_sampled(with_share(attempt, 50))


def with_share(attempt: Attempt, share: int) -> Attempt:
    attempt.component.second_rater_share = share
    return attempt


def test_sampled_attempt_waits_for_its_second_rater(made: Made, attempt: Attempt) -> None:
    forge.alter(made.practical, second_rater_share=100)
    marked(made, attempt, made.crew.erik)
    refused("R-32", results.score, by=results.SCORING, attempt=fresh(attempt))

    marked(made, fresh(attempt), made.crew.ella, Part.SECOND, step_2=1)
    result = results.score(by=results.SCORING, attempt=fresh(attempt))
    assert result.score == 8, "within the tolerance the first rater's marking stands"


@pytest.mark.parametrize(
    ("fewer", "where"),
    [
        ({"step_1": 0}, "pass or fail; critical steps 1; 2 points"),
        ({"step_2": 0}, "2 points"),
        ({"step_3": 0}, "pass or fail; 4 points"),
    ],
)
def test_raters_who_differ_are_adjudicated_by_a_third(
    made: Made, attempt: Attempt, third: Person, fewer: dict[str, int], where: str
) -> None:
    marked(made, attempt, made.crew.erik)
    marked(made, fresh(attempt), made.crew.ella, Part.SECOND, **fewer)
    refusal = refused("R-32", results.score, by=results.SCORING, attempt=fresh(attempt))
    assert where in refusal.sentence

    marked(made, fresh(attempt), third, Part.ADJUDICATOR, step_3=3)
    result = results.score(by=results.SCORING, attempt=fresh(attempt))
    assert (result.score, result.passed) == (7, True)


def test_nobody_adjudicates_where_raters_agree(made: Made, attempt: Attempt, third: Person) -> None:
    marked(made, attempt, made.crew.erik)
    declared(third, attempt)
    refused("rater", assign, made=made, attempt=fresh(attempt), examiner=third, part=Part.ADJUDICATOR)
    marked(made, fresh(attempt), made.crew.ella, Part.SECOND)
    refused("rater", assign, made=made, attempt=fresh(attempt), examiner=third, part=Part.ADJUDICATOR)
    refused("rater", assign, made=made, attempt=fresh(attempt), examiner=third, part="observer")


def test_examiners_are_for_attempts_before_an_examiner(made: Made, carla: Candidacy) -> None:
    written = booked(carla, a_sitting(made))
    declared(made.crew.erik, written)
    refused("R-46", assign, made=made, attempt=written, examiner=made.crew.erik)


def test_agreement_counts_what_was_marked_twice(made: Made, attempt: Attempt) -> None:
    checklists = [attempt.checklist]
    assert settled.agreement(checklists) == settled.Agreement(0, 0, 0, Decimal(0))
    marked(made, attempt, made.crew.erik)
    marked(made, fresh(attempt), made.crew.ella, Part.SECOND, step_1=0)

    found = settled.agreement(checklists)

    assert (found.twice, found.same_verdict, found.same_critical, found.points_apart, found.share) == (1, 0, 0, 2, 0)
    assert (found.checklists, settled.agreement([])) == (
        (str(attempt.checklist),),
        settled.Agreement(0, 0, 0, Decimal(0)),
    )
