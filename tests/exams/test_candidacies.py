"""Candidacies follow results and requirements by themselves, and end by choice or by time."""

from datetime import timedelta
from typing import Any

import pytest

from guildhall.applications.lifecycles import ApplicationState
from guildhall.applications.models import Application
from guildhall.exams import followers, jobs
from guildhall.exams.acts import attempts, candidacies
from guildhall.exams.lifecycles import AttemptState, CandidacyState
from guildhall.exams.models import Attempt, Candidacy
from guildhall.jobs.worker import Worker
from guildhall.kernel import clock as house_clock
from guildhall.schemes.models import Stage
from tests import forge
from tests.applications.making import an_admitted, found, in_review
from tests.cast import Cast, acting
from tests.exams.conftest import refused
from tests.exams.making import (
    a_complete_file,
    a_released_pass,
    a_sitting,
    a_written_result,
    booked,
    checked_in,
    opened,
    typed,
)
from tests.making import Made, a_scheme

assert followers  # read by the ledger
assert jobs  # done by the worker


def work() -> None:
    """Let the worker do what waits."""
    worker = Worker()
    for _ in range(4):
        worker.round()


def state(candidacy: Candidacy) -> str:
    return Candidacy.objects.get(pk=candidacy.pk).state


@pytest.mark.django_db(transaction=True)
def test_admission_opens_the_candidacy_and_requirements_complete_it(cast: Cast) -> None:
    made = a_scheme(cast)
    application = an_admitted(made, cast, cast.carla)
    work()
    candidacy = Candidacy.objects.get(application=application)
    assert (candidacy.state, candidacy.person, candidacy.eligible_until.isoformat()) == (
        CandidacyState.ELIGIBLE,
        cast.carla,
        "2027-03-02",
    )

    sitting = a_sitting(made, channel="paper")
    attempt = booked(Candidacy.reloaded(candidacy.pk), sitting)
    opened(made, sitting)
    typed(made, cast, checked_in(made, attempt), 5)
    work()
    assert Attempt.objects.get(pk=attempt.pk).state == AttemptState.SCORED, "scored by itself when two typed alike"


@pytest.mark.django_db(transaction=True)
def test_requirement_that_is_met_later_completes_the_file(cast: Cast) -> None:
    made = a_scheme(cast)
    candidacy = a_released_pass(made, cast)
    work()
    assert state(candidacy) == CandidacyState.PASSED
    found(made, candidacy.application, Stage.DECISION)
    work()
    assert state(candidacy) == CandidacyState.COMPLETE


def test_nobody_becomes_a_candidate_without_admission(made: Made, cast: Cast) -> None:
    application = in_review(made, cast.carla)
    refused("R-23", candidacies.open, by=candidacies.MACHINE, application=application)
    refused("permission", candidacies.open, by=acting(made.crew.max), application=application)


def test_candidacy_is_opened_once(made: Made, cast: Cast, carla: Candidacy) -> None:
    application = Application.reloaded(carla.application_id)
    refused("constraint", candidacies.open, by=candidacies.MACHINE, application=application)


def test_no_person_passes_anybody(made: Made, cast: Cast, carla: Candidacy) -> None:
    forge.alter(carla, state="in-assessment")
    candidacy = Candidacy.reloaded(carla.pk)
    for person in (cast.ada, cast.tom, made.crew.max, made.crew.dora):
        refused("permission", candidacies.pass_all, by=acting(person), candidacy=candidacy)
    refused("R-05", candidacies.pass_all, by=candidacies.MACHINE, candidacy=candidacy)


def test_file_is_not_complete_with_an_open_requirement(made: Made, cast: Cast) -> None:
    candidacy = a_released_pass(made, cast)
    refusal = refused("R-05", candidacies.complete, by=acting(made.crew.max), candidacy=candidacy)
    assert "EXP (nobody has judged it yet)" in refusal.sentence
    refused("R-05", candidacies.unpass, by=candidacies.MACHINE, candidacy=candidacy)


def test_complete_file_opens_again_when_a_pass_grows_too_old(made: Made, cast: Cast, clock: Any) -> None:
    forge.alter(made.written, shelf_months=1)
    candidacy = a_complete_file(made, cast)
    refused("R-05", candidacies.reopen, by=candidacies.MACHINE, candidacy=candidacy)
    clock.move(days=32)
    assert candidacies.settle(candidacy).state == CandidacyState.IN_ASSESSMENT


def test_decision_closes_the_application_too(made: Made, cast: Cast) -> None:
    candidacy = candidacies.decide(by=acting(made.crew.dora), candidacy=a_complete_file(made, cast))
    assert (candidacy.state, Application.objects.get(pk=candidacy.application_id).state) == (
        CandidacyState.DECIDED,
        ApplicationState.CLOSED,
    )


def test_candidate_withdraws_and_gives_up_their_seat(made: Made, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made))
    ended = candidacies.end(by=acting(carla.person), candidacy=carla, reason="withdrawn")
    assert (ended.state, ended.ended_reason, Attempt.objects.get(pk=attempt.pk).state) == (
        CandidacyState.ENDED,
        "withdrawn",
        AttemptState.CANCELLED,
    )


@pytest.mark.parametrize("reason", ["eligibility-over", "attempts-exhausted", "bored"])
def test_grounds_are_looked_up_and_not_asserted(made: Made, carla: Candidacy, reason: str) -> None:
    refused("T-21", candidacies.end, by=acting(made.crew.max), candidacy=carla, reason=reason)


def test_candidacy_does_not_end_in_the_middle_of_an_examination(made: Made, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made))
    opened(made, attempt.sitting)
    checked_in(made, attempt)
    refused(
        "R-25", candidacies.end, by=acting(carla.person), candidacy=Candidacy.reloaded(carla.pk), reason="withdrawn"
    )


def test_time_ends_what_has_run_out(made: Made, cast: Cast, carla: Candidacy, clock: Any) -> None:
    clock.set(house_clock.now() + timedelta(days=365))
    jobs.let_time_pass.run({})
    assert state(carla) == CandidacyState.ELIGIBLE
    clock.move(days=1)
    jobs.let_time_pass.run({})
    assert (state(carla), Candidacy.objects.get(pk=carla.pk).ended_reason) == (
        CandidacyState.ENDED,
        "eligibility-over",
    )


def test_attempts_that_are_used_up_end_the_candidacy(made: Made, cast: Cast, carla: Candidacy) -> None:
    forge.alter(made.written, max_attempts=1)
    a_written_result(made, cast, carla, right=1)
    jobs.let_time_pass.run({})
    assert Candidacy.objects.get(pk=carla.pk).ended_reason == "attempts-exhausted"


def test_time_does_not_end_what_is_awaited(made: Made, carla: Candidacy, clock: Any) -> None:
    attempt = booked(carla, a_sitting(made, channel="paper"))
    opened(made, attempt.sitting)
    attempts.hand_in(by=acting(made.crew.ina), attempt=checked_in(made, attempt))
    clock.move(days=366)
    jobs.let_time_pass.run({})
    assert state(carla) == CandidacyState.IN_ASSESSMENT
