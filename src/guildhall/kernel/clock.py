"""The one source of time.

Every timer, deadline and date of the house asks here and nowhere else, so that a test, or a demonstration of what
next year will bring, moves the whole body at once. Moments are timezone-aware and in UTC.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo


def _no_shift() -> timedelta:
    return timedelta()


_shift: Callable[[], timedelta] = _no_shift
_zone: tzinfo = UTC


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC) + _shift()


def today() -> date:
    """Today's date where the body sits: terms and deadlines end with the body's day, not with the reader's."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The date of a moment where the body sits: what a day counts from that is reckoned from a moment."""
    return moment.astimezone(_zone).date()


def hour_of(moment: datetime) -> int:
    """The hour of a moment where the body sits, from 0 to 23: what is night is night there."""
    return moment.astimezone(_zone).hour


def keep_zone(name: str) -> None:
    """Tell the clock in which time zone the body sits (an IANA name, ``Europe/Berlin``)."""
    global _zone
    _zone = ZoneInfo(name)


def follow(shift: Callable[[], timedelta]) -> None:
    """Ask `shift` at every reading how far this installation stands from real time (demonstrations only)."""
    global _shift
    _shift = shift


@contextmanager
def moved(by: timedelta) -> Iterator[None]:
    """Move the whole house by `by`, until the block ends."""
    global _shift
    before = _shift
    _shift = lambda: before() + by  # noqa: E731
    try:
        yield
    finally:
        _shift = before


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Set the clock to `moment`, from where it runs on, until the block ends."""
    with moved(moment - now()):
        yield
