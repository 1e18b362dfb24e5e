"""The controls of examining name what the forge puts before them; that they hold: `test_controls_hold`."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from guildhall.exams import controls
from guildhall.exams.acts import attempts, hearings, irregularities
from guildhall.exams.controls import examining
from guildhall.exams.models import Attempt, Candidacy, Form, Hearing, Marking, Sitting, SittingStaff, TypedScore
from guildhall.exams.queries import placements
from guildhall.identity.models import Grant
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import Control
from guildhall.personnel.acts import trainings
from guildhall.personnel.models import Clearance
from tests import forge
from tests.applications.making import with_extra_time
from tests.cast import Cast, acting
from tests.exams.making import (
    a_complete_file,
    a_form,
    a_sitting,
    a_written_result,
    booked,
    checked_in,
    opened,
    typed,
)
from tests.making import Made


@pytest.fixture
def file(made: Made, cast: Cast) -> Candidacy:
    """Carla's whole way."""
    return a_complete_file(made, cast)


def named(control: Control) -> list[str]:
    answer = control.query()
    for finding in answer.findings:
        assert reverse(finding.link[0], args=finding.link[1:])
    return [finding.number for finding in answer.findings]


def written(file: Candidacy) -> Attempt:
    return Attempt.objects.get(candidacy=file, channel="paper")


def practical(file: Candidacy) -> Attempt:
    return Attempt.objects.get(candidacy=file, channel="person")


def test_unchecked_identity_is_named(file: Candidacy) -> None:
    attempt = written(file)
    forge.alter(attempt, checked_in_by=None, checked_in_at=None)
    assert named(controls.identities_were_checked) == [attempt.number]
    forge.alter(attempt, checked_in_by=file.person, checked_in_at=house_clock.now() + timedelta(hours=1))
    assert named(controls.identities_were_checked) == [attempt.number]


def test_late_pledge_is_named(file: Candidacy) -> None:
    attempt = practical(file)
    forge.alter(attempt, pledged_at=house_clock.now() + timedelta(hours=1))
    assert named(controls.secrecy_was_pledged) == [attempt.number]


def test_unwatched_sitting_is_named(made: Made, file: Candidacy) -> None:
    sitting = written(file).sitting
    forge.alter(Grant.objects.get(person=made.crew.ina), from_on=house_clock.today() + timedelta(days=1))
    assert named(controls.sittings_were_watched) == [sitting.number]
    forge.alter(Grant.objects.get(person=made.crew.ina), from_on=house_clock.today())
    staff = SittingStaff.objects.get(sitting=sitting)
    forge.alter(staff, removed_at=sitting.opened_at - timedelta(minutes=1))
    assert named(controls.sittings_were_watched) == [sitting.number]


def test_undeclared_staff_is_named(made: Made, file: Candidacy) -> None:
    sitting = practical(file).sitting
    forge.remove(Clearance.objects.get(person=made.crew.erik, about=sitting.ref))
    assert named(controls.sittings_were_watched) == [sitting.number]


def test_sitting_that_opened_blindly_is_named(file: Candidacy) -> None:
    sitting = written(file).sitting
    forge.alter(sitting, conditions_at=None, conditions_by=None)
    assert named(controls.conditions_were_looked_at) == [sitting.number]


def test_log_that_waits_too_long_is_named(made: Made, clock: Any) -> None:
    sitting = opened(made, a_sitting(made))
    clock.move(days=14)
    answer = controls.logs_are_complete.query()
    assert (answer.looked_at, list(answer.findings), answer.changes_on) == (1, [], house_clock.today())
    clock.move(days=1)
    assert named(controls.logs_are_complete) == [sitting.number]


def test_result_that_was_released_too_early_is_named(made: Made, file: Candidacy) -> None:
    attempt = written(file)
    forge.alter(attempt.sitting, reconciled_at=house_clock.now() + timedelta(hours=1))
    assert named(controls.released_results_are_settled) == [attempt.number]


def test_result_over_an_open_irregularity_is_named(made: Made, file: Candidacy) -> None:
    attempt = practical(file)
    forge.alter(attempt.sitting, state="closed")
    by, sitting = acting(made.crew.max), Sitting.objects.get(pk=attempt.sitting_id)
    noted = irregularities.note(by=by, sitting=sitting, kind="aid", words="A note.", attempt=attempt)
    forge.alter(noted, noted_at=house_clock.now() - timedelta(hours=1))
    assert named(controls.released_results_are_settled) == [attempt.number]


@pytest.mark.parametrize("gap", [{"cut_basis": ""}, {"comparability": ""}, {"verification": ""}])
def test_form_in_use_without_its_evidence_is_named(made: Made, gap: dict[str, Any]) -> None:
    form = a_form(made)
    forge.alter(form, **gap)
    assert named(controls.forms_in_use_are_verified) == [form.number]


