"""The calendar: what falls due on a page, and under a secret address that tells no name and can be taken back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from guildhall.governance.acts import calendars
from guildhall.governance.models import CalendarAddress
from guildhall.identity.acts import grants
from guildhall.identity.models import Grant, Person
from guildhall.identity.roles import QUALITY_MANAGER
from guildhall.kernel import clock as house_clock
from guildhall.personnel.acts import declarations, texts
from guildhall.personnel.queries import text_in_effect
from guildhall.web.calendar.entries import of
from guildhall.web.calendar.months import Month
from tests.api.conftest import with_account
from tests.cast import Cast, acting, sign_in
from tests.governance.making_committees import Table, a_meeting, a_table
from tests.governance.making_providers import a_provider
from tests.notices.conftest import follow


def told(person: Person, days: int = 400) -> list[str]:
    """What stands in somebody's calendar."""
    today = house_clock.today()
    return [each.told for each in of(person.pk, today, today + timedelta(days=days))]


def page(person: Person, **asked: str) -> str:
    return sign_in(Client(), person).get(reverse("web:calendar"), asked).content.decode()


def subscribe(person: Person) -> str:
    """The secret address that the page shows once."""
    with_account(person)
    answer = sign_in(Client(), person).post(reverse("web:calendar-subscribe"), {"label": "My phone"})
    return answer.content.decode().split("<code>")[1].split("</code>")[0].removeprefix("http://testserver")


def sign(cast: Cast, person: Person) -> None:
    """Somebody signs their declaration, for a year."""
    if text_in_effect() is None:
        texts.approve(by=acting(cast.tom), text=texts.propose(by=acting(cast.quinn), words="I am impartial."))
    draft = declarations.make(by=acting(person), person=person)
    declarations.sign(by=acting(person), declaration=draft, nothing_to_declare=True)


@pytest.fixture
def full(cast: Cast) -> Table:
    """A body with a provider, a committee and a meeting, whose timers run."""
    table = a_table(cast)
    a_provider(cast, days=100)
    a_meeting(table, house_clock.now() + timedelta(days=10))
    follow()
    return table


def test_calendar_shows_timers_and_meetings_together(cast: Cast, full: Table) -> None:
    found = told(cast.quinn)

    assert [each.split(" · ")[0] for each in found] == [
        "Committee for impartiality",
        "Agreement with a provider ends",
        "Impartiality committee meets",
        "Provider is monitored",
    ]


def test_member_sees_their_meetings_and_nothing_of_the_body(cast: Cast, full: Table) -> None:
    assert [each.split(" · ")[0] for each in told(full.edda)] == ["Committee for impartiality"]
    assert told(cast.carla) == []


def test_own_deadline_is_in_ones_own_calendar(cast: Cast) -> None:
    sign(cast, cast.ada)
    follow()

    assert [each.split(" · ")[0] for each in told(cast.ada)] == ["Declaration of interests ends"]
    assert "Quellmalz" not in str(told(cast.quinn))


def test_month_on_a_page_leads_to_records_and_to_other_months(cast: Cast, full: Table) -> None:
    text_ = page(cast.quinn)
    assert "March 2026" in text_
    assert "Committee for impartiality" in text_
    assert 'href="?month=2026-04"' in text_
    assert "Agreement with a provider ends" in page(cast.quinn, month="2026-06")
    assert "Nothing falls due in this month." in page(cast.quinn, month="2031-01")
    assert "March 2026" in page(cast.quinn, month="nonsense")


def test_overdue_day_says_so(cast: Cast, full: Table, clock: Any) -> None:
    clock.move(days=101)
    assert "overdue" in page(cast.quinn, month="2026-06")


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2027-12", date(2027, 12, 1), date(2027, 12, 31)),
        ("2026-13", date(2026, 3, 1), date(2026, 3, 31)),
        ("", date(2026, 3, 1), date(2026, 3, 31)),
    ],
)
def test_month_that_is_asked_for_is_shown(asked: str, first: date, last: date) -> None:
    month = Month.of(asked, date(2026, 3, 2))
    assert (month.first, month.last) == (first, last)
    weeks = month.weeks([], date(2026, 3, 2))
    assert all(len(week) == 7 and week[0].on.weekday() == 0 for week in weeks)
    assert sum(day.is_in_month for week in weeks for day in week) == last.day


def test_calendar_program_fetches_what_its_owner_sees(cast: Cast, full: Table) -> None:
    address = subscribe(cast.quinn)

    answer = Client().get(address)

    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert [(str(each["summary"]), each.decoded("dtstart")) for each in events] == [
        (entry.told, entry.day) for entry in of(cast.quinn.pk, house_clock.today(), date(2027, 4, 1))
    ]
    assert len({str(each["uid"]) for each in events}) == 4
    assert all(str(each["url"]).startswith("http://testserver/") for each in events)


def test_calendar_holds_no_name_and_speaks_its_owners_language(cast: Cast, full: Table) -> None:
    sign(cast, cast.olive)
    follow()
    names = [each.family_name for each in (cast.ada, cast.tom, cast.quinn, cast.olive, *full.members)]

    content = Client().get(subscribe(cast.tom)).content.decode()

    assert not any(name in content for name in names)
    assert "Declaration of interests ends" in content


def test_secret_is_kept_nowhere_and_taken_back_at_once(cast: Cast, full: Table) -> None:
    address = subscribe(cast.quinn)
    secret = address.rpartition("/")[2].removesuffix(".ics")
    kept = CalendarAddress.objects.get()
    assert secret not in kept.fingerprint
    assert b"phone" not in bytes(CalendarAddress.objects.values_list("label", flat=True).get())
    assert secret not in page(cast.quinn)
    other = sign_in(Client(), cast.tom).post(reverse("web:calendar-revoke", args=[kept.pk]), {"revision": ""})
    assert (other.status_code, Client().get(address).status_code) == (404, 200)

    sign_in(Client(), cast.quinn).post(reverse("web:calendar-revoke", args=[kept.pk]), {"revision": ""})

    assert Client().get(address).status_code == 404
    assert Client().get(reverse("web:calendar-feed", args=["gh_x"])).status_code == 404


def test_calendar_shrinks_with_the_roles_of_its_owner(cast: Cast, full: Table) -> None:
    address = subscribe(cast.quinn)
    grant = Grant.objects.get(person=cast.quinn, role=QUALITY_MANAGER.code)

    grants.end(by=acting(cast.tom), grant=grant, reason="Left.")

    assert Calendar.from_ical(Client().get(address).content).walk("VEVENT") == []


def test_calendar_is_fetched_so_often_and_no_more(cast: Cast) -> None:
    address = subscribe(cast.quinn)
    client = Client()
    assert [client.get(address).status_code for _ in range(21)] == [200] * 20 + [429]


def test_calendar_is_for_the_personnel(cast: Cast) -> None:
    assert sign_in(Client(), cast.otto).get(reverse("web:calendar")).status_code == 403
    assert calendars.make.refusal(by=acting(cast.quinn), person=cast.quinn) is None


def test_month_costs_the_same_for_one_day_and_for_many(cast: Cast, full: Table) -> None:
    client = sign_in(Client(), cast.quinn)

    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            client.get(reverse("web:calendar"))
        return len(made)

    before = cost()
    for day in (3, 5, 7, 9):
        a_meeting(full, house_clock.now() + timedelta(days=day))

    assert cost() == before
