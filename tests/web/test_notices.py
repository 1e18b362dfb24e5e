"""The pages of notices, as people get them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from guildhall.identity.acts import grants, persons
from guildhall.identity.models import Person
from guildhall.identity.roles import PERSONNEL
from guildhall.kernel import clock as house_clock
from guildhall.notices import queries, sending
from guildhall.notices.acts import letters
from guildhall.notices.models import Message, Notice, TimerLength
from tests.cast import Cast, acting
from tests.cast import sign_in as signed_in_with
from tests.notices.conftest import follow, spooled, trial

__all__ = ["spooled", "trial"]


@pytest.fixture(autouse=True)
def _place_of_static_files() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def _told(cast: Cast, person: Person) -> Person:
    grants.give(by=acting(cast.tom), person=person, role=PERSONNEL.code, scope=cast.body, from_on=house_clock.today())
    follow()
    return person


def _letter(cast: Cast) -> Message:
    person = persons.register(
        by=acting(cast.olive), given_name="Gesche", family_name="Petersen", address="Deichstraße 4\n25746 Heide"
    )
    return Message.objects.select_related("person").get(person=_told(cast, person))


def sign_in(person: Person) -> Client:
    """A browser of its own in which this person is signed in."""
    return signed_in_with(Client(), person)


def _text(answer: Any) -> str:
    found: str = answer.content.decode()
    return found


@pytest.mark.parametrize("inbox", ["/inbox/", "/portal/inbox/"])
def test_inbox_shows_ones_own_and_a_notice_is_marked_as_read(cast: Cast, inbox: str) -> None:
    otto = _told(cast, cast.otto)
    browser = sign_in(otto)
    notice = Notice.objects.get(person=otto)
    listed = _text(browser.get(inbox))
    shown = browser.get(f"{inbox}{notice.pk}/")
    assert "You have a new role: Member of the personnel" in listed
    assert "1 notice is unread." in listed
    assert "Dear Otto Fremdling," in _text(shown)
    assert browser.post(f"{inbox}{notice.pk}/", {"revision": "0"}).status_code == 302
    assert queries.unread(otto.id) == 0
    assert "Mark as read" in _text(shown)
    assert "Mark as read" not in _text(browser.get(f"{inbox}{notice.pk}/"))


def test_notice_of_somebody_else_is_not_there(cast: Cast) -> None:
    notice = Notice.objects.get(person=_told(cast, cast.otto))
    assert sign_in(cast.carla).get(f"/inbox/{notice.pk}/").status_code == 404
    assert "Member of the personnel" not in _text(sign_in(cast.tom).get("/portal/inbox/"))


def test_all_is_marked_as_read(cast: Cast) -> None:
    otto = _told(cast, cast.otto)
    assert sign_in(otto).post("/inbox/read/", {"revision": "0"}).status_code == 302
    assert queries.unread(otto.id) == 0


def test_letter_is_listed_printed_and_posted(cast: Cast) -> None:
    letter = _letter(cast)
    browser = sign_in(cast.olive)
    assert "Gesche Petersen" in _text(browser.get("/letters/"))
    record = _text(browser.get(f"/letters/{letter.pk}/"))
    assert "Deichstraße 4" in record
    assert "waits for the post" in record
    printed = browser.get(f"/letters/{letter.pk}/print/")
    assert (printed["Content-Type"], printed.content) == (
        "application/pdf",
        letters.printed(by=acting(cast.olive), letter=letter),
    )
    posted = browser.post(f"/letters/{letter.pk}/post/", {"posted_on": "2026-03-02"})
    assert posted.status_code == 302
    assert "Gesche Petersen" not in _text(browser.get("/letters/"))


def test_letter_posted_in_the_future_is_refused_with_what_was_typed(cast: Cast) -> None:
    letter = _letter(cast)
    answer = sign_in(cast.olive).post(f"/letters/{letter.pk}/post/", {"posted_on": "2026-03-09"})
    assert answer.status_code == 409
    assert "2026-03-09" in _text(answer)
    assert "nor after today" in _text(answer)


def test_letters_are_for_operations(cast: Cast) -> None:
    letter = _letter(cast)
    browser = sign_in(cast.quinn)
    addresses = ["/letters/", f"/letters/{letter.pk}/", f"/letters/{letter.pk}/print/", f"/letters/{letter.pk}/post/"]
    assert [browser.get(address).status_code for address in addresses] == [403, 403, 403, 403]


def test_messages_show_what_became_of_them_and_never_what_they_say(cast: Cast, settings: Any) -> None:
    _told(cast, cast.otto)
    settings.EMAIL_BACKEND = "tests.notices.mail.RefusesRecipient"
    sending.send_waiting()
    browser = sign_in(cast.olive)
    page = _text(browser.get("/messages/"))
    assert "could not be sent" in page
    assert "SMTPRecipientsRefused" in page
    assert [word for word in ("Fremdling", "new role", "nordlicht.example") if word in page] == []
    failed = queries.failed().get(person=cast.otto)
    assert browser.post(f"/messages/{failed.pk}/resend/", {"revision": "0"}).status_code == 302
    assert not queries.failed().filter(person=cast.otto).exists()


def test_deadlines_show_what_is_due_and_overdue(cast: Cast, trial: Any, clock: Any) -> None:
    _told(cast, cast.otto)
    browser = sign_in(cast.olive)
    assert "Trial of a role ends" in _text(browser.get("/deadlines/"))
    assert "overdue" not in _text(browser.get("/deadlines/")).partition("<tbody")[2]
    clock.move(days=100)
    assert "overdue" in _text(browser.get("/deadlines/")).partition("<tbody")[2]


def test_timers_are_listed_and_set_within_their_bounds(cast: Cast) -> None:
    browser = sign_in(cast.quinn)
    page = _text(browser.get("/timers/"))
    assert page.count('scope="row"') == 37
    assert "at least 24 months" in page
    typed = {"months": "6", "days": "0", "working_days": "0", "reason": "Yearly was too rare."}
    assert browser.post("/timers/T-10/set/", typed).status_code == 302
    assert TimerLength.objects.get().months == 6
    refused = browser.post("/timers/T-05/set/", typed)
    assert refused.status_code == 409
    assert "T-05 may not run shorter than 24 months." in _text(refused)
    assert browser.get("/timers/T-99/set/").status_code == 404
    assert sign_in(cast.olive).get("/timers/T-10/set/").status_code == 403


def test_demonstration_shows_its_post(cast: Cast, spooled: Path, monkeypatch: Any, client: Client) -> None:
    monkeypatch.setattr(settings, "GUILDHALL", replace(settings.GUILDHALL, demo=True))
    _told(cast, cast.otto)
    sending.send_waiting()
    page = _text(client.get("/demo/mailbox/"))
    assert "You have a new role: Member of the personnel" in page
    assert "otto.fremdling@nordlicht.example" in page


def test_installation_that_is_no_demonstration_shows_no_post(cast: Cast, spooled: Path, client: Client) -> None:
    _told(cast, cast.otto)
    sending.send_waiting()
    answer = client.get("/demo/mailbox/")
    assert answer.status_code == 404
    assert "otto" not in _text(answer).lower()


def test_page_of_a_person_shows_what_was_sent_to_them(cast: Cast) -> None:
    otto = _told(cast, cast.otto)
    page = _text(sign_in(cast.olive).get(f"/people/{otto.pk}/"))
    assert "What was sent" in page
    assert "You have a new role: Member of the personnel" in page
