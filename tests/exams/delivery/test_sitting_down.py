"""Start, interrupt, resume, go on elsewhere, hand in: who may, what must hold, what becomes of the time."""

from datetime import timedelta

import pytest

from guildhall.exams import controls, jobs, scoring
from guildhall.exams.acts import forms, results, sitting_down, sittings
from guildhall.exams.delivery import digests, journal
from guildhall.exams.lifecycles import AttemptState
from guildhall.exams.models import Attempt, Response
from guildhall.exams.work import late_answers
from guildhall.jobs import queueing
from guildhall.jobs.models import Job
from guildhall.kernel.actors import machine
from guildhall.kernel.declarations import Answer
from guildhall.ledger.models import Entry
from tests import forge
from tests.applications.making import with_extra_time
from tests.cast import acting
from tests.exams.conftest import refused
from tests.exams.delivery.conftest import Browser, answer
from tests.exams.delivery.sitting import ready, started
from tests.exams.making import a_candidate, a_sitting, booked, opened


def again(attempt: Attempt) -> Attempt:
    fresh = Attempt.reloaded(attempt.pk)
    assert fresh
    return fresh


def test_candidate_starts_and_the_time_runs_by_the_clock_of_the_house(made, carla, clock):
    attempt = ready(made, carla)
    begun = clock.move(minutes=5)
    attempt = sitting_down.start(by=acting(carla.person), attempt=attempt)
    assert attempt.state == AttemptState.IN_PROGRESS
    assert abs(attempt.started_at - begun) < timedelta(seconds=5)
    assert attempt.deadline_at == attempt.started_at + timedelta(minutes=30)
    assert (attempt.epoch, len(bytes.fromhex(attempt.answer_key)), attempt.seat_is_free) == (1, 32, False)


def test_granted_extra_time_is_in_the_deadline(made, cast, clock):
    carla = a_candidate(made, cast)
    with_extra_time(made, carla.application, 25)
    attempt = started(made, carla)
    assert attempt.deadline_at - attempt.started_at == timedelta(minutes=38)


def test_only_the_candidate_starts(made, carla, cast):
    attempt = ready(made, carla)
    for other in (cast.otto, cast.ada, made.crew.ina, made.crew.max):
        refused("permission", sitting_down.start, by=acting(other), attempt=attempt)


def test_nothing_starts_before_the_check_in(made, carla):
    planned = a_sitting(made)
    attempt = booked(carla, planned)
    opened(made, planned)
    refused("state", sitting_down.start, by=acting(carla.person), attempt=attempt)


def test_nothing_starts_without_the_pledge(made, carla):
    attempt = ready(made, carla)
    forge.alter(attempt, pledged_at=None, pledged_by="")
    refused("R-25", sitting_down.start, by=acting(carla.person), attempt=attempt)


def test_nothing_starts_when_the_sitting_is_not_open(made, carla):
    attempt = ready(made, carla)
    forge.alter(attempt.sitting, state="closed")
    refusal = refused("R-25", sitting_down.start, by=acting(carla.person), attempt=attempt)
    assert attempt.sitting.number in refusal.sentence


def test_nothing_starts_on_a_form_that_is_out_of_use(made, carla):
    attempt = ready(made, carla)
    forms.suspend(by=acting(made.crew.max), form=attempt.form, reason="An item became known.")
    refused("R-26", sitting_down.start, by=acting(carla.person), attempt=attempt)


def test_nothing_starts_without_a_qualified_invigilator(made, carla):
    attempt = ready(made, carla)
    (staff,) = attempt.sitting.staff.all()
    sittings.take_off_duty(by=acting(made.crew.max), staff=staff)
    refusal = refused("R-25", sitting_down.start, by=acting(carla.person), attempt=attempt)
    assert "No invigilator" in refusal.sentence


def test_nothing_starts_when_the_invigilators_authorisation_has_ended(made, carla, clock):
    attempt = ready(made, carla)
    clock.move(days=370)
    assert "No invigilator" in refused("R-25", sitting_down.start, by=acting(carla.person), attempt=attempt).sentence


