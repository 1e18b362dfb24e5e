"""Who may do what, as a table: every act of identity that a person does, for everybody of the cast."""

import pytest

from guildhall.identity.models import Absence, Person, Token
from guildhall.ledger.acts import all_acts, named
from tests.cast import Cast, acting

STAFF = {"ada", "tom", "olive"}
APPOINTS = {"ada", "tom"}
EVERYBODY = ("ada", "tom", "quinn", "olive", "carla", "gero", "otto")

MAY: dict[str, set[str]] = {
    "identity.scope.open": APPOINTS,
    "identity.person.register": STAFF,
    "identity.person.correct": STAFF,
    "identity.person.reach": {"carla"},
    "identity.person.erase": APPOINTS,
    "identity.account.invite": STAFF,
    "identity.account.accept": set(),
    "identity.account.link": set(),
    "identity.account.readdress": {"carla"},
    "identity.account.unlink": {"ada"},
    "identity.factor.reset": {"ada"},
    "identity.token.make": {"carla"},
    "identity.token.revoke": {"ada", "carla"},
    "identity.grant.give": APPOINTS,
    "identity.grant.end": APPOINTS,
    "identity.grant.condition": set(),
    "identity.absence.declare": APPOINTS | {"carla"},
    "identity.absence.end": APPOINTS | {"quinn"},
}
"""By whom each act may be done on Carla; an absence that is ended is Quinn's."""


def test_table_holds_every_act_of_the_room() -> None:
    assert set(MAY) == {each.name for each in all_acts() if each.room == "identity"}


@pytest.mark.parametrize("name", sorted(MAY))
def test_act_is_permitted_to_exactly_these(cast: Cast, name: str) -> None:
    act = named(name)
    grant = cast.quinn.grants.first()
    token = Token(person=cast.carla)
    known = {"person": cast.carla, "token": token, "absence": _absence(cast.quinn), "grant": grant}
    allowed = {
        who
        for who in EVERYBODY
        if act.permission.refusal(
            by=acting(getattr(cast, who)), **{n: known[n] for n in act.permission.needs if n != "by"}
        )
        is None
    }
    assert allowed == MAY[name]


def _absence(person: Person) -> Absence:
    return Absence(person=person, deputy=person)
