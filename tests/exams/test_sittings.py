"""Sittings: planned, staffed by who is free, opened by the conditions, closed, reconciled; or broken off."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from guildhall.exams.acts import attempts, forms, irregularities, sittings
from guildhall.exams.lifecycles import AttemptState, SittingState
from guildhall.exams.models import Attempt, Candidacy, Duty, Sitting, SittingStaff
from guildhall.exams.queries import free_seats, on_duty, standing
from guildhall.identity.models import Condition, Grant, Person
from guildhall.identity.roles import INVIGILATOR
from guildhall.kernel import clock as house_clock
from guildhall.personnel.acts import clearances
from guildhall.personnel.models import Authorisation
from tests import forge
from tests.cast import Cast, acting, meet_declaration
from tests.documents.making import distributed, in_effect
from tests.exams.conftest import refused
from tests.exams.making import (
    a_candidate,
    a_form,
    a_sitting,
    all_met,
    booked,
    checked_in,
    declared,
    marked,
    opened,
    staffed,
    tied,
    typed,
)
from tests.making import Made

HOURS = timedelta(hours=1)


def fresh(attempt: Attempt) -> Attempt:
    return Attempt.objects.get(pk=attempt.pk)


def plan_with(made: Made, **given: Any) -> Callable[..., Sitting]:
    return lambda: a_sitting(made, **given)


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("R-25", {"channel": "person", "checklist": None, "component": "written"}),
        ("R-25", {"provider": "Test House Ltd"}),
        ("R-25", {"channel": "provider"}),
        ("R-25", {"capacity": 0}),
        ("R-25", {"ends_at": "too early"}),
        ("R-25", {"begins_at": "yesterday"}),
        ("R-26", {"form": None}),
    ],
)
def test_sitting_is_planned_as_the_scheme_says(made: Made, code: str, given: dict[str, Any]) -> None:
    now = house_clock.now()
    moments = {"too early": now + HOURS + timedelta(minutes=29), "yesterday": now - HOURS}
    read = {name: moments.get(value, value) if isinstance(value, str) else value for name, value in given.items()}
    plain = {
        "by": acting(made.crew.max),
        "component": made.written,
        "channel": "browser",
        "mode": "room",
        "place": "Room 2",
        "begins_at": now + HOURS,
        "ends_at": now + 3 * HOURS,
        "capacity": 10,
        "form": a_form(made),
    }
    read |= {"component": made.written} if read.get("component") else {}
    refused(code, sittings.plan, **{**plain, **read})


def test_sitting_gives_a_released_form_only(made: Made) -> None:
    form = forms.suspend(by=acting(made.crew.max), form=a_form(made), reason="Posted in a forum.")
    refused("R-26", plan_with(made, form=form))


def test_practical_sitting_needs_its_approved_checklist(made: Made) -> None:
    sitting = a_sitting(made, channel="person")
    forge.alter(sitting.checklist, state="retired")
    sitting.checklist.refresh_from_db()
    refused("R-26", plan_with(made, channel="person", checklist=sitting.checklist))


def test_nobody_is_examined_by_a_version_that_is_not_in_effect(made: Made) -> None:
    form = a_form(made)
    forge.alter(made.version, state="draft")
    made.written.version.refresh_from_db()
    refused("R-24", plan_with(made, form=form))


def test_postponed_sitting_keeps_its_seats(made: Made, carla: Candidacy) -> None:
    sitting = a_sitting(made)
    attempt = booked(carla, sitting)
    later = sitting.begins_at + timedelta(days=2)
    moved = sittings.postpone(
        by=acting(made.crew.max),
        sitting=sitting,
        begins_at=later,
        ends_at=later + 3 * HOURS,
        place="Room 5",
        reason="The heating is broken.",
    )
    assert (moved.state, moved.place, fresh(attempt).state) == (
        SittingState.PLANNED,
        "Room 5",
        AttemptState.SCHEDULED,
    )


@pytest.mark.parametrize(("code", "given"), [("R-25", {"begins_at": -1}), ("R-60", {"reason": " "})])
def test_postponing_looks_ahead_and_says_why(made: Made, code: str, given: dict[str, Any]) -> None:
    begins = house_clock.now() + given.get("begins_at", 5) * HOURS
    by, reason = acting(made.crew.max), given.get("reason", "The heating is broken.")
    times = {"begins_at": begins, "ends_at": begins + 3 * HOURS, "place": "Room 2"}
    refused(code, sittings.postpone, by=by, sitting=a_sitting(made), reason=reason, **times)


def test_cancelled_sitting_moves_everybody_to_another(made: Made, carla: Candidacy) -> None:
    sitting, other = a_sitting(made), a_sitting(made, capacity=1)
    attempt = booked(carla, sitting)

    sittings.cancel(by=acting(made.crew.max), sitting=sitting, reason="Flood", instead=other)

    assert (fresh(attempt).state, fresh(attempt).sitting, free_seats(other)) == (AttemptState.SCHEDULED, other, 0)


def test_cancelled_sitting_without_another_costs_nobody_an_attempt(made: Made, carla: Candidacy) -> None:
    sitting = a_sitting(made)
    attempt = booked(carla, sitting)

    sittings.cancel(by=acting(made.crew.max), sitting=sitting, reason="Flood")
    again = booked(Candidacy.reloaded(carla.pk), a_sitting(made))

    assert (fresh(attempt).state, fresh(attempt).reason) == (AttemptState.VOID, "Flood")
    assert (again.free_of_charge, standing(carla)[0].left) == (True, 2)


def test_other_sitting_has_seats_for_all(made: Made, carla: Candidacy) -> None:
    sitting = a_sitting(made)
    booked(carla, sitting)
    practical = a_sitting(made, channel="person")
    by = acting(made.crew.max)
    refused("capacity", sittings.cancel, by=by, sitting=sitting, reason="Flood", instead=practical)


def test_who_goes_on_duty_is_authorised_for_it(made: Made) -> None:
    sitting = a_sitting(made)
    declared(made.crew.erik, sitting)
    given = {"by": acting(made.crew.max), "sitting": sitting}
    refused("R-46", sittings.put_on_duty, **given, person=made.crew.erik, duty=Duty.INVIGILATOR)
    refused("R-46", sittings.put_on_duty, **given, person=made.crew.ina, duty="cleaner")


def test_what_somebody_lacks_for_their_duty_is_told_to_who_plans(made: Made, cast: Cast) -> None:
    ina, sitting = made.crew.ina, a_sitting(made)
    declared(ina, sitting)
    duty = {"by": acting(made.crew.max), "sitting": sitting, "person": ina, "duty": Duty.INVIGILATOR}
    distributed(cast, in_effect(cast, "WI-WATCHING").document, INVIGILATOR, made.scope)
    assert "has not acknowledged the documents" in refused("R-46", sittings.put_on_duty, **duty).sentence

    meet_declaration(Grant.objects.get(person=ina), house_clock.today() - timedelta(days=1))
    assert "No declaration of impartiality" in refused("R-46", sittings.put_on_duty, **duty).sentence


def test_nobody_goes_on_duty_undeclared_or_with_an_open_conflict(made: Made, cast: Cast) -> None:
    sitting, ina = a_sitting(made), made.crew.ina
    duty = {"by": acting(made.crew.max), "sitting": sitting, "person": ina, "duty": Duty.INVIGILATOR}
    refused("R-07", sittings.put_on_duty, **duty)

    named = clearances.declare(by=acting(ina), person=ina, about=sitting.ref, conflict="My cousin sits there.")
    refused("R-07", sittings.put_on_duty, **duty)

    clearances.treat(by=acting(cast.quinn), clearance=named, reasons="The cousin withdrew.")
    staff = sittings.put_on_duty(**duty)
    assert [each.person for each in on_duty(sitting)] == [ina]

    sittings.take_off_duty(by=acting(made.crew.max), staff=staff)
    assert (list(on_duty(sitting)), SittingStaff.objects.count()) == ([], 1)


def test_conditions_are_answered_one_by_one(made: Made) -> None:
    sitting = staffed(made, a_sitting(made))
    by, answers = acting(made.crew.ina), all_met(sitting)
    refusal = refused(
        "R-25", sittings.check_conditions, by=by, sitting=sitting, answers={**answers, "noise": {"found": "not-met"}}
    )
    assert refusal.field == "noise"

    noted = {"found": "not-met", "note": "Drilling next door until ten; the beginning waits."}
    checked = sittings.check_conditions(by=by, sitting=sitting, answers={**answers, "noise": noted})
    assert (checked.conditions["noise"], checked.conditions_by) == (noted, made.crew.ina)


def test_sitting_does_not_open_before_conditions_and_staff(made: Made) -> None:
    sitting, by = a_sitting(made), acting(made.crew.max)
    assert "conditions" in refused("R-25", sittings.open, by=by, sitting=sitting).sentence
    sitting = sittings.check_conditions(
        by=acting(made.crew.ina), sitting=staffed(made, sitting), answers=all_met(sitting)
    )
    sittings.take_off_duty(by=by, staff=on_duty(sitting).get())
    assert "on duty" in refused("R-25", sittings.open, by=by, sitting=sitting).sentence


def test_sitting_does_not_open_with_staff_whose_authorisation_ended(made: Made, clock: Any) -> None:
    sitting = staffed(made, a_sitting(made, begins_at=house_clock.now() + timedelta(days=366)))
    clock.move(days=364)
    sitting = sittings.check_conditions(by=acting(made.crew.ina), sitting=sitting, answers=all_met(sitting))
    clock.move(days=2)
    hold_on(made.crew.max, "exam-manager")
    refusal = refused("R-25", sittings.open, by=acting(made.crew.max), sitting=sitting)
    assert "on duty" in refusal.sentence


def test_authorisation_that_runs_out_interrupts_no_sitting_and_opens_none(made: Made, clock: Any) -> None:
    sitting = opened(made, a_sitting(made))
    run_out(made.crew.ina)
    clock.move(days=1)
    assert sittings.close(by=acting(made.crew.ina), sitting=sitting).state == SittingState.CLOSED
    later = a_sitting(made, begins_at=house_clock.now() + timedelta(hours=2))
    assert refused("R-46", staffed, made=made, sitting=later)


def test_authorisation_that_is_withdrawn_ends_the_duty_at_once(made: Made, clock: Any) -> None:
    sitting = opened(made, a_sitting(made))
    run_out(made.crew.ina)
    clock.move(days=1)
    withdrawn(made, made.crew.ina, "invigilator")
    refused("R-46", sittings.close, by=acting(made.crew.ina), sitting=sitting)


def hold_on(person: Person, role: str) -> None:
    """Let a role hold on, as its renewal would."""
    for condition in Condition.objects.filter(grant__person=person, grant__role=role):
        forge.alter(condition, until_on=house_clock.today() + timedelta(days=300))


def run_out(person: Person) -> None:
    """Let today be the last day on which somebody's roles hold."""
    for condition in Condition.objects.filter(grant__person=person):
        forge.alter(condition, until_on=house_clock.today())


