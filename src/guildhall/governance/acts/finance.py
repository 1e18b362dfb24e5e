"""Where the money of a year came from is recorded, and top management judges whether it lasts and bends nothing."""

from decimal import Decimal

from guildhall.governance.lifecycles import YEAR
from guildhall.governance.lifecycles.body import YearState
from guildhall.governance.models import FinancialYear, RevenueSource
from guildhall.governance.permissions.body import may_keep_money, may_review_money
from guildhall.governance.rules.body import a_change_has_its_reason
from guildhall.governance.rules.finance import (
    MONEY,
    a_source_is_told,
    concentration_is_a_threat,
    the_conclusion_is_told,
    the_source_stands,
    the_year_has_begun,
    the_year_has_sources,
    the_year_of_the_source_is_open,
    the_year_waits_for_its_review,
)
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create


@act(
    "governance.year.open",
    move=YEAR.open,
    permission=may_keep_money,
    rules=[the_year_has_begun],
    clauses=MONEY,
    sentence=gettext_noop("opened the financial year {subject}"),
)
def open_year(*, by: Actor, year: int, currency: str = "EUR") -> FinancialYear:
    """Open a financial year, so that its sources of revenue can be recorded."""
    opener = Person.objects.get(pk=by.name)
    return create(FinancialYear, number=next_number("FY"), year=year, currency=currency, opened_by=opener)


@act(
    "governance.revenue-source.record",
    about="year",
    permission=may_keep_money,
    rules=[the_year_waits_for_its_review, a_source_is_told],
    clauses=MONEY,
    label=gettext_noop("Record a source of revenue"),
    sentence=gettext_noop("recorded the source of revenue {subject}"),
)
def record(
    *, by: Actor, year: FinancialYear, name: str, kind: str, amount: Decimal, is_one_payer: bool = False
) -> RevenueSource:
    """Record what a source brought in a year; `is_one_payer` marks a single client, on whom the body may depend."""
    return create(
        RevenueSource,
        number=next_number("RV"),
        year=year,
        name=name.strip(),
        kind=kind,
        amount=amount,
        is_one_payer=is_one_payer,
        recorded_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.revenue-source.remove",
    about="source",
    permission=may_keep_money,
    rules=[the_year_of_the_source_is_open, the_source_stands],
    clauses=MONEY,
    label=gettext_noop("Take this source out"),
    sentence=gettext_noop("took the source of revenue {subject} out"),
)
def remove(*, by: Actor, source: RevenueSource) -> RevenueSource:
    """Take out a source that was recorded wrongly; the right one is recorded anew."""
    return change(source, removed_at=clock.now(), removed_by=Person.objects.get(pk=by.name))


@act(
    "governance.year.review",
    about="year",
    move=YEAR.review,
    permission=may_review_money,
    rules=[the_year_has_sources, the_conclusion_is_told, concentration_is_a_threat],
    clauses=MONEY,
    sentence=gettext_noop("reviewed the money of {subject}"),
)
def review(*, by: Actor, year: FinancialYear, conclusion: str, is_enough: bool) -> FinancialYear:
    """Judge whether the money lasts to run certification, and whether anybody could bend decisions with it."""
    return change(
        year,
        state=YearState.REVIEWED,
        conclusion=conclusion.strip(),
        is_enough=is_enough,
        reviewed_at=clock.now(),
        reviewed_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.year.reopen",
    about="year",
    move=YEAR.reopen,
    permission=may_review_money,
    rules=[a_change_has_its_reason],
    clauses=MONEY,
    sentence=gettext_noop("opened {subject} again: {reason}"),
)
def reopen(*, by: Actor, year: FinancialYear, reason: str) -> FinancialYear:
    """Open a reviewed year again, because a source was wrong; it is reviewed anew."""
    return change(year, state=YearState.OPEN, reviewed_at=None, reviewed_by=None)
