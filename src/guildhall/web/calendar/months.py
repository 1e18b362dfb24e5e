"""A month as a page shows it: whole weeks from Monday on, each day with what falls on it."""

from calendar import Calendar, monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from guildhall.web.calendar.entries import Entry

WEEKS = Calendar(firstweekday=0)


@dataclass(frozen=True)
class Day:
    """One day of the page: whether it belongs to the month, whether it is today, and what falls on it."""

    on: date
    is_in_month: bool
    is_today: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Month:
    """A month to show."""

    year: int
    month: int

    @classmethod
    def of(cls, asked: str, today: date) -> "Month":
        """The month that an address asks for (``2026-03``), or the present one where it asks for none."""
        year, _, month = asked.partition("-")
        fits = year.isdecimal() and month.isdecimal() and 2000 <= int(year) <= 2200 and 1 <= int(month) <= 12
        return cls(int(year), int(month)) if fits else cls(today.year, today.month)

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def before(self) -> str:
        """The month before, as an address asks for it."""
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        """The month after, as an address asks for it."""
        return f"{self.last + timedelta(days=1):%Y-%m}"

    def weeks(self, entries: Iterable[Entry], today: date) -> list[list[Day]]:
        """The weeks of the page with what falls on each day."""
        falls: dict[date, list[Entry]] = {}
        for each in entries:
            falls.setdefault(each.day, []).append(each)
        return [
            [Day(day, day.month == self.month, day == today, tuple(falls.get(day, ()))) for day in week]
            for week in WEEKS.monthdatescalendar(self.year, self.month)
        ]
