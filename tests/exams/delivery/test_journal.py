"""Answers reach the journal by one statement; each is saved, late with a reason, or not taken with a reason."""

from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from guildhall.exams.delivery import journal, tokens
from guildhall.exams.lifecycles import AttemptState
from guildhall.exams.models import Response
from guildhall.ledger.guard import WriteOutsideAct, writing_as
from tests import forge
from tests.exams.delivery.conftest import Browser, answer
from tests.exams.delivery.forging import an_attempt


def rows(attempt):
    return list(
        Response.objects.filter(attempt_id=attempt.pk)
        .order_by("epoch", "seq")
        .values_list("epoch", "seq", "position", "flagged", "late")
    )


def test_answer_is_saved_with_the_servers_time(browser, attempt, clock):
    moment = clock.move(minutes=3)
    told = browser.save(answer(1, 2, "harness", "helmet", flagged=True, at=181_000))
    assert told.status == 200
    assert told.body == {
        "now": told.body["now"],
        "deadline": attempt.deadline_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "state": "in-progress",
        "epoch": 1,
        "upto": 1,
    }
    assert told.body["now"][:19] == moment.isoformat()[:19]
    assert rows(attempt) == [(1, 1, 2, True, False)]
    (kept,) = journal.kept(attempt)
    assert (kept.answer.response, kept.answer.at) == ({"RESPONSE": ["harness", "helmet"]}, 181_000)


def test_saving_is_one_statement(browser):
    browser.save(answer(1, 1, "right"))
    with CaptureQueriesContext(connection) as asked:
        assert browser.save(*(answer(seq, seq, "right") for seq in range(2, 6))).body["upto"] == 5
    statements = [each["sql"] for each in asked if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(statements) == 1
    assert statements[0].startswith("INSERT INTO exams_response")


def test_answers_are_sealed(browser, attempt):
    browser.save(answer(1, 4, "forty-two and a half"))
    (row,) = Response.objects.all()
    assert b"forty" not in bytes(row.content)


def test_what_came_before_changes_nothing(browser, attempt):
    first = browser.save(answer(1, 1, "right"), answer(2, 2, "tie"))
    again = browser.save(answer(1, 1, "right"), answer(2, 2, "tie"), answer(3, 3, "first"))
    assert (first.status, again.status, again.body["upto"]) == (200, 200, 3)
    assert "refused" not in again.body
    assert rows(attempt) == [(1, 1, 1, False, False), (1, 2, 2, False, False), (1, 3, 3, False, False)]


def test_another_answer_under_a_used_number_is_not_called_saved(browser, attempt):
    browser.save(answer(1, 1, "right"))
    told = browser.save(answer(1, 1, "wrong"))
    assert [(each["seq"], each["code"]) for each in told.body["refused"]] == [(1, "number-taken")]
    assert journal.counted(attempt)[1].answer.response == {"RESPONSE": ["right"]}


def test_gap_in_the_numbers_is_told_and_nothing_refused(browser, attempt):
    assert browser.save(answer(1, 1, "right"), answer(2, 1, "no")).body["upto"] == 2
    told = browser.save(answer(5, 2, "tie"))
    assert (told.status, told.body["upto"], told.body.get("refused", [])) == (200, 2, [])
    browser.save(answer(3, 3, "first"), answer(4, 3, "second"))
    assert browser.save().body["upto"] == 5


def test_last_answer_in_time_counts(browser, attempt):
    browser.save(answer(1, 1, "wrong"), answer(2, 2, "tie"))
    browser.save(answer(3, 1, "right"))
    assert {at: each.answer.response["RESPONSE"] for at, each in journal.counted(attempt).items()} == {
        1: ["right"],
        2: ["tie"],
    }


def test_item_that_is_not_in_the_form_is_refused_alone(browser, attempt):
    told = browser.save(answer(1, 1, "right"), answer(2, 7, "right"), answer(3, 2, "tie"))
    assert told.status == 200
    assert told.body["refused"] == [
        {
            "seq": 2,
            "code": "not-in-form",
            "sentence": "There is no such question in your examination. It was not taken.",
        }
    ]
    assert [row[1:3] for row in rows(attempt)] == [(1, 1), (3, 2)]


def test_answer_that_is_too_long_is_refused_alone(browser, attempt):
    told = browser.save(answer(1, 1, "right"), answer(2, 4, "x" * 40_000))
    assert [(each["seq"], each["code"]) for each in told.body["refused"]] == [(2, "answer-too-large")]
    assert len(rows(attempt)) == 1


def test_answer_after_the_deadline_is_kept_and_never_counts(browser, attempt, clock):
    browser.save(answer(1, 1, "right"))
    clock.move(minutes=30, seconds=6)
    told = browser.save(answer(2, 1, "wrong"))
    assert told.status == 200
    assert [(each["seq"], each["code"]) for each in told.body["late"]] == [(2, "after-deadline")]
    assert "a person looks at it" in told.body["late"][0]["sentence"]
    assert journal.counted(attempt)[1].answer.response == {"RESPONSE": ["right"]}
    assert [each.answer.response["RESPONSE"] for each in journal.late(attempt)] == [["wrong"]]


def test_answer_on_its_way_at_the_deadline_counts(browser, attempt, clock):
    clock.move(minutes=30, seconds=4)
    assert "late" not in browser.save(answer(1, 1, "right")).body
    assert 1 in journal.counted(attempt)


def test_answer_of_an_earlier_computer_is_kept_as_late(browser, attempt):
    forge.alter(attempt, epoch=2)
    attempt.refresh_from_db()
    other = Browser(attempt)
    assert "late" not in other.save(answer(1, 1, "right")).body
    told = browser.save(answer(1, 1, "wrong"), epoch=1)
    assert [(each["seq"], each["code"]) for each in told.body["late"]] == [(1, "elsewhere")]
    assert told.body["epoch"] == 2
    assert journal.counted(attempt)[1].answer.response == {"RESPONSE": ["right"]}
    assert rows(attempt) == [(1, 1, 1, False, True), (2, 1, 1, False, False)]


def test_token_of_an_earlier_computer_does_not_write_into_a_later_epoch(browser, attempt):
    told = browser.save(answer(1, 1, "right"), epoch=2)
    assert (told.status, told.body["code"]) == (403, "another-attempt")
    assert rows(attempt) == []


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (AttemptState.INTERRUPTED, "interrupted"),
        (AttemptState.COMPLETED, "closed"),
        (AttemptState.RELEASED, "closed"),
        (AttemptState.VOID, "closed"),
    ],
)
def test_answer_to_an_attempt_that_does_not_go_on_is_kept_as_late(browser, attempt, state, code):
    forge.alter(attempt, state=state)
    told = browser.save(answer(1, 1, "right"))
    assert (told.status, told.body["state"]) == (200, state)
    assert [each["code"] for each in told.body["late"]] == [code]
    assert rows(attempt) == [(1, 1, 1, False, True)]