@pytest.mark.parametrize("change", [{"pretest": True}, {"removed_at": house_clock.now()}])
def test_form_in_use_beside_its_blueprint_is_named(made: Made, change: dict[str, Any]) -> None:
    form = a_form(made)
    forge.alter(placements(form).first(), **change)
    assert named(controls.forms_in_use_are_verified) == [form.number]


@pytest.mark.parametrize("who", ["content_by", "verified_by"])
def test_form_with_two_eyes_is_named(made: Made, who: str) -> None:
    form = a_form(made)
    forge.alter(form, **{who: form.authored_by})
    assert named(controls.forms_had_four_eyes) == [form.number]


def test_form_that_was_given_twice_is_named(made: Made, cast: Cast, carla: Candidacy, clock: Any) -> None:
    first = a_written_result(made, cast, carla, right=1).attempt
    a_form(made, "Form 2")
    clock.move(days=15)
    other = Form.objects.exclude(pk=first.form_id).get()
    again = a_written_result(made, cast, Candidacy.reloaded(carla.pk), form=other).attempt
    assert named(controls.retakes_gave_another_form) == []
    forge.alter(again, form=first.form)
    assert named(controls.retakes_gave_another_form) == [again.number]


def test_trainer_who_examined_is_named(made: Made, cast: Cast, file: Candidacy) -> None:
    attempt = practical(file)
    given = {"by": acting(made.crew.erik), "person": cast.carla, "trainer": made.crew.erik, "scope": made.scope}
    today = house_clock.today()
    trainings.record(**given, title="Bolting", ended_on=today - timedelta(days=731))
    assert named(controls.examiners_had_not_trained) == []
    trainings.record(**given, title="Bolting again", ended_on=today - timedelta(days=729))
    assert named(controls.examiners_had_not_trained) == [attempt.number]


def test_component_that_one_examiner_marks_alone_is_named(
    made: Made, file: Candidacy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "ENOUGH", 1)
    assert named(controls.raters_are_compared) == ["WTT-1 P"]
    marking = Marking.objects.get()
    handed_in = {"state": "submitted", "submitted_at": house_clock.now(), "submitted_by": "person:ella"}
    forge.make(Marking, attempt=marking.attempt, examiner=made.crew.ella, part="second", **handed_in)
    assert named(controls.raters_are_compared) == []


def test_result_that_is_overdue_is_named(made: Made, cast: Cast, carla: Candidacy, clock: Any) -> None:
    attempt = booked(carla, a_sitting(made, channel="paper"))
    opened(made, attempt.sitting)
    typed(made, cast, checked_in(made, attempt), 6)
    answer = controls.results_come_in_time.query()
    assert (answer.looked_at, list(answer.findings)) == (1, [])
    clock.move(days=31)
    assert answer.changes_on == house_clock.today()
    assert named(controls.results_come_in_time) == [attempt.number]


def test_verifier_with_a_part_is_named(made: Made, file: Candidacy) -> None:
    attempt = written(file)
    forge.alter(TypedScore.objects.filter(typed_by=made.crew.ina).get(), typed_by=made.crew.max)
    assert named(controls.verifiers_had_no_part) == [attempt.number]
    forge.alter(Marking.objects.get(), examiner=made.crew.max)
    assert sorted(named(controls.verifiers_had_no_part)) == sorted([attempt.number, practical(file).number])


def test_arrangement_that_was_not_given_is_named(made: Made, file: Candidacy) -> None:
    with_extra_time(made, file.application, 25, read_aloud=True)
    for attempt in (written(file), practical(file)):
        forge.alter(attempt, booked_at=house_clock.now() + timedelta(hours=1), extra_minutes=15, read_aloud=True)
    assert named(controls.arrangements_were_given) == []
    short = written(file)
    forge.alter(short, extra_minutes=7)
    assert named(controls.arrangements_were_given) == [short.number]
    forge.alter(short, extra_minutes=8, read_aloud=False)
    assert named(controls.arrangements_were_given) == [short.number]


def test_sanction_without_a_hearing_is_named(made: Made, cast: Cast, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made, channel="paper"))
    opened(made, attempt.sitting)
    attempt = typed(made, cast, checked_in(made, attempt), 6)
    by = acting(made.crew.max)
    attempt = attempts.investigate(by=by, attempt=Attempt.reloaded(attempt.pk), reason="A telephone.")
    hearings.record(by=by, attempt=attempt, held_on=house_clock.today(), account="Denied.")
    attempts.void_result(by=by, attempt=attempt, reason="Seen by three people.")
    answer = controls.sanctions_followed_a_hearing.query()
    assert (answer.looked_at, list(answer.findings)) == (1, [])
    forge.remove(Hearing.objects.get())
    assert named(controls.sanctions_followed_a_hearing) == [attempt.number]
