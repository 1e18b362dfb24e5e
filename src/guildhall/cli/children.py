"""Keeps child processes running, and leaves none behind.

A child that ends is started again, ever more slowly while it keeps ending at once. Each child leads a process group of
its own, so that what it started goes with it, and the kernel ends it when its parent is gone.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

from guildhall.kernel.configuration import BadConfiguration

SHORTEST_REST, LONGEST_REST = 0.5, 30.0
"""Seconds before a child that ended is started again."""

STEADY = 20.0
"""Seconds after which a child counts as running well, and its next rest is the shortest again."""

PATIENCE = 8.0
"""Seconds that children have to end when they are told to, before they are killed."""

SET_PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2), in linux/prctl.h."""


@dataclass
class Child:
    """One command that is to run always."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    rest: float = SHORTEST_REST
    start_at: float = 0.0

    def start(self) -> None:
        """Start it in a process group of its own."""
        self.process = subprocess.Popen(self.command, process_group=0)  # noqa: S603  # our own command, no shell
        self.started = time.monotonic()

    def look(self) -> None:
        """Notice whether it ended, and start it when its rest is over."""
        if self.process is not None and self.process.poll() is not None:
            self._ended(self.process.returncode)
        if self.process is None and time.monotonic() >= self.start_at:
            self.start()

    def tell(self, what: signal.Signals) -> None:
        """Send a signal to the whole group; a group that is gone hears nothing."""
        if self.process is not None:
            _signal_group(self.process.pid, what)

    def _ended(self, code: int) -> None:
        self.tell(signal.SIGKILL)
        self.process = None
        if time.monotonic() - self.started > STEADY:
            self.rest = SHORTEST_REST
        print(f"The {self.name} ended ({code}); it starts again in {self.rest:.1f} s.", file=sys.stderr, flush=True)
        self.start_at = time.monotonic() + self.rest
        self.rest = min(self.rest * 2, LONGEST_REST)


def keep_running(children: Sequence[Child], stopping: Event) -> None:
    """Keep `children` running until `stopping`, then end them all."""
    try:
        while not stopping.is_set():
            for child in children:
                child.look()
            stopping.wait(0.2)
    finally:
        _end(children)


def stop_on_signals(stopping: Event) -> None:
    """Set `stopping` on SIGTERM and Ctrl-C."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stopping.set())


def end_with(parent: int | None) -> None:
    """Have the kernel send this process SIGTERM when `parent`, which started it, ends."""
    if parent is None:
        return
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:
        raise BadConfiguration(f"The process {parent} that started this one has already ended.")


def _end(children: Sequence[Child]) -> None:
    for child in children:
        child.tell(signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    for child in children:
        if child.process is not None:
            _wait(child.process, deadline)
        child.tell(signal.SIGKILL)


def _wait(process: subprocess.Popen[bytes], deadline: float) -> None:
    try:
        process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        print(f"The process {process.pid} does not end and is killed.", file=sys.stderr)


def _signal_group(group: int, what: signal.Signals) -> None:
    try:
        os.killpg(group, what)
    except ProcessLookupError:
        return
