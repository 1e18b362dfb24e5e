"""One command serves; what dies comes back; nothing is left behind."""

import os
import signal
import time

import pytest

from tests.running.installations import Installation, children, command, descendants, is_alive, kill, until

pytestmark = pytest.mark.kill

THE_JOB_AT_HAND = 90
"""Seconds that a busy machine may take for what the worker finishes before it ends."""


def processes(serving: int, word: str) -> set[int]:
    return {pid for pid in children(serving) if f"guildhall.cli {word}" in command(pid)}


def test_serve_answers_restarts_what_dies_and_stops_clean(prepared: Installation, serving: int) -> None:
    assert until(prepared.answers, 120), prepared.output()
    (web,), (worker,) = processes(serving, "web"), processes(serving, "worker")
    kill(web)
    kill(worker)
    assert until(lambda: prepared.answers() and not processes(serving, "worker") & {worker})
    assert until(lambda: len(processes(serving, "worker")) == 1)
    everybody = [serving, *descendants(serving)]
    began = time.monotonic()
    os.kill(serving, signal.SIGTERM)
    assert until(lambda: not any(map(is_alive, everybody)), 10), prepared.output()
    assert time.monotonic() - began < 10
    assert prepared.output().endswith("Stopped.\n")


def test_nothing_outlives_a_supervisor_that_was_killed(prepared: Installation, serving: int) -> None:
    assert until(prepared.answers, 120), prepared.output()
    everybody = list(descendants(serving))
    assert len(everybody) >= 2
    kill(serving)
    assert until(lambda: not any(map(is_alive, everybody)), THE_JOB_AT_HAND), [command(each) for each in everybody]


def test_serve_says_that_the_port_is_taken(prepared: Installation, serving: int) -> None:
    assert until(prepared.answers, 120), prepared.output()
    second = prepared.run("serve")
    assert (second.returncode, second.stderr) == (
        2,
        (
            f"Port {prepared.port} on 127.0.0.1 cannot be used: Address already in use. "
            "Stop what uses it, or set GUILDHALL_PORT to another.\n"
        ),
    )
