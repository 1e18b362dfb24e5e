"""Periods: ends of months, leap days, working days."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.periods import Period, months_before

DAYS = st.dates(date(2000, 1, 1), date(2200, 12, 31))
MONTHS = st.integers(1, 240)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 3, 2), 24, date(2028, 3, 2)),
    ],
)
def test_months_end_on_the_same_day_or_with_the_month(start: date, months: int, end: date) -> None:
    assert Period(months=months).after(start) == end


@pytest.mark.parametrize(
    ("day", "months", "start"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 3, 2), 24, date(2024, 3, 2)),
    ],
)
def test_looking_back_over_months_keeps_the_day_or_ends_with_the_month(day: date, months: int, start: date) -> None:
    assert months_before(day, months) == start


@given(start=DAYS, months=MONTHS)
def test_months_keep_the_day_unless_the_month_is_too_short(start: date, months: int) -> None:
    end = Period(months=months).after(start)
    last = calendar.monthrange(end.year, end.month)[1]
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == min(start.day, last)


@given(start=DAYS, later=st.integers(0, 400), months=MONTHS)
def test_what_begins_later_never_ends_earlier(start: date, later: int, months: int) -> None:
    period = Period(months=months)
    assert period.after(start) <= period.after(start + timedelta(days=later))


@given(start=DAYS, days=st.integers(1, 5000))
def test_days_are_days(start: date, days: int) -> None:
    assert (Period(days=days).after(start) - start).days == days


@given(start=DAYS, count=st.integers(1, 60))
def test_working_days_count_monday_to_friday(start: date, count: int) -> None:
    end = Period(working_days=count).after(start)
    between = [start + timedelta(days=each) for each in range(1, (end - start).days + 1)]
    assert sum(day.weekday() < 5 for day in between) == count
    assert end.weekday() < 5


def test_fifteen_working_days_are_three_weeks() -> None:
    assert Period(working_days=15).after(date(2026, 3, 2)) == date(2026, 3, 23)


@pytest.mark.parametrize("wrong", [{}, {"months": -1}, {"months": 1, "days": 1}, {"days": 0}])
def test_a_period_is_one_number_above_zero(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="above zero"):
        Period(**wrong)


def test_a_year_is_longer_than_its_days_less_a_month() -> None:
    assert Period(months=12).is_longer_than(Period(days=335))
    assert not Period(months=12).is_longer_than(Period(days=366))
    assert Period(working_days=5).is_longer_than(Period(days=6))
