"""Seats: booked, moved and given up by the scheme's deadlines; retakes, waiting time, forms never seen twice."""

from datetime import date, timedelta
from typing import Any

import pytest

from guildhall.applications.models import Application
from guildhall.exams.acts import attempts, candidacies, seats
from guildhall.exams.lifecycles import AttemptState, CandidacyState
from guildhall.exams.models import Attempt, Candidacy, Sitting
from guildhall.exams.queries import free_seats, standing
from guildhall.kernel import clock as house_clock
from guildhall.schemes.models import Stage
from tests import forge
from tests.applications.making import an_admitted, with_extra_time
from tests.cast import Cast, acting
from tests.exams.conftest import refused
from tests.exams.making import (
    a_candidate,
    a_form,
    a_sitting,
    a_written_result,
    booked,
    opened,
)
from tests.making import Made, a_scheme

DAY = timedelta(days=1)


def in_days(days: int) -> Any:
    return house_clock.now() + days * DAY


def test_candidate_books_a_seat_with_form_and_time(made: Made, carla: Candidacy) -> None:
    sitting = a_sitting(made)
    attempt = booked(carla, sitting)

    assert (attempt.state, attempt.form, attempt.minutes, attempt.extra_minutes, attempt.read_aloud) == (
        AttemptState.SCHEDULED,
        sitting.form,
        30,
        0,
        False,
    )
    assert (attempt.free_of_charge, attempt.booked_by, free_seats(sitting)) == (False, str(acting(carla.person)), 9)


def test_staff_book_for_who_has_no_account(made: Made, cast: Cast) -> None:
    gero = a_candidate(made, cast, cast.gero)
    attempt = seats.book(by=acting(cast.olive), candidacy=gero, sitting=a_sitting(made))
    assert (attempt.person, attempt.booked_by) == (cast.gero, str(acting(cast.olive)))


def test_nobody_books_for_another(made: Made, cast: Cast, carla: Candidacy) -> None:
    sitting = a_sitting(made)
    for person in (cast.otto, made.crew.ina, made.crew.dora, cast.ada):
        refused("R-46", seats.book, by=acting(person), candidacy=carla, sitting=sitting)


def test_granted_arrangements_go_into_the_attempt(made: Made, cast: Cast) -> None:
    application = an_admitted(made, cast, cast.carla)
    with_extra_time(made, application, 25, read_aloud=True)
    candidacy = candidacies.open(by=candidacies.MACHINE, application=Application.reloaded(application.pk))

    attempt = booked(candidacy, a_sitting(made))

    assert (attempt.extra_minutes, attempt.read_aloud) == (8, True)


def test_no_sitting_is_booked_beyond_its_seats(made: Made, cast: Cast, carla: Candidacy) -> None:
    sitting = a_sitting(made, capacity=1)
    booked(carla, sitting)
    refused("seat", booked, candidacy=a_candidate(made, cast, cast.otto), sitting=sitting)


def test_seat_that_was_given_up_is_free_again(made: Made, cast: Cast, carla: Candidacy) -> None:
    sitting = a_sitting(made, capacity=1, begins_at=in_days(4))
    given_up = seats.cancel(by=acting(carla.person), attempt=booked(carla, sitting))

    booked(a_candidate(made, cast, cast.otto), sitting)

    assert (given_up.state, standing(carla)[0].left) == (AttemptState.CANCELLED, 3)


def test_seats_are_booked_before_the_sitting_begins(made: Made, carla: Candidacy, clock: Any) -> None:
    sitting = a_sitting(made)
    clock.move(hours=1)
    refused("seat", booked, candidacy=carla, sitting=sitting)


def test_one_seat_at_a_component_at_a_time(made: Made, carla: Candidacy) -> None:
    booked(carla, a_sitting(made))
    refusal = refused("T-24", booked, candidacy=carla, sitting=a_sitting(made))
    assert "booked already" in refusal.sentence


def test_what_is_passed_is_not_sat_again(made: Made, cast: Cast, carla: Candidacy) -> None:
    a_written_result(made, cast, carla)
    refusal = refused("T-24", booked, candidacy=Candidacy.reloaded(carla.pk), sitting=a_sitting(made))
    assert "is passed" in refusal.sentence


def test_nobody_sits_again_before_they_know_the_result(made: Made, cast: Cast, carla: Candidacy) -> None:
    result = a_written_result(made, cast, carla, right=2)
    forge.alter(result.attempt, state="verified")
    refusal = refused("T-24", booked, candidacy=carla, sitting=a_sitting(made))
    assert "not released yet" in refusal.sentence