def test_what_is_on_paper_is_not_started_in_the_browser(made, carla):
    attempt = ready(made, carla, channel="paper")
    refusal = refused("R-25", sitting_down.start, by=acting(carla.person), attempt=attempt)
    assert refusal.sentence == "This examination is not sat in the browser."


def test_interruption_gives_its_time_back_to_the_second(made, carla, clock):
    attempt = started(made, carla)
    clock.move(minutes=10)
    attempt = sitting_down.interrupt(by=acting(made.crew.ina), attempt=attempt, reason="Fire alarm")
    assert (attempt.state, attempt.reason) == (AttemptState.INTERRUPTED, "Fire alarm")
    clock.move(minutes=7, seconds=12)
    attempt = sitting_down.resume(by=acting(made.crew.ina), attempt=attempt)
    assert (attempt.state, attempt.interrupted_at, attempt.epoch, attempt.seat_is_free) == (
        "in-progress",
        None,
        1,
        False,
    )
    assert 432 <= attempt.paused_seconds <= 434
    assert attempt.deadline_at == attempt.started_at + timedelta(minutes=30, seconds=attempt.paused_seconds)


def test_second_interruption_adds_to_the_first(made, carla, clock):
    attempt = started(made, carla)
    for _ in range(2):
        attempt = sitting_down.interrupt(by=acting(made.crew.ina), attempt=attempt, reason="Alarm")
        clock.move(minutes=1)
        attempt = sitting_down.resume(by=acting(made.crew.ina), attempt=attempt)
    assert 120 <= attempt.paused_seconds <= 124


def test_only_who_is_on_duty_interrupts_and_resumes(made, carla, cast):
    attempt = started(made, carla)
    for other in (carla.person, cast.otto, cast.ada, made.crew.erik):
        with pytest.raises(Exception, match="duty"):
            sitting_down.interrupt(by=acting(other), attempt=attempt, reason="Alarm")
    attempt = sitting_down.interrupt(by=acting(made.crew.ina), attempt=attempt, reason="Alarm")
    with pytest.raises(Exception, match="duty"):
        sitting_down.resume(by=acting(carla.person), attempt=attempt)


def test_interruption_says_why(made, carla):
    with pytest.raises(Exception, match="reason"):
        sitting_down.interrupt(by=acting(made.crew.ina), attempt=started(made, carla), reason=" ")


def test_no_time_is_given_back_after_the_deadline(made, carla, clock):
    attempt = started(made, carla)
    clock.move(minutes=31)
    refused("R-25", sitting_down.interrupt, by=acting(made.crew.ina), attempt=attempt, reason="Alarm")


def test_at_a_distance_the_candidate_goes_on_at_another_computer(made, carla):
    attempt = started(made, carla, mode="remote")
    attempt = sitting_down.take_seat(by=acting(carla.person), attempt=attempt)
    assert (attempt.epoch, attempt.state) == (2, AttemptState.IN_PROGRESS)


def test_in_a_room_the_invigilator_lets_the_candidate_change(made, carla):
    attempt = started(made, carla)
    by = acting(carla.person)
    refused("R-25", sitting_down.take_seat, by=by, attempt=attempt)
    attempt = sitting_down.interrupt(by=acting(made.crew.ina), attempt=attempt, reason="The screen went dark.")
    assert "does not go on" in refused("R-25", sitting_down.take_seat, by=by, attempt=attempt).sentence
    attempt = sitting_down.resume(by=acting(made.crew.ina), attempt=attempt, elsewhere=True)
    attempt = sitting_down.take_seat(by=by, attempt=attempt)
    assert (attempt.epoch, attempt.seat_is_free) == (2, False)
    refused("R-25", sitting_down.take_seat, by=by, attempt=attempt)


def test_only_the_candidate_takes_the_seat_and_only_in_time(made, carla, clock):
    attempt = started(made, carla, mode="remote")
    refused("permission", sitting_down.take_seat, by=acting(made.crew.ina), attempt=attempt)
    clock.move(minutes=31)
    refused("R-25", sitting_down.take_seat, by=acting(carla.person), attempt=attempt)


