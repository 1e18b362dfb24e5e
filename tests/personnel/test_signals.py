"""Ties that nobody declared: found by digests alone, put before a person, judged with reasons; and what follows."""

from typing import Any

import pytest

from guildhall.identity.acts import persons
from guildhall.identity.models import Person
from guildhall.kernel import actors
from guildhall.kernel.refusals import Refusal
from guildhall.personnel import blinding, likenesses
from guildhall.personnel.acts import clearances, inquiries, interests, organisations, signals
from guildhall.personnel.impartiality import too_close, undeclared
from guildhall.personnel.models import ConflictSearch, ConflictSignal, Inquiry, Trace
from tests import forge
from tests.cast import Cast, acting
from tests.personnel.making_monitorings import follow, look, signed, somebody, tie
from tests.personnel.test_declarations import refused

HOME = "Deichstraße 5, 25980 Westerland"


def lives(person: Person, address: str = "", phone: str = "") -> Person:
    """Somebody says where they live."""
    return persons.reach(by=acting(person), person=person, phone=phone, address=address, language="en")


def found() -> list[tuple[str, str, str | None]]:
    """What was noticed: by what, about whom, with whom."""
    rows = ConflictSignal.objects.order_by("kind", "number").select_related("person", "other")
    return [(each.kind, each.person.given_name, each.other and each.other.given_name) for each in rows]


@pytest.fixture
def signal(cast: Cast) -> ConflictSignal:
    """Olive and Carla live at one address, and Olive declared nothing."""
    lives(cast.olive, HOME)
    lives(cast.carla, "deichstr. 5\n25980 WESTERLAND")
    look()
    return ConflictSignal.objects.get()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deichstraße 5, 25980 Westerland", "25980 Westerland · DEICHSTR. 5"),
        ("12 Harbour Street, Leith", "12, harbour st Leith"),
    ],
)
def test_address_has_one_digest_in_every_spelling(one: str, other: str) -> None:
    assert blinding.address(one) == blinding.address(other) != ""


def test_digests_of_different_things_are_different_and_of_too_little_there_are_none() -> None:
    assert blinding.address("Deichstraße 5, Westerland") != blinding.address("Deichstraße 6, Westerland")
    assert blinding.address("Deich Fünf") != blinding.name("Deich Fünf")
    assert (
        blinding.address("Westerland"),
        blinding.name("Cher"),
        blinding.phone("12"),
        blinding.organisation(" "),
    ) == (
        "",
        "",
        "",
        "",
    )
    assert blinding.organisation("AG") != ""


def test_same_address_is_noticed_once_and_told_without_it(cast: Cast, signal: ConflictSignal) -> None:
    lives(cast.gero, "Somewhere else 1, Husum")
    assert found() == [("address", "Olive", "Carla")]
    assert HOME not in str([vars(each) for each in ConflictSignal.objects.all()])

    signals.dismiss(by=acting(cast.tom), signal=signal, reasons="A house of forty flats.")
    assert likenesses.undeclared() == []


def test_nothing_of_an_address_can_be_read_in_the_table(cast: Cast) -> None:
    lives(cast.olive, HOME, "+49 4651 1234")
    follow()
    kept = str(Trace.objects.filter(person=cast.olive).values())
    assert [word for word in ("eich", "25980", "4651", "Olive") if word in kept] == []


def test_trace_follows_the_particulars_and_goes_when_they_are_erased(cast: Cast) -> None:
    nora = somebody(cast, "Nora Nachbar", address=HOME)
    follow()
    before = Trace.objects.get(person=nora)
    lives(cast.olive, HOME)
    persons.correct(
        by=acting(cast.olive),
        person=nora,
        reason="Moved.",
        given_name="Nora",
        family_name="Nachbar",
        email="",
        birth_date=None,
        phone="",
        address="Am Markt 1, Husum",
        language="en",
    )
    follow()
    after = Trace.objects.get(person=nora)
    assert (before.address != after.address, before.name == after.name) == (True, True)

    persons.erase(by=acting(cast.tom), person=Person.objects.get(pk=nora.pk), reason="Asked for it.")
    follow()

    assert not Trace.objects.filter(person=nora).exists()


def test_same_telephone_is_noticed_among_the_personnel_once(cast: Cast) -> None:
    lives(cast.olive, phone="04651 1234")
    lives(cast.quinn, phone="(04651) 12 34")
    lives(cast.carla, phone="04651 9999")
    look()
    ((kind, one, other),) = found()
    assert (kind, {one, other}) == ("phone", {"Olive", "Quinn"})


def test_same_employer_is_noticed(cast: Cast) -> None:
    organisations.record(by=acting(cast.olive), person=cast.olive, organisation="Windpark Nord")
    organisations.record(by=acting(cast.carla), person=cast.carla, organisation="Windpark Nord GmbH")
    organisations.record(by=acting(cast.gero), person=cast.gero, organisation="Windpark Süd")
    look()
    assert found() == [("employer", "Olive", "Carla")]


def test_name_of_a_declared_tie_is_noticed_when_somebody_of_that_name_comes(cast: Cast) -> None:
    signed(cast, cast.quinn, tie("family", party="Nachbar, Nora"))
    look()
    assert found() == []

    somebody(cast, "Nora Nachbar")
    forge.remove(ConflictSearch.objects.get())
    look()

    assert found() == [("name", "Quinn", "Nora")]


