"""Who is told what, in both languages; the timers T-21, T-23 and T-24; and what waits for whom."""

from datetime import date
from typing import Any

import pytest

from guildhall.exams import work
from guildhall.exams.acts import (
    attempts,
    candidacies,
    external,
    forms,
    irregularities,
    results,
    seats,
    sittings,
)
from guildhall.exams.models import Attempt, Candidacy, Part, Sitting
from guildhall.identity.models import Person
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import WorkItem, all_tellings, all_timers
from guildhall.ledger import followers, sequencer
from guildhall.notices import deadlines, texts
from guildhall.notices.models import Deadline, Due, Notice
from tests.cast import Cast, acting
from tests.exams.making import (
    a_candidate,
    a_complete_file,
    a_draft_checklist,
    a_sitting,
    a_written_result,
    an_assembled_form,
    assigned,
    booked,
    checked_in,
    marked,
    on_paper,
    opened,
    staffed,
    typed,
)
from tests.making import Made


def follow() -> None:
    """Let everything that follows from the acts done so far come about."""
    while sequencer.run() + followers.advance_all():
        pass


def told(event: str) -> list[tuple[Person, str]]:
    """Who was told of an act, and in which text."""
    follow()
    notices = Notice.objects.filter(event=f"exams.{event}").select_related("person")
    return sorted(
        ((each.person, each.text.removeprefix("exams/")) for each in notices), key=lambda one: (one[1], one[0].number)
    )


def body_of(text: str, language: str = "en") -> str:
    notice = Notice.objects.select_related("person").filter(text=f"exams/{text}").latest("made_at")
    written = texts.of(notice, language)
    return f"{written.subject}\n{written.body}"


OURS = sorted({each.text for each in all_tellings() if each.text.startswith("exams/")})
OURS += sorted({each.text for each in all_timers() if each.text.startswith("exams/")})


@pytest.mark.parametrize("text", OURS)
def test_every_text_is_there_in_both_languages(text: str) -> None:
    words = {
        "name": "Carla",
        "number": "AT-2026-000001",
        "link": "http://house/",
        "on_paper": False,
        "day_on": "2026-03-09",
        "last_on": "2026-03-06",
        "due_on": "2026-03-09",
        "until_on": "2028-03-09",
        "next_on": "2026-03-23",
    }
    english, german = (texts.written(text, language=each, words=words) for each in ("en", "de"))
    assert english.subject != german.subject
    assert english.body.startswith("Dear Carla,")
    assert german.body.startswith("Guten Tag Carla,")
    assert "http://house/" in english.body


def test_candidate_hears_of_their_seat_and_its_changes(made: Made, cast: Cast, carla: Candidacy) -> None:
    sitting = a_sitting(made, begins_at=house_clock.now().replace(day=20, hour=9))
    attempt = booked(carla, sitting)
    assert told("attempt.book") == [(cast.carla, "seat-booked")]
    assert "20 Mar 2026, 10:00–13:00 CET\nRoom 2" in body_of("seat-booked")
    assert "20. März 2026" in body_of("seat-booked", "de")
    assert "give it up until 17 Mar 2026" in body_of("seat-booked")

    seats.cancel(by=acting(cast.carla), attempt=attempt)
    assert told("attempt.cancel") == [(cast.carla, "seat-cancelled")]


def test_everybody_hears_of_a_postponed_and_a_cancelled_sitting(made: Made, cast: Cast, carla: Candidacy) -> None:
    sitting = staffed(made, a_sitting(made))
    booked(carla, sitting)
    begins = house_clock.now().replace(day=20)
    times = {"begins_at": begins, "ends_at": begins.replace(hour=14), "place": "Room 9"}
    sitting = sittings.postpone(by=acting(made.crew.max), sitting=sitting, reason="Flood", **times)
    assert told("sitting.postpone") == [(made.crew.ina, "duty-postponed"), (cast.carla, "sitting-postponed")]
    assert "Room 9" in body_of("sitting-postponed")

    sittings.cancel(by=acting(made.crew.max), sitting=sitting, reason="Flood again")
    assert told("sitting.cancel") == [(made.crew.ina, "duty-cancelled")]
    assert told("attempt.void") == [(cast.carla, "attempt-void")]
    assert "the next attempt is free of charge" in body_of("attempt-void")


