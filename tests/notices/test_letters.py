"""Letters: tagged PDF, the same bytes each time, printed under log, posted once."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from guildhall.identity.acts import grants, persons
from guildhall.identity.models import Person
from guildhall.identity.roles import PERSONNEL
from guildhall.kernel import clock as house_clock
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.models import Access, Entry
from guildhall.notices import queries, work
from guildhall.notices.acts import letters
from guildhall.notices.letters import sheet
from guildhall.notices.models import Message, Posting
from tests.cast import Cast, acting
from tests.notices.conftest import everything_stored, follow

ADDRESS = "Deichstraße 4\n25746 Heide"


def _letter_to(cast: Cast, person: Person) -> Message:
    grants.give(by=acting(cast.tom), person=person, role=PERSONNEL.code, scope=cast.body, from_on=house_clock.today())
    follow()
    return Message.objects.select_related("person").get(person=person)


def _person(cast: Cast, family_name: str, **more: Any) -> Person:
    known = {"given_name": "Gesche", "address": ADDRESS, "language": "de", **more}
    return persons.register(by=acting(cast.olive), family_name=family_name, **known)


@pytest.fixture
def letter(cast: Cast) -> Message:
    return _letter_to(cast, _person(cast, "Ørsted-Müller"))


def test_letter_says_that_it_is_archivable_and_accessible(letter: Message) -> None:
    found = sheet.pdf(letter)
    claims = dict(re.findall(rb"<(pdfaid:part|pdfaid:conformance|pdfuaid:part)>([^<]+)<", found))
    assert claims == {b"pdfaid:part": b"3", b"pdfaid:conformance": b"A", b"pdfuaid:part": b"1"}
    assert found.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in found
    assert b"/Lang" in found
    assert len(re.findall(rb"/FontFile[23]?", found)) >= 2


def test_letter_has_the_same_bytes_each_time(letter: Message, clock: Any) -> None:
    first = sheet.pdf(letter)
    clock.move(days=30)
    assert sheet.pdf(letter) == first


def test_letter_to_somebody_else_is_another(cast: Cast, letter: Message) -> None:
    assert sheet.pdf(_letter_to(cast, _person(cast, "Petersen"))) != sheet.pdf(letter)


@pytest.mark.parametrize("name", ["Łukasiewicz", "Ђорђевић", "Παπαδόπουλος", "#strong[x] $a$ *b* \\ <label>"])
def test_letter_prints_names_of_many_scripts_and_takes_nothing_for_markup(cast: Cast, name: str) -> None:
    assert sheet.pdf(_letter_to(cast, _person(cast, name))).startswith(b"%PDF")


def test_letter_with_a_sign_that_no_font_has_is_refused_and_not_printed_with_a_hole(cast: Cast) -> None:
    with pytest.raises(Refusal, match="fonts do not have"):
        letters.printed(by=acting(cast.olive), letter=_letter_to(cast, _person(cast, "漢字")))


def test_letter_is_printed_by_operations_and_the_look_is_logged(cast: Cast, letter: Message) -> None:
    assert letters.printed(by=acting(cast.olive), letter=letter) == sheet.pdf(letter)
    with pytest.raises(Refusal):
        letters.printed(by=acting(cast.carla), letter=letter)
    log = Access.objects.filter(reading="notices.letter.print").order_by("at", "id")
    assert [(each.actor, each.subject, each.outcome) for each in log] == [
        (f"person:{cast.olive.id}", letter.ref, "done"),
        (f"person:{cast.carla.id}", letter.ref, "refused"),
    ]


def test_posted_letter_leaves_the_queue_and_keeps_its_address_sealed(cast: Cast, letter: Message) -> None:
    assert letter in queries.letters_waiting()
    letters.post(by=acting(cast.olive), letter=letter, posted_on=house_clock.today())
    posting = Posting.objects.get(letter=letter)
    assert letter not in queries.letters_waiting()
    assert (posting.posted_on, posting.address) == (house_clock.today(), ADDRESS)
    assert Entry.objects.get(act="notices.letter.post").effective_on == house_clock.today()
    assert [word for word in ("Deichstraße", "Ørsted", "Gesche") if word.encode() in everything_stored()] == []


def test_letter_is_posted_once(cast: Cast, letter: Message) -> None:
    letters.post(by=acting(cast.olive), letter=letter, posted_on=house_clock.today())
    with pytest.raises(Refusal, match="already posted on 2 Mar 2026"):
        letters.post(by=acting(cast.olive), letter=letter, posted_on=house_clock.today())


@pytest.mark.parametrize("days", [-1, 1])
def test_letter_is_not_posted_before_it_was_written_or_tomorrow(cast: Cast, letter: Message, days: int) -> None:
    day: date = house_clock.today() + timedelta(days=days)
    with pytest.raises(Refusal, match="before it was written, nor after today"):
        letters.post(by=acting(cast.olive), letter=letter, posted_on=day)


def test_letter_without_an_address_is_not_posted(cast: Cast) -> None:
    letter = _letter_to(cast, cast.gero)
    with pytest.raises(Refusal, match="No postal address"):
        letters.post(by=acting(cast.olive), letter=letter, posted_on=house_clock.today())


def test_mail_does_not_go_by_post(cast: Cast) -> None:
    mail = _letter_to(cast, cast.otto)
    with pytest.raises(Refusal, match="is an e-mail"):
        letters.post(by=acting(cast.olive), letter=mail, posted_on=house_clock.today())


def test_letters_wait_in_the_work_of_operations_alone(cast: Cast, letter: Message) -> None:
    (row,) = work.letters_to_post.waiting_for(person_id=cast.olive.id)
    assert (row.what, row.link, row.due_on) == (
        "1 letter to print and post",
        ("web:letters",),
        house_clock.today() + work.POST_WITHIN,
    )
    assert list(work.letters_to_post.waiting_for(person_id=cast.quinn.id)) == []


def test_letter_to_somebody_who_was_erased_does_not_wait_any_more(cast: Cast) -> None:
    grant = grants.give(
        by=acting(cast.tom), person=cast.gero, role=PERSONNEL.code, scope=cast.body, from_on=house_clock.today()
    )
    follow()
    grants.end(by=acting(cast.tom), grant=grant, reason="left")
    persons.erase(by=acting(cast.tom), person=Person.objects.get(pk=cast.gero.pk), reason="Asked for it.")
    follow()
    assert [each.kind for each in Message.objects.filter(person=cast.gero)] == ["notices/role-given"]
    assert list(queries.letters_waiting().filter(person=cast.gero)) == []


def test_letter_is_posted_on_the_day_on_which_it_was_written_where_the_body_sits(
    cast: Cast, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house_clock, "_zone", ZoneInfo("America/New_York"))
    clock.set(datetime(2026, 3, 3, 3, 0, tzinfo=UTC))
    letter = _letter_to(cast, _person(cast, "Petersen"))

    posting = letters.post(by=acting(cast.olive), letter=letter, posted_on=house_clock.today())

    assert posting.posted_on == date(2026, 3, 2)
