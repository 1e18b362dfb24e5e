"""Results: scored by key and cut, verified by somebody without a part, released when the log is settled."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from guildhall.exams.acts import attempts, external, irregularities, results, sittings
from guildhall.exams.lifecycles import AttemptState, CandidacyState, ResultState
from guildhall.exams.models import Attempt, Candidacy, Result, Sitting
from guildhall.exams.queries import current, placements, standing
from guildhall.exams.work import results_to_bring_about
from guildhall.kernel import clock
from tests import forge
from tests.cast import Cast, acting
from tests.exams.conftest import refused
from tests.exams.making import (
    a_practical_result,
    a_released_pass,
    a_sitting,
    a_written_result,
    booked,
    checked_in,
    looked_through,
    on_paper,
    opened,
    reconciled,
    tied,
    typed,
)
from tests.making import Made


def fresh(attempt: Attempt) -> Attempt:
    found = Attempt.reloaded(attempt.pk)
    assert found is not None
    return found


@pytest.fixture
def handed_in(made: Made, cast: Cast, carla: Candidacy) -> Attempt:
    """Five of six right, on paper, typed in twice; the sitting is open still."""
    attempt = booked(carla, a_sitting(made, channel="paper"))
    opened(made, attempt.sitting)
    return typed(made, cast, checked_in(made, attempt), 5)


def test_written_result_stands_against_the_cut_of_its_form(made: Made, handed_in: Attempt) -> None:
    result = results.score(by=acting(made.crew.max), attempt=handed_in)

    assert (result.score, result.maximum, result.cut, result.passed, result.ordinal) == (5, 6, 4, True, 1)
    right = {place: placement.item_version.item.domain_code for place, placement in _placed(handed_in)}
    wrong = right[6]
    assert [(each["domain"], each["score"], each["maximum"]) for each in result.by_domain] == [
        (code, f"{count - (code == wrong)}.000", f"{count}.000") for code, count in (("A", 3), ("B", 2), ("C", 1))
    ]
    assert fresh(handed_in).state == AttemptState.SCORED


def test_results_are_verified_in_the_time_in_which_candidates_have_them(made: Made, handed_in: Attempt) -> None:
    results.score(by=acting(made.crew.max), attempt=handed_in)
    sitting = handed_in.sitting

    found = [each for each in results_to_bring_about.waiting_for(person_id=made.crew.max.id) if each.due_on]

    due_on = clock.day_of(sitting.ends_at) + timedelta(days=30)
    assert [(each.what, each.due_on) for each in found] == [(f"Sitting {sitting.number}: verify results", due_on)]


def _placed(attempt: Attempt) -> list[tuple[int, Any]]:
    return [(each.position, each) for each in placements(attempt.form)]


@pytest.mark.parametrize(("right", "passed"), [(3, False), (4, True)])
def test_the_cut_is_reached_with_the_cut(made: Made, cast: Cast, carla: Candidacy, right: int, passed: bool) -> None:
    assert a_written_result(made, cast, carla, right=right).passed is passed


def test_pretest_items_are_not_scored(made: Made, handed_in: Attempt) -> None:
    forge.alter(placements(handed_in.form).first(), pretest=True)
    result = results.score(by=acting(made.crew.max), attempt=handed_in)
    assert (result.score, result.maximum, sum(each["pretest"] for each in result.by_item)) == (4, 5, 1)


def test_what_is_not_handed_in_is_not_scored(made: Made, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made))
    refused("R-32", results.score, by=acting(made.crew.max), attempt=attempt)


def test_nobody_verifies_what_they_typed_or_marked(made: Made, cast: Cast, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made, channel="paper"))
    opened(made, attempt.sitting)
    attempt = attempts.hand_in(by=acting(made.crew.ina), attempt=checked_in(made, attempt))
    for person in (made.crew.max, cast.olive):
        external.type_in(by=acting(person), attempt=attempt, content=on_paper(6, attempt.form))
    result = results.score(by=results.SCORING, attempt=fresh(attempt))
    refused("R-32", results.verify, by=acting(made.crew.max), result=result)


def test_nobody_verifies_or_releases_their_own(made: Made, cast: Cast, handed_in: Attempt) -> None:
    result = results.score(by=results.SCORING, attempt=handed_in)
    tied(cast, made.crew.max, cast.carla)
    refused("R-08", results.verify, by=acting(made.crew.max), result=result)


def test_no_result_before_the_log_is_complete(made: Made, handed_in: Attempt) -> None:
    by = acting(made.crew.max)
    result = results.verify(by=by, result=results.score(by=by, attempt=handed_in))
    refusal = refused("R-32", results.release, by=by, result=result)
    assert refusal.clauses == ("2012:7.4.3", "2012:9.3.5", "2026:7.4")

    reconciled(made, handed_in.sitting)
    assert results.release(by=by, result=Result.reloaded(result.pk)).state == ResultState.RELEASED


def test_no_result_while_an_irregularity_waits(made: Made, handed_in: Attempt) -> None:
    by = acting(made.crew.max)
    result = results.verify(by=by, result=results.score(by=by, attempt=handed_in))
    noted = irregularities.note(by=by, sitting=handed_in.sitting, kind="late", words="Came late.", attempt=handed_in)
    forge.alter(handed_in.sitting, state="reconciled")
    refused("R-32", results.release, by=by, result=Result.reloaded(result.pk))

    irregularities.settle(by=by, irregularity=noted, settlement="The time was the candidate's own.")
    looked_through(Sitting.reloaded(handed_in.sitting_id))
    assert results.release(by=by, result=Result.reloaded(result.pk)).released_by == made.crew.max


def test_result_that_is_not_verified_is_not_released(made: Made, handed_in: Attempt) -> None:
    result = results.score(by=acting(made.crew.max), attempt=handed_in)
    refused("state", results.release, by=acting(made.crew.max), result=result)


def test_nothing_of_a_questioned_attempt_is_verified(made: Made, handed_in: Attempt) -> None:
    result = results.score(by=acting(made.crew.max), attempt=handed_in)
    forge.alter(handed_in, state="investigated")
    refused("R-33", results.verify, by=acting(made.crew.max), result=Result.reloaded(result.pk))


def test_rescoring_is_a_new_result_and_takes_a_pass_back(made: Made, cast: Cast) -> None:
    candidacy = a_released_pass(made, cast)
    assert candidacy.state == CandidacyState.PASSED
    written = standing(candidacy)[0].passed
    forge.alter(written.attempt.form, cut=Decimal(7))

    again = results.rescore(by=acting(made.crew.max), result=Result.reloaded(written.pk), reason="Key of item 3.")

    assert (again.ordinal, again.passed, again.state) == (2, False, ResultState.SCORED)
    assert Result.objects.get(pk=written.pk).state == ResultState.RESCORED
    assert Candidacy.objects.get(pk=candidacy.pk).state == CandidacyState.IN_ASSESSMENT
    assert current(again.attempt) == again


def test_what_was_replaced_is_touched_by_nobody(made: Made, handed_in: Attempt) -> None:
    by = acting(made.crew.max)
    first = results.score(by=by, attempt=handed_in)
    results.rescore(by=by, result=first, reason="The key of item 3 was wrong.")
    forge.alter(first, state="scored")
    refused("R-27", results.verify, by=by, result=Result.reloaded(first.pk))


def test_rescoring_says_why(made: Made, handed_in: Attempt) -> None:
    result = results.score(by=acting(made.crew.max), attempt=handed_in)
    refused("R-60", results.rescore, by=acting(made.crew.max), result=result, reason="")


def test_investigated_and_cleared_attempt_gets_a_new_result(made: Made, handed_in: Attempt) -> None:
    by = acting(made.crew.max)
    first = results.score(by=by, attempt=handed_in)
    attempt = attempts.investigate(by=by, attempt=fresh(handed_in), reason="Two papers look alike.")
    attempt = attempts.clear(by=by, attempt=attempt, reason="They sat in different rooms.")
    second = results.score(by=by, attempt=attempt)
    assert (Result.objects.get(pk=first.pk).state, second.ordinal) == (ResultState.VOID, 2)


def test_releasing_needs_the_role_in_this_scheme(made: Made, cast: Cast, handed_in: Attempt) -> None:
    result = results.score(by=results.SCORING, attempt=handed_in)
    for person in (cast.ada, made.crew.ina, made.crew.dora, cast.carla):
        refused("R-46", results.verify, by=acting(person), result=result)


def test_practical_result_fails_with_one_critical_step(made: Made, carla: Candidacy) -> None:
    result = a_practical_result(made, carla, step_1=1)
    assert (result.score, result.cut, result.failed_critical, result.passed) == (7, Decimal("5.6"), 1, False)


def test_sitting_that_was_reconciled_stays_so(made: Made, cast: Cast, carla: Candidacy) -> None:
    result = a_written_result(made, cast, carla)
    sitting = result.attempt.sitting
    refused("state", sittings.abort, by=acting(made.crew.ina), sitting=sitting, reason="Too late.")
