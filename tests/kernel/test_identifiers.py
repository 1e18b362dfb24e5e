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