def test_result_letter_says_all_that_can_come_next(made: Made, cast: Cast, carla: Candidacy) -> None:
    a_written_result(made, cast, carla, right=2)
    assert told("result.release") == [(cast.carla, "result")]
    english, german = body_of("result"), body_of("result", "de")
    for words in (
        "you have not passed Written examination",
        "2 of 6 points; 4 are needed",
        "it is not known yet whether the few questions of a field say more than chance does",
        "16 Mar 2026; attempts left: 2. The fee is 180.00 EUR.",
        "you may appeal",
    ):
        assert words in english
    for words in ("nicht bestanden", "2 von 6 Punkten", "16. März 2026", "Einspruch"):
        assert words in german


def test_letter_on_a_pass_says_how_long_it_counts(made: Made, cast: Cast, carla: Candidacy) -> None:
    a_written_result(made, cast, carla)
    follow()
    assert "The pass counts until 2 Mar 2028." in body_of("result")
    assert "next attempt" not in body_of("result")


def test_letter_goes_to_who_has_no_address_on_paper(made: Made, cast: Cast) -> None:
    a_written_result(made, cast, a_candidate(made, cast, cast.gero))
    follow()
    notice = Notice.objects.get(person=cast.gero, text="exams/result")
    message = notice.messages.get()
    assert (message.channel, "http" in message.body) == ("letter", False)


def test_suspicion_and_what_came_of_it_are_told(made: Made, cast: Cast, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made, channel="paper"))
    opened(made, attempt.sitting)
    attempt = typed(made, cast, checked_in(made, attempt), 6)
    by = acting(made.crew.max)
    attempt = attempts.investigate(by=by, attempt=Attempt.reloaded(attempt.pk), reason="A telephone was seen.")
    assert told("attempt.investigate") == [(cast.carla, "investigated")]
    assert "you are heard" in body_of("investigated")
    attempts.clear(by=by, attempt=attempt, reason="It was a calculator.")
    assert told("attempt.clear") == [(cast.carla, "cleared")]
    assert "calculator" not in body_of("cleared")


def test_deciders_without_a_part_hear_of_a_complete_file(made: Made, cast: Cast) -> None:
    a_complete_file(made, cast)
    assert told("candidacy.complete") == [
        (cast.carla, "file-complete"),
        (made.crew.dora, "to-decide"),
        (made.crew.dirk, "to-decide"),
    ]


def test_staff_hear_of_duty_logs_and_markings(made: Made, cast: Cast, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made, channel="person"))
    opened(made, attempt.sitting)
    assert told("sitting.put_on_duty") == [(made.crew.erik, "on-duty")]
    marked(made, checked_in(made, attempt), made.crew.ella)
    assert told("marking.assign") == [(made.crew.ella, "to-mark")]
    sittings.close(by=acting(made.crew.erik), sitting=Sitting.reloaded(attempt.sitting_id))
    assert told("sitting.close") == [(made.crew.max, "log-to-complete")]


def test_reviewers_hear_of_a_form_and_its_author_of_the_outcome(made: Made) -> None:
    form = forms.propose(by=acting(made.crew.max), form=an_assembled_form(made))
    assert [person for person, _ in told("form.propose")] == [made.crew.sam, made.crew.ava, made.crew.rita]
    forms.send_back(by=acting(made.crew.rita), form=form, reason="Items cue each other.")
    assert told("form.send_back") == [(made.crew.max, "form-sent-back")]


def running(name: str) -> list[tuple[str, date, str]]:
    follow()
    return list(Deadline.objects.filter(timer=f"exams.{name}").values_list("number", "due_on", "state"))