def test_candidate_hands_in_and_the_ledger_keeps_the_digest(made, carla):
    attempt = started(made, carla)
    Browser(attempt).save(answer(1, 1, "B"), answer(2, 2, "A"), answer(3, 2, "B"))
    attempt = sitting_down.submit(by=acting(carla.person), attempt=attempt, epoch=1, answers=3)
    assert attempt.state == AttemptState.COMPLETED
    assert digests.kept(attempt) == digests.of(attempt)
    assert (digests.of(attempt).answers, digests.of(attempt).late) == (3, 0)
    assert digests.is_whole(attempt)


def test_answer_after_handing_in_leaves_the_digest_whole(made, carla):
    attempt = started(made, carla)
    browser = Browser(attempt)
    browser.save(answer(1, 1, "B"))
    attempt = sitting_down.submit(by=acting(carla.person), attempt=attempt, epoch=1, answers=1)
    assert browser.save(answer(2, 1, "A")).body["late"][0]["code"] == "closed"
    assert digests.is_whole(attempt)
    assert journal.counted(attempt)[1].answer.response == {"RESPONSE": ["B"]}


def test_answer_that_was_taken_away_or_changed_is_seen_by_the_digest(made, carla):
    attempt = started(made, carla)
    Browser(attempt).save(answer(1, 1, "B"), answer(2, 2, "A"))
    attempt = sitting_down.submit(by=acting(carla.person), attempt=attempt, epoch=1, answers=2)
    row = Response.objects.get(seq=2)
    forge.alter(row, flagged=True)
    assert list(digests.broken(iter([attempt]))) == [attempt]
    forge.remove(row)
    assert not digests.is_whole(attempt)


def test_nobody_hands_in_while_answers_are_missing(made, carla):
    attempt = started(made, carla)
    Browser(attempt).save(answer(1, 1, "B"))
    refusal = refused("R-25", sitting_down.submit, by=acting(carla.person), attempt=attempt, epoch=1, answers=3)
    assert refusal.sentence.endswith(": 2.")
    assert again(attempt).state == AttemptState.IN_PROGRESS


def test_nobody_hands_in_at_a_computer_that_lost_the_seat(made, carla):
    attempt = started(made, carla, mode="remote")
    attempt = sitting_down.take_seat(by=acting(carla.person), attempt=attempt)
    refusal = refused("R-25", sitting_down.submit, by=acting(carla.person), attempt=attempt, epoch=1, answers=0)
    assert "another computer" in refusal.sentence


def test_only_the_candidate_hands_in(made, carla, cast):
    attempt = started(made, carla)
    for other in (cast.otto, cast.ada, made.crew.ina):
        refused("permission", sitting_down.submit, by=acting(other), attempt=attempt, epoch=1)


def test_nothing_is_handed_in_that_was_not_started(made, carla):
    attempt = ready(made, carla)
    refusal = refused("R-25", sitting_down.submit, by=acting(carla.person), attempt=attempt)
    assert "not started" in refusal.sentence


def test_house_hands_in_after_the_deadline_and_not_before(made, carla, clock):
    attempt = started(made, carla)
    Browser(attempt).save(answer(1, 1, "B"))
    refused("R-25", sitting_down.submit, by=machine("timers"), attempt=attempt)
    clock.move(minutes=30, seconds=2)
    assert hand_in_by_job() == []
    clock.move(seconds=4)
    assert hand_in_by_job() == [attempt.ref]
    assert again(attempt).state == AttemptState.COMPLETED
    assert digests.kept(again(attempt)).answers == 1


def test_house_does_not_hand_in_what_is_interrupted(made, carla, clock):
    attempt = sitting_down.interrupt(by=acting(made.crew.ina), attempt=started(made, carla), reason="Alarm")
    clock.move(hours=2)
    assert hand_in_by_job() == []
    assert sitting_down.resume(by=acting(made.crew.ina), attempt=attempt).deadline_at > clock.move(minutes=29)


