"""Identifiers rise in the order in which they were made, whatever the clock of the machine does."""

import time

from guildhall.kernel.identifiers import new_id


def test_what_is_made_later_sorts_later_also_within_a_millisecond():
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(set(made))


def test_a_clock_that_is_set_back_does_not_bring_an_identifier_back(monkeypatch):
    before = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert new_id() > before


def test_an_identifier_says_when_it_was_made_and_is_of_version_7():
    made = new_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert abs((made.int >> 80) - time.time_ns() // 1_000_000) < 60_000