def test_what_is_declared_is_not_noticed(cast: Cast) -> None:
    signed(cast, cast.olive, tie("family", concerned=cast.carla))
    lives(cast.olive, HOME)
    lives(cast.carla, HOME)
    look()
    assert found() == []


def test_people_outside_the_personnel_are_no_matter_of_it(cast: Cast) -> None:
    lives(cast.carla, HOME)
    lives(cast.otto, HOME)
    look()
    assert found() == []


def test_search_is_done_once_a_day_and_noted(cast: Cast, signal: ConflictSignal, clock: Any) -> None:
    (search,) = ConflictSearch.objects.all()
    assert (search.people, search.noticed) == (Person.objects.count(), 1)
    look()
    assert ConflictSearch.objects.count() == 1

    clock.move(days=1)
    look()

    assert list(ConflictSearch.objects.order_by("searched_at").values_list("noticed", flat=True)) == [1, 0]
    assert ConflictSignal.objects.count() == 1


def test_signal_binds_nobody_before_it_is_judged_and_both_once_it_is_confirmed(
    cast: Cast, signal: ConflictSignal
) -> None:
    assert too_close(acting(cast.olive), cast.carla.pk) is None

    confirmed = signals.confirm(by=acting(cast.tom), signal=signal, reasons="They are married.")

    refusals = [too_close(acting(cast.olive), cast.carla.pk), too_close(acting(cast.carla), cast.olive.pk)]
    assert [each and each.code for each in refusals] == ["R-08", "R-08"]
    assert [(each.person, each.reason) for each in Inquiry.objects.all()] == [(cast.olive, "signal")]

    signals.reopen(by=acting(cast.tom), signal=confirmed, reason="Another house.")
    assert too_close(acting(cast.olive), cast.carla.pk) is None


def test_judgement_is_by_somebody_else_with_reasons(cast: Cast, signal: ConflictSignal) -> None:
    refused("R-46", signals.confirm, by=acting(cast.otto), signal=signal, reasons="So be it.")
    refused("R-07", signals.confirm, by=acting(cast.tom), signal=signal, reasons=" ")
    forge.alter(signal, person=cast.tom)
    own = ConflictSignal.objects.get()
    for judge in (signals.confirm, signals.dismiss):
        refused("R-08", judge, by=acting(cast.tom), signal=own, reasons="It is nothing.")
    judged = signals.dismiss(by=acting(cast.quinn), signal=own, reasons="Two flats.")
    refused("R-08", signals.reopen, by=acting(cast.tom), signal=judged, reason="No.")
    refused("R-60", signals.reopen, by=acting(cast.quinn), signal=judged, reason="")


def test_only_the_house_notices_and_only_what_it_looks_for(cast: Cast) -> None:
    asked = {"person": cast.olive, "other": cast.carla, "pair": "gossip:1"}
    refused("signal-kind", signals.notice, by=actors.machine("conflict-search"), kind="gossip", **asked)
    with pytest.raises(Refusal):
        signals.notice(by=acting(cast.tom), kind="address", **asked)
    with pytest.raises(Refusal):
        signals.record_search(by=acting(cast.tom), people=0, noticed=0)


def test_pair_that_was_noticed_is_not_noticed_twice(cast: Cast, signal: ConflictSignal) -> None:
    again = {"person": cast.olive, "other": cast.carla, "kind": "address", "pair": signal.pair}
    refused("signal_is_one_for_a_pair", signals.notice, by=actors.machine("conflict-search"), **again)


def test_question_that_is_let_unanswered_keeps_from_new_work_until_it_is_answered(cast: Cast, clock: Any) -> None:
    by = acting(cast.olive)
    clearances.declare(by=by, person=cast.olive, about=cast.carla.ref)
    asked = inquiries.ask(by=acting(cast.quinn), person=cast.olive, words="You moved to another park.")
    clock.move(days=14)
    assert undeclared(by, cast.carla) is None
    clock.move(days=1)

    refusal = undeclared(by, cast.carla)
    assert refusal is not None
    assert (refusal.code, refusal.mend.link) == ("R-07", ("personnel:inquiry", str(asked.pk)))
    refused("permission", inquiries.deny, by=acting(cast.quinn), inquiry=asked, answer="She says no.")
    refused("R-07", inquiries.deny, by=by, inquiry=asked, answer=" ")

    inquiries.deny(by=by, inquiry=asked, answer="The park belongs to the same owner.")

    assert undeclared(by, cast.carla) is None
    assert Inquiry.objects.get().state == "unchanged"


def test_question_is_put_to_the_personnel_by_who_answers_for_quality(cast: Cast) -> None:
    refused("R-46", inquiries.ask, by=acting(cast.olive), person=cast.quinn)
    refused("R-46", inquiries.ask, by=acting(cast.quinn), person=cast.carla)
    refused("inquiry-reason", inquiries.ask, by=acting(cast.quinn), person=cast.olive, reason="gossip")


def test_interest_that_is_declared_answers_the_question(cast: Cast) -> None:
    (named,) = signed(cast, cast.olive, tie())
    asked = inquiries.ask(by=acting(cast.quinn), person=cast.olive)

    interests.declare(by=acting(cast.olive), declaration=named.declaration, **tie("membership", "Verein der Techniker"))

    asked.refresh_from_db()
    assert (asked.state, asked.answer, asked.answered_at is None) == ("changed", "", False)