def hand_in_by_job() -> list[str]:
    """What the job handed in."""
    before = set(Entry.objects.filter(act="exams.attempt.submit", outcome="done").values_list("pk", flat=True))
    token = queueing.running.set(Job(kind="exams.hand-in"))
    try:
        jobs.hand_in.run({})
    finally:
        queueing.running.reset(token)
    done = Entry.objects.filter(act="exams.attempt.submit", outcome="done").exclude(pk__in=before)
    return list(done.values_list("subject", flat=True))


def test_last_answers_in_time_are_scored_with_a_trace(made, carla, clock):
    attempt = started(made, carla)
    browser = Browser(attempt)
    browser.save(*(answer(seq, seq, "B") for seq in range(1, 6)), answer(6, 5, "A"))
    clock.move(minutes=30, seconds=10)
    browser.save(answer(7, 6, "B"))
    hand_in_by_job()
    attempt = again(attempt)
    scores = {each.position: int(each.score) for each in scoring.item_scores(attempt)}
    assert scores == {1: 1, 2: 1, 3: 1, 4: 1, 5: 0, 6: 0}
    result = results.score(by=acting(made.crew.max), attempt=attempt)
    assert (result.score, result.maximum, result.cut, result.passed) == (4, 6, 4, True)
    told = scoring.trace(attempt)
    assert told == scoring.trace(again(attempt))
    assert told["journal"] == digests.kept(attempt).as_dict()
    assert [(each["position"], each["epoch"], each["seq"], each["score"]) for each in told["items"]] == [
        (1, 1, 1, 1.0), (2, 1, 2, 1.0), (3, 1, 3, 1.0), (4, 1, 4, 1.0), (5, 1, 6, 0.0), (6, None, None, 0.0),
    ]  # fmt: skip
    assert all(each["steps"] for each in told["items"])


def test_answers_of_a_later_computer_come_after_those_of_an_earlier_one(made, carla):
    attempt = started(made, carla, mode="remote")
    Browser(attempt).save(*(answer(seq, 1, "A") for seq in range(1, 30)))
    attempt = sitting_down.take_seat(by=acting(carla.person), attempt=attempt)
    Browser(attempt).save(answer(1, 1, "B"))
    assert scoring.item_scores(attempt)[0].score == 1


def test_nothing_is_scored_that_was_not_handed_in(made, carla):
    attempt = started(made, carla)
    Browser(attempt).save(answer(1, 1, "A"), answer(2, 2, "B"))
    attempt = sitting_down.submit(by=acting(carla.person), attempt=attempt, epoch=1, answers=2)
    assert controls.journals_are_whole.query() == Answer(findings=[], looked_at=1)
    forge.remove(Response.objects.get(seq=2))
    refusal = refused("journal-whole", results.score, by=acting(made.crew.max), attempt=attempt)
    assert attempt.number in refusal.sentence
    found = controls.journals_are_whole.query()
    assert [(each.record, each.number) for each in found.findings] == [(attempt.ref, attempt.number)]


def test_late_answers_wait_for_who_manages_examinations_until_the_result_is_verified(made, carla, cast):
    attempt = started(made, carla)
    browser = Browser(attempt)
    browser.save(answer(1, 1, "B"))
    attempt = sitting_down.submit(by=acting(carla.person), attempt=attempt, epoch=1, answers=1)
    assert list(late_answers.waiting_for(person_id=made.crew.max.pk)) == []
    browser.save(answer(2, 1, "A"), answer(3, 2, "A"))
    (waiting,) = late_answers.waiting_for(person_id=made.crew.max.pk)
    assert waiting.what == f"Attempt {attempt.number}: look at late answers"
    assert waiting.link == ("exams:sit-answers", str(attempt.pk))
    for other in (made.crew.ina, made.crew.sam, cast.ada, carla.person):
        assert list(late_answers.waiting_for(person_id=other.pk)) == []
    result = results.score(by=acting(made.crew.max), attempt=attempt)
    results.verify(by=acting(made.crew.max), result=result)
    assert list(late_answers.waiting_for(person_id=made.crew.max.pk)) == []
