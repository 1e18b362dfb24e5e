"""Persons: registered, put right, found, erased."""

from datetime import date
from typing import Any

import pytest

from guildhall.identity import erasure, persons
from guildhall.identity.acts import accounts, grants
from guildhall.identity.acts import persons as acts
from guildhall.identity.models import Person
from guildhall.kernel import actors
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.models import Entry
from guildhall.vault.models import DataKey
from tests.cast import Cast, acting

PARTICULARS: dict[str, Any] = {
    "given_name": "Carla",
    "family_name": "Fernandes",
    "email": "",
    "birth_date": date(1987, 4, 23),
    "phone": "",
    "address": "",
    "language": "en",
}


def refused(act: Any, **arguments: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        act(**arguments)
    return refusal.value.code


@pytest.mark.parametrize(
    ("particulars", "code"),
    [
        ({"given_name": " ", "family_name": ""}, "person-named"),
        ({"given_name": "Eve", "family_name": "", "email": "eve at home"}, "person-address"),
        ({"given_name": "Eve", "family_name": "", "email": "OLIVE.Brandauer@nordlicht.example"}, "person-address"),
        ({"given_name": "Eve", "family_name": "", "birth_date": date(2999, 1, 1)}, "person-born"),
        ({"given_name": "Eve", "family_name": "", "birth_date": date(1780, 1, 1)}, "person-born"),
    ],
)
def test_particulars_that_cannot_be_are_refused(cast: Cast, particulars: dict[str, Any], code: str) -> None:
    if particulars.get("email", "").startswith("OLIVE"):
        particulars = {**particulars, "email": cast.olive.email.upper()}
    before = Person.objects.count()
    assert refused(acts.register, by=acting(cast.olive), **particulars) == code
    assert Person.objects.count() == before


def test_person_with_one_name_and_without_address_is_registered(cast: Cast) -> None:
    person = acts.register(by=acting(cast.olive), given_name="", family_name="Sukarno")
    assert (person.name, person.email, person.email_alias) == ("Sukarno", "", None)


def test_particulars_are_put_right_with_a_reason_and_found_anew(cast: Cast) -> None:
    given = {**PARTICULARS, "family_name": "Fernández", "email": "carla@new.example"}
    acts.correct(by=acting(cast.olive), person=cast.carla, reason="Identity card seen.", **given)
    assert Person.objects.get(pk=cast.carla.pk).name == "Carla Fernández"
    assert list(persons.find("Fernan")) == [cast.carla]
    assert list(persons.find("CARLA@new.example")) == [cast.carla]


def test_particulars_are_not_put_right_without_a_reason(cast: Cast) -> None:
    assert refused(acts.correct, by=acting(cast.olive), person=cast.carla, reason=" ", **PARTICULARS) == "R-60"


def test_address_with_which_somebody_signs_in_is_not_changed_by_others(cast: Cast) -> None:
    account = accounts.opened_for(cast.carla, None)
    carla = accounts.link(by=actors.machine("demo"), person=cast.carla, account=account, email=cast.carla.email)
    given = {**PARTICULARS, "email": "thief@example.org"}
    assert refused(acts.correct, by=acting(cast.olive), person=carla, reason="Asked.", **given) == "account-address"


def test_person_is_found_by_number_and_by_any_part_of_the_name(cast: Cast) -> None:
    name = cast.quinn.family_name
    assert [list(persons.find(text)) for text in (cast.quinn.number.lower(), name[:4], name.upper())] == [
        [cast.quinn]
    ] * 3


def test_names_of_many_cost_two_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    ids = [cast.ada.id, cast.tom.id, cast.quinn.id, cast.gero.id]
    with django_assert_num_queries(1), django_assert_num_queries(1, using="keys"):
        names = persons.names(ids)
    assert names == {person.id: person.name for person in (cast.ada, cast.tom, cast.quinn, cast.gero)}


def test_erased_person_leaves_a_number_and_nothing_else(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        acts.erase(by=acting(cast.tom), person=cast.carla, reason="Asked for it; nothing is to be kept.")
    gone = Person.objects.get(pk=cast.carla.pk)
    assert (gone.name, gone.email, gone.email_alias, gone.birth_date) == ("erased person", "", None, None)
    assert not DataKey.objects.filter(id=gone.data_key).exists()
    assert list(persons.find("Carla")) == []
    assert persons.names([gone.id]) == {gone.id: "erased person"}


def test_refused_erasure_destroys_nothing(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert refused(acts.erase, by=acting(cast.tom), person=cast.olive, reason="Asked.") == "erase-roles"
    assert DataKey.objects.filter(id=cast.olive.data_key).exists()


def test_erasure_that_a_crash_interrupted_is_finished(cast: Cast) -> None:
    acts.erase(by=acting(cast.tom), person=cast.carla, reason="Asked.")
    assert erasure.finish() == 1
    assert not DataKey.objects.filter(id=cast.carla.data_key).exists()
    assert erasure.finish() == 0


def test_erased_person_is_not_written_again(cast: Cast) -> None:
    gone = acts.erase(by=acting(cast.tom), person=cast.carla, reason="Asked.")
    assert refused(acts.correct, by=acting(cast.olive), person=gone, reason="Back.", **PARTICULARS) == "person-there"
    assert refused(accounts.invite, by=acting(cast.olive), person=gone) == "person-there"


def test_same_role_twice_is_refused_in_words(cast: Cast) -> None:
    given = {"person": cast.olive, "role": "operations", "scope": cast.body, "from_on": date(2026, 3, 2)}
    assert refused(grants.give, by=acting(cast.tom), **given) == "grant_is_held_once"


def test_last_administrator_stays(cast: Cast) -> None:
    grant = cast.ada.grants.get()
    assert refused(grants.end, by=acting(cast.tom), grant=grant, reason="Leaves.") == "administrator-remains"


def test_role_is_ended_once_and_with_a_reason(cast: Cast) -> None:
    grant = cast.quinn.grants.first()
    assert grant is not None
    assert refused(grants.end, by=acting(cast.tom), grant=grant, reason="") == "R-60"
    ended = grants.end(by=acting(cast.tom), grant=grant, reason="Leaves.")
    assert refused(grants.end, by=acting(cast.tom), grant=ended, reason="Again.") == "grant-open"


def test_reason_is_nowhere_plain_in_the_ledger(cast: Cast) -> None:
    acts.correct(by=acting(cast.olive), person=cast.carla, reason="Frau Fernandes rang.", **PARTICULARS)
    entry = Entry.objects.get(act="identity.person.correct")
    assert "rang" not in "".join(str(value) for value in vars(entry).values())
