"""An installation begins once."""

import pytest

from guildhall.identity import founding
from guildhall.identity.acts import accounts, persons
from guildhall.identity.models import Grant, Invitation, Person, Scope
from guildhall.kernel.actors import BOOTSTRAP
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.models import Entry


def begin() -> Invitation:
    return founding.found(
        name="Nordlicht Certification", given_name="Ada", family_name="Quellmalz", email="ada@nordlicht.example"
    )


def test_founding_makes_body_administrator_and_invitation() -> None:
    invitation = begin()
    assert [scope.name for scope in Scope.objects.all()] == ["Nordlicht Certification"]
    assert [(grant.person, grant.role) for grant in Grant.objects.all()] == [(invitation.person, "administrator")]
    assert [entry.act for entry in Entry.objects.order_by("id")] == [
        "identity.scope.open",
        "identity.person.register",
        "identity.account.invite",
        "identity.grant.give",
    ]


def test_founding_twice_is_refused_and_leaves_nothing() -> None:
    begin()
    with pytest.raises(Refusal) as refused:
        begin()
    assert refused.value.code == "founded-once"
    assert Person.objects.count() == 1


def test_installation_does_nothing_more_once_founded() -> None:
    invitation = begin()
    with pytest.raises(Refusal, match="already has an administrator"):
        persons.register(by=BOOTSTRAP, given_name="Eve", family_name="Late")
    with pytest.raises(Refusal, match="already has an administrator"):
        accounts.invite(by=BOOTSTRAP, person=invitation.person)
