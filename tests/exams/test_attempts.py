"""Attempts: checked in by who is free, pledged, handed in; investigated and voided only after a hearing."""

from datetime import date
from typing import Any

import pytest

from guildhall.applications.acts import accommodations
from guildhall.exams.acts import attempts, forms, hearings, irregularities, results, sittings
from guildhall.exams.lifecycles import AttemptState, CandidacyState, ResultState
from guildhall.exams.models import Attempt, Candidacy, Hearing, Result, Sitting
from guildhall.kernel import actors
from guildhall.personnel.acts import clearances
from guildhall.personnel.models import Clearance
from tests import forge
from tests.cast import Cast, acting
from tests.exams.conftest import refused
from tests.exams.making import (
    SEEN,
    a_sitting,
    booked,
    checked_in,
    opened,
    staffed,
    tied,
    typed,
)
from tests.making import Made


def fresh(attempt: Attempt) -> Attempt:
    found = Attempt.reloaded(attempt.pk)
    assert found is not None
    return found


@pytest.fixture
def seat(made: Made, carla: Candidacy) -> Attempt:
    """Carla's seat at a sitting on paper that Ina has opened."""
    attempt = booked(carla, a_sitting(made, channel="paper"))
    opened(made, attempt.sitting)
    return fresh(attempt)


@pytest.fixture
def handed_in(made: Made, cast: Cast, seat: Attempt) -> Attempt:
    """What Carla handed in, typed in twice."""
    return typed(made, cast, checked_in(made, seat), 5)


def test_checked_in_with_the_document_that_was_seen(made: Made, seat: Attempt, carla: Candidacy) -> None:
    attempt = attempts.check_in(by=acting(made.crew.ina), attempt=seat, **SEEN)

    assert (attempt.state, attempt.identity_checked, attempt.checked_in_by) == (
        AttemptState.CHECKED_IN,
        "Passport: Photo and signature compared",
        made.crew.ina,
    )
    assert Candidacy.objects.get(pk=carla.pk).state == CandidacyState.IN_ASSESSMENT


@pytest.mark.parametrize("missing", ["document", "sight"])
def test_identity_check_says_what_was_seen(made: Made, seat: Attempt, missing: str) -> None:
    refusal = refused("R-25", attempts.check_in, by=acting(made.crew.ina), attempt=seat, **{**SEEN, missing: " "})
    assert refusal.field == missing


def test_nobody_is_checked_in_before_the_sitting_opens(made: Made, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made))
    staffed(made, attempt.sitting)
    refused("R-25", attempts.check_in, by=acting(made.crew.ina), attempt=attempt, **SEEN)


def test_who_named_a_conflict_meanwhile_checks_nobody_in(made: Made, seat: Attempt) -> None:
    clearance = Clearance.objects.get(person=made.crew.ina, about=seat.sitting.ref)
    clearances.disclose(by=acting(made.crew.ina), clearance=clearance, conflict="I know one of them.")
    refused("R-07", attempts.check_in, by=acting(made.crew.ina), attempt=seat, **SEEN)


def test_nobody_checks_in_who_is_theirs(made: Made, cast: Cast, seat: Attempt) -> None:
    tied(cast, made.crew.ina, cast.carla)
    refused("R-08", attempts.check_in, by=acting(made.crew.ina), attempt=seat, **SEEN)


def test_wish_is_decided_before_the_examination(made: Made, seat: Attempt, carla: Candidacy) -> None:
    accommodations.request(by=acting(carla.person), application=carla.application, wish="More time: dyslexia.")
    refused("R-29", attempts.check_in, by=acting(made.crew.ina), attempt=fresh(seat), **SEEN)


def test_form_that_was_suspended_is_given_to_nobody(made: Made, seat: Attempt) -> None:
    forms.suspend(by=acting(made.crew.max), form=seat.form, reason="Posted in a forum.")
    refused("R-26", attempts.check_in, by=acting(made.crew.ina), attempt=fresh(seat), **SEEN)


def test_secrecy_is_pledged_before_and_once(made: Made, seat: Attempt) -> None:
    attempt = attempts.check_in(by=acting(made.crew.ina), attempt=seat, **SEEN)
    refused("R-25", attempts.hand_in, by=acting(made.crew.ina), attempt=attempt)

    attempt = attempts.pledge(by=acting(made.crew.ina), attempt=attempt)
    assert attempt.pledged_by == str(acting(made.crew.ina)), "on paper, before who is on duty"
    refused("R-25", attempts.pledge, by=acting(seat.person), attempt=attempt)


def test_strangers_pledge_for_nobody(made: Made, cast: Cast, seat: Attempt) -> None:
    for person in (cast.otto, made.crew.erik, made.crew.max):
        refused("permission", attempts.pledge, by=acting(person), attempt=seat)


def test_what_is_sat_in_the_browser_is_handed_in_there(made: Made, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made))
    opened(made, attempt.sitting)
    attempt = checked_in(made, attempt)
    refused("R-25", attempts.hand_in, by=acting(made.crew.ina), attempt=attempt)


