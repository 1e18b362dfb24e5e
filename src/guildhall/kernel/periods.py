"""Lengths of time as the standard and the body say them: months, days, working days; and the day on which one ends.

Months keep the day's number and end with the month where it has no such day: 31 January and one month is the last day
of February. An end is always counted from the beginning, never from an earlier end, so that days do not wear away.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
WORKING_WEEK = 5


@dataclass(frozen=True)
class Period:
    """A length of time. Of `months`, `days` and `working_days` (Monday to Friday, holidays not known) one is given."""

    months: int = 0
    days: int = 0
    working_days: int = 0

    def __post_init__(self) -> None:
        given = (self.months, self.days, self.working_days)
        if min(given) < 0 or sum(each > 0 for each in given) != 1:
            raise ValueError("A period is a number above zero, either of months, of days or of working days.")

    def after(self, start: date) -> date:
        """The day on which the period ends that begins on `start`."""
        if self.months:
            return _months_after(start, self.months)
        if self.days:
            return start + timedelta(days=self.days)
        return _working_days_after(start, self.working_days)

    def is_longer_than(self, other: "Period") -> bool:
        """Whether this period, begun on the same day, may end later; months count 30.44 days, a working week 7."""
        return self._roughly() > other._roughly()

    def _roughly(self) -> float:
        return self.months * 30.44 + self.days + self.working_days * 7 / WORKING_WEEK


def months_before(day: date, months: int) -> date:
    """The day from which on a span of months that ends on `day` looks back."""
    return _months_after(day, -months)


def _months_after(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _working_days_after(start: date, count: int) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day