def withdrawn(made: Made, person: Person, role: str) -> None:
    """Let somebody's authorisation have been withdrawn."""
    by = {"proposed_by": made.crew.sam, "authorised_by": made.crew.sam, "authorised_at": house_clock.now()}
    term = {"from_on": house_clock.today(), "until_on": house_clock.today(), "criteria": "As asked."}
    given = {"person": person, "role": role, "scope": made.scope, "number": "AU-2026-009999", "state": "withdrawn"}
    forge.make(Authorisation, **given, **by, **term)


def test_sitting_opens_in_its_time(made: Made) -> None:
    sitting = staffed(made, a_sitting(made, begins_at=house_clock.now() + 4 * HOURS))
    by = acting(made.crew.ina)
    sitting = sittings.check_conditions(by=by, sitting=sitting, answers=all_met(sitting))
    assert "time" in refused("R-25", sittings.open, by=by, sitting=sitting).sentence


def test_sitting_does_not_open_with_a_form_that_was_suspended(made: Made, carla: Candidacy) -> None:
    sitting = staffed(made, a_sitting(made))
    attempt, by = booked(carla, sitting), acting(made.crew.max)
    forms.suspend(by=by, form=sitting.form, reason="Posted in a forum.")
    sitting = sittings.check_conditions(by=acting(made.crew.ina), sitting=sitting, answers=all_met(sitting))
    refused("R-25", sittings.open, by=by, sitting=Sitting.reloaded(sitting.pk))

    other = a_form(made, "Form 2")
    equipped = sittings.equip(by=by, sitting=Sitting.reloaded(sitting.pk), form=other)

    assert (sittings.open(by=by, sitting=equipped).state, fresh(attempt).form) == (SittingState.OPEN, other)