def test_result_is_due_within_the_time_of_the_body(made: Made, cast: Cast, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made, channel="paper"))
    opened(made, attempt.sitting)
    typed(made, cast, checked_in(made, attempt), 6)
    assert running("result-is-due") == [(attempt.number, date(2026, 4, 1), Due.RUNNING)]


def test_released_result_meets_its_timer(made: Made, cast: Cast, carla: Candidacy) -> None:
    result = a_written_result(made, cast, carla)
    assert running("result-is-due") == [(result.attempt.number, date(2026, 4, 1), Due.MET)]
    assert running("waiting-time") == []


def test_candidate_is_told_when_the_waiting_time_is_over(made: Made, cast: Cast, carla: Candidacy, clock: Any) -> None:
    result = a_written_result(made, cast, carla, right=1)
    assert running("waiting-time") == [(result.attempt.number, date(2026, 3, 15), Due.RUNNING)]
    clock.move(days=13)
    deadlines.pass_day()
    assert not Notice.objects.filter(text="exams/retake-opens").exists()
    clock.move(days=1)
    deadlines.pass_day()
    assert Notice.objects.get(text="exams/retake-opens").person == cast.carla


def test_booking_meets_the_waiting_time(made: Made, cast: Cast, carla: Candidacy) -> None:
    a_written_result(made, cast, carla, right=1)
    follow()
    booked(Candidacy.reloaded(carla.pk), a_sitting(made, begins_at=house_clock.now().replace(day=25)))
    assert [state for _, _, state in running("waiting-time")] == [Due.MET]


def test_admission_that_ends_is_told_in_time(made: Made, cast: Cast, carla: Candidacy, clock: Any) -> None:
    assert running("eligibility-ends") == [(carla.number, date(2027, 3, 2), Due.RUNNING)]
    clock.move(days=310)
    deadlines.pass_day()
    assert Notice.objects.get(text="exams/eligibility-ends").person == cast.carla
    candidacies.end(by=acting(cast.carla), candidacy=carla, reason="withdrawn")
    assert [state for _, _, state in running("eligibility-ends")] == [Due.ENDED]


def waits(queue: Any, person: Person) -> list[tuple[str, str]]:
    found: list[WorkItem] = list(queue.waiting_for(person_id=person.id))
    return [(each.what, each.link[0]) for each in found]


def test_candidate_books_pledges_and_sits(made: Made, cast: Cast, carla: Candidacy) -> None:
    assert waits(work.own_examinations, cast.carla) == [
        ("Written examination: book a seat", "exams:book"),
        ("Practical examination: book a seat", "exams:book"),
    ]
    attempt = booked(carla, a_sitting(made))
    assert waits(work.own_examinations, cast.carla)[0][1] == "exams:attempt-pledge"
    attempts.pledge(by=acting(cast.carla), attempt=attempt)
    assert waits(work.own_examinations, cast.carla)[0] == (f"Examination {attempt.number}", "exams:sit")
    assert waits(work.own_examinations, cast.otto) == []


def test_who_could_be_on_duty_declares_and_finds_their_sitting(made: Made) -> None:
    sitting = a_sitting(made)
    practical = a_sitting(made, channel="person")
    assert waits(work.sittings_to_declare_on, made.crew.ina) == [
        (f"Sitting {sitting.number}: declare whether you have a conflict", "personnel:clear")
    ]
    assert [what for what, _ in waits(work.sittings_to_declare_on, made.crew.erik)] == [
        f"Sitting {practical.number}: declare whether you have a conflict"
    ]
    staffed(made, sitting)
    assert waits(work.sittings_to_declare_on, made.crew.ina) == []
    assert waits(work.sittings_on_duty, made.crew.ina) == [
        (f"Sitting {sitting.number}: you are on duty", "exams:sitting")
    ]
    assert waits(work.sittings_on_duty, made.crew.erik) == []


def test_examiner_marks_and_manager_assigns(made: Made, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made, channel="person"))
    assert waits(work.results_to_bring_about, made.crew.max) == [
        (f"Attempt {attempt.number}: assign an examiner", "exams:attempt-assign")
    ]
    assigned(made, attempt, made.crew.erik)
    assert waits(work.results_to_bring_about, made.crew.max) == []
    assert waits(work.attempts_to_mark, made.crew.erik) == [(f"Attempt {attempt.number}: mark", "exams:marking")]