def test_retake_waits_as_long_as_the_scheme_says(made: Made, cast: Cast, carla: Candidacy) -> None:
    a_written_result(made, cast, carla, right=2)
    candidacy = Candidacy.reloaded(carla.pk)
    assert next((each.left, each.next_on, each.why) for each in standing(candidacy)) == (2, date(2026, 3, 16), "")

    early = refused("T-24", booked, candidacy=candidacy, sitting=a_sitting(made, begins_at=in_days(13)))
    assert "16 Mar 2026" in early.sentence
    assert booked(candidacy, a_sitting(made, begins_at=in_days(14))).state == AttemptState.SCHEDULED


def test_attempts_are_as_many_as_the_scheme_allows(made: Made, cast: Cast, carla: Candidacy) -> None:
    forge.alter(made.written, max_attempts=1)
    a_written_result(made, cast, carla, right=2)
    candidacy = Candidacy.reloaded(carla.pk)
    refusal = refused("T-24", booked, candidacy=candidacy, sitting=a_sitting(made, begins_at=in_days(20)))
    assert "All 1 attempts" in refusal.sentence


def test_nobody_is_examined_after_the_admission_ran_out(made: Made, carla: Candidacy) -> None:
    refused("T-21", booked, candidacy=carla, sitting=a_sitting(made, begins_at=in_days(366)))


def test_what_is_due_before_the_examination_is_met(made: Made, carla: Candidacy) -> None:
    forge.alter(made.requirements["EXP"], stage=Stage.EXAMINATION)
    refusal = refused("R-22", booked, candidacy=carla, sitting=a_sitting(made))
    assert "EXP (nobody has judged it yet)" in refusal.sentence


def test_candidates_sit_by_the_version_to_which_they_are_bound(made: Made, carla: Candidacy) -> None:
    sitting = a_sitting(made)
    other = forge.make(
        type(made.version),
        **{
            field.name: getattr(made.version, field.name)
            for field in made.version._meta.concrete_fields
            if field.name not in {"id", "number", "ordinal", "state"}
        },
        number="WTT-2",
        ordinal=2,
        state="superseded",
    )
    forge.alter(made.written, version=other)
    refused("R-24", booked, candidacy=carla, sitting=Sitting.reloaded(sitting.pk))


def test_candidacy_that_ended_books_nothing(made: Made, carla: Candidacy) -> None:
    ended = candidacies.end(by=acting(carla.person), candidacy=carla, reason="withdrawn")
    refused("R-24", booked, candidacy=ended, sitting=a_sitting(made))


def test_seat_is_moved_until_the_deadline(made: Made, carla: Candidacy, clock: Any) -> None:
    sitting, other = a_sitting(made, begins_at=in_days(4)), a_sitting(made, begins_at=in_days(8))
    by = acting(carla.person)
    attempt = seats.move(by=by, attempt=booked(carla, sitting), sitting=other)
    assert (attempt.sitting, attempt.state) == (other, AttemptState.SCHEDULED)

    clock.move(days=5)
    other_day = a_sitting(made, begins_at=in_days(8))
    assert seats.move.refusal(by=by, attempt=Attempt.reloaded(attempt.pk), sitting=other_day) is None
    clock.move(days=1)
    refused("seat", seats.cancel, by=by, attempt=attempt)
    refused("seat", seats.move, by=by, attempt=attempt, sitting=a_sitting(made, begins_at=in_days(8)))


def test_seat_is_moved_to_the_same_component_in_the_same_way(made: Made, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made, begins_at=in_days(4)))
    by = acting(carla.person)
    for other in (attempt.sitting, a_sitting(made, channel="person"), a_sitting(made, channel="paper")):
        refused("R-24", seats.move, by=by, attempt=attempt, sitting=other)


def test_seat_is_not_moved_past_admission_or_into_the_waiting_time(made: Made, cast: Cast, carla: Candidacy) -> None:
    a_written_result(made, cast, carla, right=2)
    attempt = booked(Candidacy.reloaded(carla.pk), a_sitting(made, begins_at=in_days(20)))
    by = acting(carla.person)
    refused("T-24", seats.move, by=by, attempt=attempt, sitting=a_sitting(made, begins_at=in_days(10)))
    refused("T-21", seats.move, by=by, attempt=attempt, sitting=a_sitting(made, begins_at=in_days(366)))


