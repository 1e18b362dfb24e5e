"""The demonstration: a body that is already at work, and a clock that can be moved."""

import importlib
import re
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils.formats import date_format

from guildhall.cli import installing, running
from guildhall.cli.parser import WrongCommand
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.configuration import BadConfiguration

SHIFT = re.compile(r"([+-])(\d+)([dh])")


def demo(given: Namespace) -> None:
    """Build the demo body where nothing is yet, and serve it if that is asked for."""
    installing.refuse_no_demo()
    if not Person.objects.exists():
        _build()
    elif not (given.serve or given.keep):
        raise WrongCommand(
            f"There is a demo body in {settings.GUILDHALL.home} already. `guildhall demo --serve` serves it; "
            "for a fresh one remove that directory, or set GUILDHALL_HOME to another."
        )
    if given.serve:
        running.serve(given)


def move_clock(given: Namespace) -> None:
    """Move the demo's clock from where it stands, or set it back to real time."""
    installing.refuse_no_demo()
    path = settings.GUILDHALL.home / "clock"
    shift = timedelta() if given.shift == "reset" else _shift_now(path) + _shift(given.shift)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _replace(path, f"{shift.total_seconds():.0f}")
    print(f"In this demonstration it is now {date_format(clock.now(), 'j M Y, H:i')} (UTC).")


@contextmanager
def not_waiting_for_the_disk() -> Iterator[None]:
    """Let SQLite write without waiting for the disk: a build that a power cut ended is begun anew."""
    embedded = [connection for connection in connections.all() if connection.vendor == "sqlite"]
    for connection in embedded:
        connection.cursor().execute("PRAGMA synchronous = OFF")
    yield
    for connection in embedded:
        connection.close()


def _build() -> None:
    if find_spec("guildhall.demo") is None:
        raise BadConfiguration("This installation comes without a demo body.")
    build: Callable[..., None] = importlib.import_module("guildhall.demo").build
    began = time.monotonic()
    print("Building the demo body ...", flush=True)
    _replace(installing.demo_mark(), "demo\n")
    with not_waiting_for_the_disk():
        build(progress=lambda said: print(f"  {said}", flush=True))
    print(f"The demo body is built ({time.monotonic() - began:.0f} s).", flush=True)


def _shift_now(path: Path) -> timedelta:
    return timedelta(seconds=float(path.read_text())) if path.exists() else timedelta()


def _shift(text: str) -> timedelta:
    match = SHIFT.fullmatch(text)
    if match is None:
        raise WrongCommand(f"'{text}' says not how far to move the clock; write +400d, +12h, -3d or reset.")
    sign, count, unit = match.groups()
    span = timedelta(days=int(count)) if unit == "d" else timedelta(hours=int(count))
    return -span if sign == "-" else span


def _replace(path: Path, text: str) -> None:
    """Write a small file so that whoever reads it sees the old or the new, never half."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text)
    fresh.replace(path)