@pytest.mark.parametrize("step", [attempts.void, attempts.investigate])
def test_taking_an_attempt_out_says_why(made: Made, handed_in: Attempt, step: Any) -> None:
    refused("R-60", step, by=acting(made.crew.max), attempt=handed_in, reason="")


def test_voided_attempt_loses_its_result_too(made: Made, handed_in: Attempt) -> None:
    result = results.score(by=results.SCORING, attempt=handed_in)
    attempt = attempts.void(by=acting(made.crew.max), attempt=fresh(handed_in), reason="The clock was wrong.")
    assert (attempt.state, Result.objects.get(pk=result.pk).state) == (AttemptState.VOID, ResultState.VOID)


@pytest.fixture
def suspected(made: Made, handed_in: Attempt) -> Attempt:
    """Ina noted a forbidden aid, and Max opened an investigation."""
    words = {"kind": "aid", "words": "A telephone on the knees.", "attempt": handed_in}
    irregularities.note(by=acting(made.crew.ina), sitting=handed_in.sitting, **words)
    return attempts.investigate(by=acting(made.crew.max), attempt=handed_in, reason="A telephone was seen.")


def test_cleared_attempt_is_scored_as_if_nothing_had_been(made: Made, suspected: Attempt) -> None:
    refused("R-32", results.score, by=acting(made.crew.max), attempt=suspected)
    refused("R-60", attempts.clear, by=acting(made.crew.max), attempt=suspected, reason=" ")
    attempt = attempts.clear(by=acting(made.crew.max), attempt=suspected, reason="It was a calculator.")
    assert results.score(by=acting(made.crew.max), attempt=attempt).passed


def test_result_is_voided_after_a_hearing_only(made: Made, suspected: Attempt) -> None:
    by = acting(made.crew.max)
    refused("R-33", attempts.void_result, by=by, attempt=suspected, reason="A telephone.")
    refused("R-33", hearings.record, by=by, attempt=suspected, held_on=date(2026, 3, 2), account=" ")
    refused("R-33", hearings.record, by=by, attempt=suspected, held_on=date(2026, 3, 3), account="Tomorrow.")

    hearing = hearings.record(by=by, attempt=suspected, held_on=date(2026, 3, 2), account="They admitted it.")
    attempt = attempts.void_result(by=by, attempt=suspected, reason="A telephone, admitted.")

    assert (attempt.state, Hearing.objects.get(pk=hearing.pk).account) == (
        AttemptState.RESULT_VOID,
        "They admitted it.",
    )


def test_no_machine_voids_a_result_for_misconduct(suspected: Attempt) -> None:
    flag = actors.machine("forensics")
    refused("actor", attempts.void_result, by=flag, attempt=suspected, reason="Too fast.")
    rule = next(each for each in attempts.void_result.rules if each.name == "a_person_decides")
    assert rule.refusal(by=flag).code == "R-33"


def test_who_accuses_does_not_judge(made: Made, suspected: Attempt) -> None:
    words = {"kind": "aid", "words": "I saw it too.", "attempt": suspected}
    irregularities.note(by=acting(made.crew.max), sitting=suspected.sitting, **words)
    hearings.record(by=acting(made.crew.max), attempt=suspected, held_on=date(2026, 3, 2), account="Denied.")
    refused("R-33", attempts.void_result, by=acting(made.crew.max), attempt=suspected, reason="A telephone.")


def test_hearing_belongs_to_an_investigation(made: Made, handed_in: Attempt) -> None:
    by = acting(made.crew.max)
    refused("R-33", hearings.record, by=by, attempt=handed_in, held_on=date(2026, 3, 2), account="Nothing.")


def test_nobody_investigates_their_own(made: Made, cast: Cast, handed_in: Attempt) -> None:
    tied(cast, made.crew.max, cast.carla)
    refused("R-08", attempts.investigate, by=acting(made.crew.max), attempt=handed_in, reason="Hm.")


def test_words_about_a_candidate_die_with_their_key(made: Made, seat: Attempt) -> None:
    """What was noted, seen and said about somebody is sealed under their key, wherever it stands."""
    noted = irregularities.note(
        by=acting(made.crew.ina), sitting=seat.sitting, kind="illness", words="Was sick.", attempt=seat
    )
    assert noted.key_id == seat.person.data_key
    assert attempts.check_in(by=acting(made.crew.ina), attempt=seat, **SEEN).key_id == seat.person.data_key


def test_only_a_sitting_that_is_open_goes_on(made: Made, seat: Attempt) -> None:
    sittings.abort(by=acting(made.crew.ina), sitting=Sitting.reloaded(seat.sitting_id), reason="Power cut")
    refused("state", attempts.check_in, by=acting(made.crew.ina), attempt=fresh(seat), **SEEN)
    forge.alter(seat, state="scheduled")
    refused("R-25", attempts.check_in, by=acting(made.crew.ina), attempt=fresh(seat), **SEEN)