def test_raters_who_differ_wait_for_a_third(made: Made, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made, channel="person"))
    opened(made, attempt.sitting)
    attempt = checked_in(made, attempt)
    marked(made, attempt, made.crew.erik)
    marked(made, Attempt.reloaded(attempt.pk), made.crew.ella, Part.SECOND, step_1=0)
    assert (f"Attempt {attempt.number}: assign an examiner", "exams:attempt-assign") in waits(
        work.results_to_bring_about, made.crew.max
    )


def test_forms_and_checklists_wait_for_others_than_their_author(made: Made) -> None:
    form = forms.propose(by=acting(made.crew.max), form=an_assembled_form(made))
    checklist = a_draft_checklist(made)
    assert waits(work.forms_to_go_on_with, made.crew.max) == []
    assert waits(work.forms_to_go_on_with, made.crew.rita) == [
        (f"Form {form.number}: sign the content off", "exams:form")
    ]
    assert (f"Checklist {checklist.number}: approve", "exams:checklist") in waits(
        work.forms_to_go_on_with, made.crew.ava
    )


def test_manager_sees_to_staff_logs_and_results(made: Made, cast: Cast, carla: Candidacy) -> None:
    sitting = a_sitting(made, channel="paper")
    attempt = booked(carla, sitting)
    assert waits(work.sittings_to_manage, made.crew.max) == [
        (f"Sitting {sitting.number}: put somebody on duty", "exams:sitting-staff")
    ]
    opened(made, sitting)
    noted = irregularities.note(by=acting(made.crew.ina), sitting=sitting, kind="other", words="A bee.")
    attempt = attempts.hand_in(by=acting(made.crew.ina), attempt=checked_in(made, attempt))
    assert waits(work.paper_to_type, cast.olive) == [(f"Paper {attempt.number}: type in", "exams:attempt-type")]
    for person in (made.crew.ina, cast.olive):
        external.type_in(by=acting(person), attempt=attempt, content=on_paper(5, attempt.form))
    assert waits(work.paper_to_type, cast.olive) == waits(work.paper_to_type, made.crew.max) == []
    sittings.close(by=acting(made.crew.ina), sitting=Sitting.reloaded(sitting.pk))
    assert waits(work.sittings_to_manage, made.crew.max) == [
        (f"Sitting {sitting.number}: settle what was noted", "exams:sitting")
    ]
    irregularities.settle(by=acting(made.crew.max), irregularity=noted, settlement="It left.")
    assert waits(work.sittings_to_manage, made.crew.max) == [
        (f"Sitting {sitting.number}: complete the log", "exams:sitting")
    ]
    result = results.score(by=results.SCORING, attempt=Attempt.reloaded(attempt.pk))
    assert waits(work.results_to_bring_about, made.crew.max) == [
        (f"Sitting {sitting.number}: verify results", "exams:sitting-results")
    ]
    results.verify(by=acting(made.crew.max), result=result)
    assert waits(work.results_to_bring_about, made.crew.max) == []
    sittings.reconcile(by=acting(made.crew.max), sitting=Sitting.reloaded(sitting.pk), present=1, absent=0)
    assert waits(work.results_to_bring_about, made.crew.max) == [
        (f"Sitting {sitting.number}: release results", "exams:sitting-results")
    ]


def test_queues_show_nothing_of_another_scheme(made: Made, cast: Cast, carla: Candidacy) -> None:
    booked(carla, a_sitting(made, channel="person"))
    an_assembled_form(made)
    for queue in (
        work.sittings_to_manage,
        work.results_to_bring_about,
        work.forms_to_go_on_with,
        work.sittings_to_declare_on,
        work.paper_to_type,
        work.attempts_to_mark,
    ):
        assert waits(queue, cast.otto) == []
        assert waits(queue, cast.tom) == []