def test_message_without_answers_tells_the_time(browser, attempt):
    browser.save(answer(1, 1, "right"))
    told = browser.save()
    assert (told.body["state"], told.body["upto"], told.body["epoch"]) == ("in-progress", 1, 1)
    assert told.body["deadline"].startswith(attempt.deadline_at.isoformat()[:19])


def test_token_of_another_candidate_saves_nothing(browser, attempt, made, cast):
    other = an_attempt(made, attempt.sitting, cast.otto)
    browser.cookie = tokens.mint(other)
    told = browser.save(answer(1, 1, "right"))
    assert (told.status, told.body["code"]) == (403, "another-attempt")
    assert rows(attempt) == rows(other) == []


def test_token_whose_person_the_attempt_does_not_have_saves_nothing(browser, attempt, cast):
    attempt.person = cast.otto
    browser.cookie = tokens.mint(attempt)
    told = browser.save(answer(1, 1, "right"))
    assert (told.status, told.body["code"]) == (403, "another-attempt")
    assert Response.objects.count() == 0


def test_journal_is_append_only(browser, attempt):
    browser.save(answer(1, 1, "right"))
    (row,) = Response.objects.all()
    for change in (lambda: Response.objects.update(late=True), row.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), writing_as("journal"):
            change()
    assert rows(attempt) == [(1, 1, 1, False, False)]


def test_nobody_but_the_journal_writes_answers(browser, attempt):
    with pytest.raises(WriteOutsideAct), writing_as("act"):
        Response.objects.create(
            attempt_id=attempt.pk, epoch=1, seq=1, position=1, content=b"", received_at=attempt.started_at
        )


def test_touched_answer_is_found_out(browser, attempt):
    browser.save(answer(1, 1, "right"), answer(2, 2, "tie"))
    first, second = Response.objects.order_by("seq")
    forge.alter(first, content=bytes(second.content))
    with pytest.raises(InvalidTag):
        list(journal.kept(attempt))


def test_question_taken_out_of_the_form_takes_no_answer(browser, attempt):
    forge.alter(attempt.form.items.get(position=3), removed_at=attempt.started_at + timedelta(minutes=1))
    assert browser.save(answer(1, 3, "first")).body["refused"][0]["code"] == "not-in-form"
