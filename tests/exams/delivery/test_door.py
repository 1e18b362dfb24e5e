"""The door for answers keeps the house's headers, a bound for what comes in, and an answer in words for everything."""

import json

import pytest
from django.conf import settings
from django.utils import translation

from guildhall.exams.delivery import answers, tokens
from guildhall.exams.models import Response
from guildhall.shell.middleware import HEADERS
from tests.exams.delivery.conftest import answer

BROKEN = {
    "no json": b"answers, please",
    "no message": b"[]",
    "no epoch": b'{"answers": []}',
    "no answers": b'{"epoch": 1}',
    "epoch nought": b'{"epoch": 0, "answers": []}',
    "epoch in words": b'{"epoch": "1", "answers": []}',
    "epoch yes": b'{"epoch": true, "answers": []}',
    "answers by name": b'{"epoch": 1, "answers": {"1": "A"}}',
    "number nought": json.dumps({"epoch": 1, "answers": [answer(0, 1, "A")]}).encode(),
    "number beyond": json.dumps({"epoch": 1, "answers": [answer(100_001, 1, "A")]}).encode(),
    "position beyond": json.dumps({"epoch": 1, "answers": [answer(1, 99_999, "A")]}).encode(),
    "numbers twice": json.dumps({"epoch": 1, "answers": [answer(1, 1, "A"), answer(1, 2, "A")]}).encode(),
    "numbers falling": json.dumps({"epoch": 1, "answers": [answer(2, 1, "A"), answer(1, 2, "A")]}).encode(),
    "too many": json.dumps({"epoch": 1, "answers": [answer(at, 1, "A") for at in range(1, 52)]}).encode(),
    "response a text": b'{"epoch": 1, "answers": [{"seq": 1, "position": 1, "response": "A"}]}',
    "response of numbers": b'{"epoch": 1, "answers": [{"seq": 1, "position": 1, "response": {"RESPONSE": [4]}}]}',
    "mark in words": json.dumps({"epoch": 1, "answers": [answer(1, 1, "A", flagged="yes")]}).encode(),
    "time before": json.dumps({"epoch": 1, "answers": [answer(1, 1, "A", at=-1)]}).encode(),
    "deep": b'{"epoch": 1, "answers": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "other letters": b'{"epoch": 1, "answers": "\xff"}',
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_what_is_no_message_is_refused_whole(browser, body):
    told = browser.send(body)
    assert (told.status, told.body["code"]) == (400, "malformed")
    assert told.body["remedy"].startswith("Reload the page")
    assert Response.objects.count() == 0


def test_one_broken_answer_keeps_the_whole_message_out(browser):
    told = browser.save(answer(1, 1, "right"), {"seq": 2, "position": 2})
    assert (told.status, told.body["code"]) == (400, "malformed")
    assert Response.objects.count() == 0


def test_message_that_is_too_large_is_refused_unread(browser):
    told = browser.send(b"", CONTENT_LENGTH=str(answers.LARGEST_MESSAGE + 1))
    assert (told.status, told.body["code"]) == (413, "too-large")


@pytest.mark.parametrize("length", ["", "many", "-1"])
def test_message_that_does_not_say_its_length_is_refused(browser, length):
    assert browser.send(b"{}", CONTENT_LENGTH=length).status == 400


@pytest.mark.parametrize("cookie", ["", "x", "%%%", "A" * 140, "ü"])
def test_who_holds_no_seat_saves_nothing(browser, cookie):
    told = browser.send(b"{}", HTTP_COOKIE=f"seat={cookie}")
    assert (told.status, told.body["code"]) == (401, "no-seat")


def test_token_that_was_changed_opens_nothing(browser):
    first, middle, last = browser.cookie[:60], browser.cookie[60], browser.cookie[61:]
    browser.cookie = f"{first}{'B' if middle == 'A' else 'A'}{last}"
    assert browser.save(answer(1, 1, "right")).body["code"] == "no-seat"
    assert Response.objects.count() == 0


def test_token_ends_two_days_after_the_deadline(browser, clock):
    clock.move(days=2, minutes=29)
    assert browser.save(answer(1, 1, "right")).body["late"][0]["code"] == "after-deadline"
    clock.move(minutes=2)
    told = browser.save(answer(2, 1, "right"))
    assert (told.status, told.body["code"]) == (410, "expired")
    assert "as a file" in told.body["remedy"]


def test_token_tells_nothing_in_plain(attempt):
    text = tokens.mint(attempt)
    held = tokens.read(text)
    assert (held.attempt, held.person, held.epoch) == (attempt.pk, attempt.person_id, 1)
    assert (held.expires_at - held.issued_at).total_seconds() == (30 * 60 + 2 * 86_400)
    assert attempt.answer_key not in text
    assert tokens.mint(attempt) != text


def test_every_answer_of_the_door_carries_the_houses_headers(browser):
    for told in (browser.save(answer(1, 1, "right")), browser.send(b"{"), browser.send(b"{}", HTTP_COOKIE="")):
        assert {name: told.headers[name] for name in HEADERS} == HEADERS
        assert told.headers["Cache-Control"] == "no-store"
        assert told.headers["X-Content-Type-Options"] == "nosniff"
        assert told.headers["X-Frame-Options"] == "DENY"
        assert "Set-Cookie" not in told.headers
        assert int(told.headers["Content-Length"]) > 0


def test_lasting_header_is_there_where_a_proxy_speaks_tls(browser, monkeypatch):
    monkeypatch.setattr(settings, "SECURE_HSTS_SECONDS", 3600)
    assert browser.save().headers["Strict-Transport-Security"] == "max-age=3600"


def test_everything_else_is_the_houses(browser, attempt):
    for to, method in (
        (f"/exams/sit/{attempt.pk}/save", "GET"),
        (f"/exams/sit/{attempt.pk}/", "POST"),
        ("/exams/sit/1/save", "POST"),
        (f"/exams/sit/{attempt.pk}/save/", "POST"),
    ):
        assert browser.send(b"", to=to, method=method).body == {"text": "the house"}


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("de", {"HTTP_COOKIE": "django_language=de"}),
        ("de", {"HTTP_ACCEPT_LANGUAGE": "de-DE,de;q=0.9"}),
        ("en", {"HTTP_ACCEPT_LANGUAGE": "fr"}),
        ("en", {"HTTP_COOKIE": "django_language=../de"}),
    ],
)
def test_reasons_are_told_in_the_candidates_language(browser, language, asked):
    with translation.override(language):
        sentence = str(tokens.unreadable().sentence)
    assert browser.send(b"{}", **{"HTTP_COOKIE": "", **asked}).body["sentence"] == sentence