def test_sitting_is_not_given_another_form_under_the_candidates_hands(made: Made, carla: Candidacy) -> None:
    sitting = a_sitting(made)
    attempt = booked(carla, sitting)
    opened(made, sitting)
    checked_in(made, attempt)
    refused("R-27", sittings.equip, by=acting(made.crew.max), sitting=Sitting.reloaded(sitting.pk), form=sitting.form)


def test_sitting_is_given_what_is_in_use(made: Made) -> None:
    sitting = a_sitting(made)
    refused("R-26", sittings.equip, by=acting(made.crew.max), sitting=sitting, form=None)


def test_only_who_is_on_duty_works_at_the_sitting(made: Made, cast: Cast) -> None:
    sitting = staffed(made, a_sitting(made))
    for person in (made.crew.erik, cast.olive, cast.ada, cast.carla):
        refused("permission", sittings.check_conditions, by=acting(person), sitting=sitting, answers=all_met(sitting))


def test_aborted_sitting_voids_every_attempt_of_it(made: Made, cast: Cast, carla: Candidacy) -> None:
    otto = a_candidate(made, cast, cast.otto)
    planned = a_sitting(made, channel="paper")
    mine, his = booked(carla, planned), booked(otto, planned)
    sitting = opened(made, planned)
    typed(made, cast, checked_in(made, mine), 6)
    checked_in(made, his)

    sittings.abort(by=acting(made.crew.ina), sitting=sitting, reason="Power cut")

    assert [fresh(each).state for each in (mine, his)] == [AttemptState.VOID, AttemptState.VOID]
    assert [(each.left, each.why) for each in standing(carla)[:1]] == [(3, "")]
    assert Sitting.objects.get(pk=sitting.pk).state == SittingState.ABORTED


