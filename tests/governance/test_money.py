"""Where the money comes from, how much of it hangs on one payer, and who judges it."""

from decimal import Decimal

import pytest

from guildhall.governance.acts import finance
from guildhall.governance.models import FinancialYear, RevenueSource
from guildhall.governance.queries import body
from tests.cast import acting
from tests.governance.making_body import House, a_client, a_source, a_year, analysed, named
from tests.governance.refusing import refused


@pytest.fixture
def year(house: House) -> FinancialYear:
    return a_year(house)


def reviewed(house: House, year: FinancialYear) -> FinancialYear:
    return finance.review(by=acting(house.cast.tom), year=year, conclusion="It lasts.", is_enough=True)


def test_shares_are_of_what_stands(house: House, year: FinancialYear) -> None:
    small, client, wrong = a_source(house, year, 300), a_client(house, year, 100), a_source(house, year, 999)
    finance.remove(by=acting(house.fiona), source=wrong)

    shares = [(each.source, each.per_cent, each.is_concentrated) for each in body.shares(year)]

    assert shares == [(small, Decimal("75.0"), False), (client, Decimal("25.0"), True)]


def test_name_of_a_payer_is_sealed(house: House, year: FinancialYear) -> None:
    source = a_client(house, year, 100)
    kept = bytes(RevenueSource.objects.values_list("name", flat=True).get())
    assert source.name == "Windpark Förde AG"
    assert b"Windpark" not in kept


def test_year_is_opened_once_and_not_before_it_begins(house: House, year: FinancialYear) -> None:
    refused("financial_year_is_one", a_year, house=house)
    assert refused("year-sensible", a_year, house=house, year=2027).field == "year"
    assert refused("year-sensible", a_year, house=house, year=1999).field == "year"


def test_source_that_says_nothing_is_refused(house: House, year: FinancialYear) -> None:
    assert refused("source-told", a_source, house=house, year=year, amount=10, kind="lottery").field == "kind"
    assert refused("source-told", a_source, house=house, year=year, amount=0).field == "amount"
    assert refused("source-told", a_source, house=house, year=year, amount=10, name=" ").field == "name"


def test_year_without_sources_is_not_reviewed(house: House, year: FinancialYear) -> None:
    refused("year-reviewed", reviewed, house=house, year=year)


def test_review_says_what_follows(house: House, year: FinancialYear) -> None:
    a_source(house, year, 100)
    asked = {"by": acting(house.cast.tom), "year": year, "is_enough": True}
    assert refused("year-reviewed", finance.review, conclusion=" ", **asked).field == "conclusion"


def test_finance_officer_does_not_review(house: House, year: FinancialYear) -> None:
    a_source(house, year, 100)
    refused("R-46", finance.review, by=acting(house.fiona), year=year, conclusion="Fine.", is_enough=True)


def test_large_client_is_a_threat_before_the_year_is_reviewed(house: House, year: FinancialYear) -> None:
    a_source(house, year, 70)
    client = a_client(house, year, 30)
    named(house.cast)  # named, and not analysed

    refusal = refused("year-concentration", reviewed, house=house, year=year)
    assert client.number in refusal.sentence

    analysed(house.cast)
    assert reviewed(house, year).state == "reviewed"


def test_many_small_payers_are_no_concentration(house: House, year: FinancialYear) -> None:
    a_source(house, year, 100)
    assert reviewed(house, year).reviewed_by == house.cast.tom


def test_reviewed_year_takes_nothing_until_it_is_opened_again(house: House, year: FinancialYear) -> None:
    source = a_source(house, year, 100)
    done = reviewed(house, year)
    refused("year-open", a_source, house=house, year=done, amount=5)
    refused("year-open", finance.remove, by=acting(house.fiona), source=source)
    refused("change-reason", finance.reopen, by=acting(house.cast.tom), year=done, reason="")

    again = finance.reopen(by=acting(house.cast.tom), year=done, reason="A bill was missing.")

    assert (again.state, again.reviewed_at, again.reviewed_by) == ("open", None, None)
    assert a_source(house, again, 5).year == again


def test_source_is_taken_out_once(house: House, year: FinancialYear) -> None:
    source = finance.remove(by=acting(house.fiona), source=a_source(house, year, 100))
    refused("source-stands", finance.remove, by=acting(house.fiona), source=source)