def test_nobody_sits_a_form_twice_while_another_is_in_use(made: Made, cast: Cast, carla: Candidacy) -> None:
    seen = a_written_result(made, cast, carla, right=2).attempt.form
    other = a_form(made, "Form 2")
    candidacy, later = Candidacy.reloaded(carla.pk), in_days(20)

    refused("R-28", booked, candidacy=candidacy, sitting=a_sitting(made, channel="paper", form=seen, begins_at=later))
    attempt = booked(candidacy, a_sitting(made, form=seen, begins_at=later))
    assert attempt.form == other, "in the browser everybody has a form of their own"


def test_seat_on_paper_is_not_moved_to_a_form_that_was_seen(made: Made, cast: Cast, carla: Candidacy) -> None:
    seen = a_written_result(made, cast, carla, right=2).attempt.form
    unseen = a_form(made, "Form 2")
    candidacy = Candidacy.reloaded(carla.pk)
    attempt = booked(candidacy, a_sitting(made, channel="paper", form=unseen, begins_at=in_days(20)))
    other = a_sitting(made, channel="paper", form=seen, begins_at=in_days(30))
    refused("R-28", seats.move, by=acting(carla.person), attempt=attempt, sitting=other)


def test_the_only_form_is_given_again(made: Made, cast: Cast, carla: Candidacy) -> None:
    seen = a_written_result(made, cast, carla, right=2).attempt.form
    attempt = booked(Candidacy.reloaded(carla.pk), a_sitting(made, channel="paper", begins_at=in_days(20)))
    assert attempt.form == seen


def test_excused_absence_costs_no_attempt_and_no_time(made: Made, carla: Candidacy, clock: Any) -> None:
    sitting = a_sitting(made)
    attempt = booked(carla, sitting)
    opened(made, sitting)
    refused("R-25", attempts.miss, by=acting(made.crew.ina), attempt=Attempt.reloaded(attempt.pk))
    clock.move(hours=2)
    missed = attempts.miss(by=acting(made.crew.ina), attempt=Attempt.reloaded(attempt.pk))
    assert next((each.left, each.next_on) for each in standing(carla)) == (2, date(2026, 3, 16))

    refused("R-60", attempts.excuse, by=acting(made.crew.max), attempt=missed, reason="")
    attempts.excuse(by=acting(made.crew.max), attempt=missed, reason="A doctor's certificate was shown.")
    assert next((each.left, each.next_on) for each in standing(carla)) == (3, date(2026, 3, 2))


def test_free_rebooking_follows_a_fault_of_the_body_once(made: Made, carla: Candidacy) -> None:
    first = booked(carla, a_sitting(made))
    attempts.void(by=acting(made.crew.max), attempt=first, reason="The wrong booklets were delivered.")
    second = booked(carla, a_sitting(made, begins_at=in_days(4)))
    seats.cancel(by=acting(carla.person), attempt=second)
    third = booked(carla, a_sitting(made))
    attempts.void(by=acting(made.crew.max), attempt=third, reason="Again.")
    fourth = booked(carla, a_sitting(made, begins_at=in_days(4)))
    assert [each.free_of_charge for each in (first, second, third, fourth)] == [False, True, True, True]


@pytest.mark.django_db(transaction=True)
def test_the_last_seat_goes_to_one_of_two_who_press_at_once(cast: Cast, in_threads: Any) -> None:
    made = a_scheme(cast)
    sitting = a_sitting(made, capacity=1)
    candidates = [a_candidate(made, cast, person) for person in (cast.carla, cast.otto)]

    answers = in_threads([lambda each=each: booked(each, sitting) for each in candidates])

    assert sorted(type(each).__name__ for each in answers) == ["Attempt", "Refusal"]
    assert free_seats(sitting) == 0


def test_pass_counts_as_long_as_its_shelf_life(made: Made, cast: Cast, carla: Candidacy, clock: Any) -> None:
    a_written_result(made, cast, carla)
    assert standing(carla)[0].counts_until == date(2028, 3, 2)
    clock.set(house_clock.now() + timedelta(days=731))
    assert standing(carla)[0].counts_until == date(2028, 3, 2)
    clock.move(days=1)
    assert (standing(carla)[0].passed, standing(carla)[0].left) == (None, 2)


def test_released_pass_moves_the_candidacy_only_with_every_component(made: Made, cast: Cast, carla: Candidacy) -> None:
    a_written_result(made, cast, carla)
    assert Candidacy.objects.get(pk=carla.pk).state == CandidacyState.IN_ASSESSMENT