def test_sitting_closes_when_everybody_is_accounted_for(made: Made, carla: Candidacy, clock: Any) -> None:
    planned = a_sitting(made, channel="paper")
    attempt = booked(carla, planned)
    sitting = opened(made, planned)
    by = acting(made.crew.ina)
    refused("R-25", sittings.close, by=by, sitting=sitting)

    clock.move(hours=2)
    attempts.miss(by=by, attempt=fresh(attempt))
    assert sittings.close(by=by, sitting=sitting).state == SittingState.CLOSED


@pytest.mark.parametrize(
    "wrong", [{"present": 2}, {"absent": 1}, {"booklets_issued": 3}], ids=["present", "absent", "booklets"]
)
def test_log_is_complete_when_the_count_is_right(made: Made, carla: Candidacy, wrong: dict[str, int]) -> None:
    planned = a_sitting(made, channel="person")
    attempt = booked(carla, planned)
    sitting = opened(made, planned)
    marked(made, checked_in(made, attempt), made.crew.erik)
    sitting = sittings.close(by=acting(made.crew.erik), sitting=sitting)
    right = {"present": 1, "absent": 0, "booklets_issued": 2, "booklets_returned": 2}
    by = acting(made.crew.max)

    refused("R-32", sittings.reconcile, by=by, sitting=sitting, **{**right, **wrong})
    done = sittings.reconcile(by=by, sitting=sitting, **right, remark="Quiet.")

    assert (done.state, done.reconciliation) == (SittingState.RECONCILED, {**right, "remark": "Quiet."})


def test_log_is_complete_when_irregularities_are_settled(made: Made, carla: Candidacy) -> None:
    sitting = opened(made, a_sitting(made))
    by, manager = acting(made.crew.ina), acting(made.crew.max)
    noted = irregularities.note(by=by, sitting=sitting, kind="technical", words="The light failed for a minute.")
    sitting = sittings.close(by=by, sitting=sitting)
    refused("R-32", sittings.reconcile, by=manager, sitting=sitting, present=0, absent=0)

    refused("R-32", irregularities.settle, by=manager, irregularity=noted, settlement=" ")
    noted = irregularities.settle(by=manager, irregularity=noted, settlement="Nobody had begun.")
    refused("R-32", irregularities.settle, by=manager, irregularity=noted, settlement="Twice.")
    sitting = sittings.reconcile(by=manager, sitting=sitting, present=0, absent=0)

    refused("R-32", irregularities.note, by=by, sitting=sitting, kind="other", words="Too late.")
    refused("R-25", sittings.put_on_duty, by=manager, sitting=sitting, person=made.crew.ina, duty=Duty.INVIGILATOR)


def test_irregularity_says_what_happened_at_its_own_sitting(made: Made, carla: Candidacy) -> None:
    sitting, other = opened(made, a_sitting(made)), a_sitting(made)
    attempt = booked(carla, other)
    by = acting(made.crew.ina)
    refused("R-32", irregularities.note, by=by, sitting=sitting, kind="aid", words="")
    refused("R-32", irregularities.note, by=by, sitting=sitting, kind="aid", words="A note.", attempt=attempt)


def test_nobody_settles_what_was_noted_about_their_own(made: Made, cast: Cast, carla: Candidacy) -> None:
    sitting = a_sitting(made)
    attempt = booked(carla, sitting)
    sitting = opened(made, sitting)
    words = {"kind": "aid", "words": "A note in the sleeve.", "attempt": attempt}
    noted = irregularities.note(by=acting(made.crew.ina), sitting=sitting, **words)
    tied(cast, made.crew.max, cast.carla)
    refused("R-08", irregularities.settle, by=acting(made.crew.max), irregularity=noted, settlement="Nothing in it.")
