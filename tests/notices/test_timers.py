"""The list of timers: complete, with lengths that the body sets and limits that it cannot pass."""

from datetime import date

import pytest

from guildhall.kernel.periods import Period
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.models import Entry
from guildhall.notices import timers
from guildhall.notices.acts.timers import set_length
from guildhall.notices.models import TimerLength
from tests.cast import Cast, acting


def test_list_has_every_timer() -> None:
    assert [kind.code for kind in timers.all_kinds()] == [f"T-{number:02}" for number in range(1, 38)]


def test_each_timer_has_a_length_or_says_who_says_it() -> None:
    assert [kind.code for kind in timers.all_kinds() if bool(kind.usual) == bool(kind.said_by)] == []


def test_usual_length_holds_until_another_is_set(cast: Cast) -> None:
    assert timers.due_on("T-10", date(2026, 3, 2)) == date(2027, 3, 2)
    set_length(by=acting(cast.quinn), code="T-10", months=6, reason="Yearly was too rare.")
    assert timers.due_on("T-10", date(2026, 3, 2)) == date(2026, 9, 2)
    set_length(by=acting(cast.quinn), code="T-10", days=100, reason="Half a year too.")
    assert timers.due_on("T-10", date(2026, 3, 2)) == date(2026, 6, 10)
    assert TimerLength.objects.count() == 1
    assert Entry.objects.filter(act="notices.timer.set", outcome="done").count() == 2


@pytest.mark.parametrize(
    ("code", "wanted", "sentence"),
    [
        ("T-05", Period(months=23), "T-05 may not run shorter than 24 months."),
        ("T-06", Period(months=13), "T-06 may not run longer than 12 months."),
        ("T-07", Period(days=400), "T-07 may not run longer than 12 months."),
    ],
)
def test_length_that_is_bounded_keeps_its_bound(cast: Cast, code: str, wanted: Period, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        set_length(
            by=acting(cast.quinn),
            code=code,
            reason="It suits us.",
            months=wanted.months,
            days=wanted.days,
            working_days=wanted.working_days,
        )
    assert refused.value.sentence == sentence
    assert refused.value.clauses == timers.kind(code).clauses
    assert not TimerLength.objects.exists()


@pytest.mark.parametrize(("code", "months"), [("T-05", 36), ("T-06", 6), ("T-07", 12)])
def test_length_within_its_bound_is_set(cast: Cast, code: str, months: int) -> None:
    set_length(by=acting(cast.quinn), code=code, months=months, reason="Stricter.")
    assert timers.length(code) == Period(months=months)


def test_length_that_the_scheme_says_is_not_set_here(cast: Cast) -> None:
    with pytest.raises(Refusal, match="not the body's to say: the scheme says it"):
        set_length(by=acting(cast.quinn), code="T-01", months=36, reason="Three years.")
    with pytest.raises(timers.NoLength, match="the scheme says it"):
        timers.due_on("T-01", date(2026, 3, 2))


def test_length_of_no_timer_is_not_set(cast: Cast) -> None:
    with pytest.raises(Refusal, match="no timer “T-99”"):
        set_length(by=acting(cast.quinn), code="T-99", months=1, reason="It suits us.")


@pytest.mark.parametrize("numbers", [{}, {"months": 1, "days": 1}, {"days": -1}])
def test_length_is_one_number(cast: Cast, numbers: dict[str, int]) -> None:
    with pytest.raises(Refusal, match="one number above zero"):
        set_length(by=acting(cast.quinn), code="T-10", reason="It suits us.", **numbers)


def test_length_is_set_by_quality_manager_or_top_management(cast: Cast) -> None:
    with pytest.raises(Refusal, match="role that you do not hold"):
        set_length(by=acting(cast.olive), code="T-10", months=6, reason="It suits us.")
