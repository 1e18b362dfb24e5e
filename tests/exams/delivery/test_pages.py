"""The candidate's pages: waiting, the questions, going on elsewhere, handed in; and what an invigilator does."""

import re

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.exams.acts import attempts, sitting_down
from guildhall.exams.lifecycles import AttemptState
from guildhall.exams.models import Attempt
from guildhall.identity.middleware import HAS_FACTOR
from guildhall.ledger.models import Access
from tests.cast import acting, sign_in
from tests.exams.delivery.conftest import Browser, answer
from tests.exams.delivery.sitting import ready, started
from tests.exams.making import a_sitting, booked, opened

PRESSED = {"once": "0" * 32, "revision": "0"}


def at(attempt: Attempt, name: str = "sit") -> str:
    return reverse(f"exams:{name}", args=[attempt.pk])


def page(client: Client, attempt: Attempt) -> str:
    answer = client.get(at(attempt))
    assert answer.status_code == 200
    return answer.content.decode()


def press(client: Client, attempt: Attempt, name: str, **typed: str):
    return client.post(at(attempt, name), {**carried(page(client, attempt)), **typed})


def carried(shown: str) -> dict[str, str]:
    """What the form on a page carries."""
    return dict(re.findall(r'name="(once|revision)" value="([0-9a-f]*)"', shown))


@pytest.fixture
def browser(client, carla) -> Client:
    return sign_in(client, carla.person)


def test_waiting_page_says_what_is_missing(browser, made, carla):
    planned = a_sitting(made)
    attempt = booked(carla, planned)
    shown = page(browser, attempt)
    assert "6 questions, 30 minutes" in shown
    assert "Start the examination" not in shown
    opened(made, planned)
    attempts.check_in(
        by=acting(made.crew.ina), attempt=Attempt.reloaded(attempt.pk), document="Passport", sight="Photo compared"
    )
    assert "pledge" in page(browser, attempt)
    attempts.pledge(by=acting(carla.person), attempt=Attempt.reloaded(attempt.pk))
    assert "Start the examination" in page(browser, attempt)


def test_waiting_page_shows_no_question(browser, made, carla):
    attempt = ready(made, carla)
    shown = page(browser, attempt)
    assert "qti-" not in shown
    assert "data-response" not in shown


def test_start_leads_to_the_questions(browser, made, carla):
    attempt = ready(made, carla)
    told = press(browser, attempt, "sit-start")
    assert (told.status_code, told["Location"]) == (302, at(attempt))
    seat = told.cookies["seat"]
    assert (seat["path"], seat["httponly"], seat["samesite"]) == (at(attempt), True, "Strict")
    shown = page(browser, attempt)
    assert shown.count("data-question=") == 6
    assert "Question 6 of 6" in shown


def test_start_costs_fewer_than_ten_queries(browser, made, carla):
    attempt = ready(made, carla)
    form = carried(page(browser, attempt))
    session = browser.session
    session.pop(HAS_FACTOR)
    session.save()
    with CaptureQueriesContext(connections["default"]) as asked, CaptureQueriesContext(connections["keys"]) as keys:
        assert browser.post(at(attempt, "sit-start"), form).status_code == 302
    statements = [each["sql"] for each in (*asked, *keys) if not re.match("SAVEPOINT|RELEASE", each["sql"])]
    assert len(statements) < 10, "\n".join(statements)


def test_start_pressed_twice_starts_once(browser, made, carla):
    attempt = ready(made, carla)
    form = carried(page(browser, attempt))
    first, second = (browser.post(at(attempt, "sit-start"), form) for _ in range(2))
    assert first.cookies["seat"].value
    assert second.cookies["seat"].value
    attempt.refresh_from_db()
    assert (attempt.state, attempt.epoch) == (AttemptState.IN_PROGRESS, 1)
    assert "data-question" in page(browser, attempt)


def test_another_page_pressed_after_the_start_gets_no_seat(browser, made, carla):
    attempt = ready(made, carla)
    first, second = carried(page(browser, attempt)), carried(page(browser, attempt))
    browser.post(at(attempt, "sit-start"), first)
    other = Client()
    sign_in(other, carla.person)
    assert "seat" not in other.post(at(attempt, "sit-start"), second).cookies
    assert "data-question" not in page(other, attempt)


def test_seat_taken_twice_by_one_page_is_taken_once(browser, made, carla):
    attempt = started(made, carla)
    attempt = sitting_down.interrupt(by=acting(made.crew.ina), attempt=attempt, reason="The screen went dark.")
    attempt = sitting_down.resume(by=acting(made.crew.ina), attempt=attempt, elsewhere=True)
    form = carried(page(browser, attempt))
    assert [bool(browser.post(at(attempt, "sit-seat"), form).cookies["seat"].value) for _ in range(2)] == [True, True]
    assert Attempt.reloaded(attempt.pk).epoch == 2


def test_another_browser_gets_no_questions_until_it_takes_the_seat(browser, made, carla):
    attempt = started(made, carla, mode="remote")
    assert "Go on at this computer" in page(browser, attempt)
    assert "data-question" not in page(browser, attempt)
    press(browser, attempt, "sit-seat")
    assert "data-question" in page(browser, attempt)
    assert Attempt.reloaded(attempt.pk).epoch == 2


def test_in_a_room_another_browser_is_told_whom_to_ask(browser, made, carla):
    attempt = started(made, carla)
    shown = page(browser, attempt)
    assert "the invigilator lets you change" in shown
    assert "data-question" not in shown
    browser.post(at(attempt, "sit-seat"))
    assert Attempt.reloaded(attempt.pk).epoch == 1


