"""Answers that arrive while the attempt is handed in are in what was handed in, or late; never between."""

import time

import pytest

from guildhall.exams.acts import sitting_down
from guildhall.exams.delivery import digests, journal
from guildhall.exams.lifecycles import AttemptState
from guildhall.exams.models import Attempt
from tests.cast import acting
from tests.exams.delivery.conftest import Browser, answer

ANSWERS = 60


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("after", [3, 17, 31])
def test_answers_race_with_handing_in_and_none_falls_between(attempt, in_threads, after):
    browser, told = Browser(attempt), {}

    def give():
        for number in range(1, ANSWERS):
            told[number] = browser.save(answer(number, number % 6 + 1, "right"))

    def hand_in():
        while len(told) < after:
            time.sleep(0.001)
        return sitting_down.submit(by=acting(attempt.person), attempt=Attempt.reloaded(attempt.pk), epoch=1)

    _, ended = in_threads([give, hand_in])

    assert ended.state == AttemptState.COMPLETED
    counted = {number for number, each in told.items() if "late" not in each.body}
    late = {number for number, each in told.items() if [why["code"] for why in each.body.get("late", [])] == ["closed"]}
    assert after <= len(counted) <= ANSWERS - 1
    assert {each.answer.seq for each in journal.kept(attempt) if not each.late} == counted
    assert {each.answer.seq for each in journal.late(attempt)} == late
    assert counted | late == set(range(1, ANSWERS))
    assert digests.kept(ended).answers == len(counted)
    assert digests.is_whole(ended)