def test_page_brings_back_what_was_saved(browser, made, carla):
    attempt = ready(made, carla)
    press(browser, attempt, "sit-start")
    attempt = Attempt.reloaded(attempt.pk)
    Browser(attempt).save(answer(1, 2, "B", flagged=True), answer(2, 3, "A"))
    shown = page(browser, attempt)
    assert 'data-question="2" data-restored="{&quot;RESPONSE&quot;: [&quot;B&quot;]}" data-flagged="yes"' in shown
    assert 'data-question="3" data-restored="{&quot;RESPONSE&quot;: [&quot;A&quot;]}" data-flagged=""' in shown
    assert 'data-question="4" data-restored="{}" data-flagged=""' in shown
    assert 'data-arrived="2" data-highest="2"' in shown


def test_hand_in_leads_to_what_was_handed_in(browser, made, carla):
    attempt = ready(made, carla)
    press(browser, attempt, "sit-start")
    attempt = Attempt.reloaded(attempt.pk)
    Browser(attempt).save(answer(1, 2, "B"), answer(2, 3, "A"), answer(3, 3, ""))
    told = press(browser, attempt, "sit-hand-in", epoch="1", answers="3")
    assert told.status_code == 302
    assert "One question is answered." in page(browser, attempt)
    assert "data-question" not in page(browser, attempt)


def test_hand_in_sent_twice_is_done_once(browser, made, carla):
    attempt = ready(made, carla)
    press(browser, attempt, "sit-start")
    form = {**carried(page(browser, attempt)), "epoch": "1", "answers": "0"}
    sent = [browser.post(at(attempt, "sit-hand-in"), form) for _ in range(2)]
    assert [each.status_code for each in sent] == [302, 302]


def test_hand_in_with_answers_missing_is_refused_in_words(browser, made, carla):
    attempt = ready(made, carla)
    press(browser, attempt, "sit-start")
    told = press(browser, attempt, "sit-hand-in", epoch="1", answers="2")
    assert told.status_code == 409
    assert "Some answers of this computer have not arrived yet: 2." in told.content.decode()
    assert Attempt.reloaded(attempt.pk).state == AttemptState.IN_PROGRESS


def test_time_that_is_over_and_late_answers_are_told(browser, made, carla, clock):
    attempt = ready(made, carla)
    press(browser, attempt, "sit-start")
    attempt = Attempt.reloaded(attempt.pk)
    clock.move(minutes=31)
    Browser(attempt).save(answer(1, 2, "B"))
    shown = page(browser, attempt)
    assert "Your time is over" in shown
    assert "One answer came late." in shown
    assert "data-question" not in shown


def test_interrupted_examination_shows_no_question(browser, made, carla):
    attempt = ready(made, carla)
    press(browser, attempt, "sit-start")
    sitting_down.interrupt(by=acting(made.crew.ina), attempt=Attempt.reloaded(attempt.pk), reason="Alarm")
    shown = page(browser, attempt)
    assert "The invigilator interrupted your examination" in shown
    assert "data-question" not in shown


@pytest.mark.parametrize("name", ["sit", "sit-start", "sit-seat", "sit-hand-in"])
def test_nobody_else_sees_or_does_anything(client, made, carla, cast, name):
    attempt = ready(made, carla)
    for other in (cast.otto, made.crew.ina, cast.ada):
        sign_in(client, other)
        for told in (client.get(at(attempt, name), follow=True), client.post(at(attempt, name), PRESSED, follow=True)):
            assert told.status_code == 404
    assert Attempt.reloaded(attempt.pk).state == AttemptState.CHECKED_IN


def test_invigilator_interrupts_and_resumes_on_a_page(client, made, carla):
    attempt = started(made, carla)
    sign_in(client, made.crew.ina)
    assert client.get(at(attempt, "sit-interrupt")).status_code == 200
    client.post(at(attempt, "sit-interrupt"), {"reason": "Fire alarm"})
    assert Attempt.reloaded(attempt.pk).state == AttemptState.INTERRUPTED
    client.post(at(attempt, "sit-resume"), {"elsewhere": "on"})
    attempt = Attempt.reloaded(attempt.pk)
    assert (attempt.state, attempt.seat_is_free) == (AttemptState.IN_PROGRESS, True)


def test_answers_are_shown_to_who_manages_examinations_alone(client, made, carla, cast):
    attempt = started(made, carla)
    browser = Browser(attempt)
    browser.save(answer(1, 1, "A"), answer(2, 1, "Brightwater", flagged=True))
    sitting_down.submit(by=acting(carla.person), attempt=attempt, epoch=1, answers=2)
    browser.save(answer(3, 2, "Latecomer"))
    sign_in(client, made.crew.max)
    shown = client.get(at(attempt, "sit-answers")).content.decode()
    assert ("Brightwater" in shown, "Latecomer" in shown, "One answer came late." in shown) == (True, True, True)
    assert [shown.count(f"</svg>{word}</span>") for word in ("counts", "replaced", "late")] == [1, 1, 1]
    for other in (made.crew.ina, made.crew.ivo, cast.ada, cast.otto, carla.person):
        sign_in(client, other)
        refused = client.get(at(attempt, "sit-answers"))
        assert refused.status_code == 403
        assert "Brightwater" not in refused.content.decode()
    assert Access.objects.filter(reading="exams.attempt.answers", subject=attempt.ref, outcome="done").count() == 1
