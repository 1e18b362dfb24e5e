"""How known items are: counted from what candidates met, shown on the item, and worn items waiting to rest."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.itembank import controls, work
from guildhall.itembank.acts import exposures, flags, policies, reviews
from guildhall.itembank.acts.exposures import COUNTING
from guildhall.itembank.models import Exposure, ItemVersion
from guildhall.itembank.queries import exposures as of_exposures
from guildhall.kernel.declarations import ControlState
from tests.cast import acting, sign_in
from tests.itembank.making import a_draft, in_use, refused
from tests.making import Made


@pytest.fixture
def version(made: Made) -> ItemVersion:
    return in_use(made, a_draft(made))


def counted(made: Made, version: ItemVersion, shown: int, last: str = "2026-03-01") -> Exposure:
    exposures.count(by=COUNTING, scheme=made.scheme, seen={str(version.pk): (shown, last)})
    return Exposure.objects.get(version=version)


def rests_after(made: Made, candidates: int) -> None:
    policies.set_policy(by=acting(made.crew.sam), scheme=made.scheme, reason="A small pool.", rest_after=candidates)


def test_what_candidates_met_is_counted_by_the_house_alone(made: Made, version: ItemVersion) -> None:
    assert of_exposures.shown(version) == 0
    first = counted(made, version, 3)
    again = counted(made, version, 5, "2026-03-02")

    assert (first.pk, again.shown, again.last_on) == (again.pk, 5, date(2026, 3, 2))
    assert of_exposures.shown(version) == 5
    given = {"scheme": made.scheme, "seen": {str(version.pk): (0, "")}}
    refused("permission", exposures.count, by=acting(made.crew.max), **given)


def test_the_page_of_an_item_says_how_known_it_is(made: Made, version: ItemVersion) -> None:
    counted(made, version, 12)
    address = reverse("itembank:version", args=[version.pk])
    way = reverse("itembank:version-lookers", args=[version.pk])

    told = {name: sign_in(Client(), getattr(made.crew, name)).get(address).content.decode() for name in ("max", "ivo")}

    assert {name: "12 candidates saw it" in page for name, page in told.items()} == {"max": True, "ivo": True}
    assert {name: way in page for name, page in told.items()} == {"max": True, "ivo": False}


def waiting(made: Made) -> list[str]:
    return [each.what for each in work.items_to_rest.waiting_for(person_id=made.crew.max.id)]


def test_a_worn_item_waits_to_rest_where_the_policy_says_so(made: Made, version: ItemVersion) -> None:
    counted(made, version, 50)
    assert (waiting(made), controls.no_item_is_worn.query().state) == ([], ControlState.NOT_APPLICABLE)
    rests_after(made, 51)
    assert (waiting(made), controls.no_item_is_worn.query().state) == ([], ControlState.HOLDS)
    rests_after(made, 50)

    (what,) = waiting(made)
    answer = controls.no_item_is_worn.query()
    assert what == f"Item {version}: let it rest"
    assert ([each.number for each in answer.findings], answer.looked_at) == ([str(version)], 1)

    flags.rest(by=acting(made.crew.max), version=version, reason="Worn.", **_until(flags.rest))
    assert (waiting(made), controls.no_item_is_worn.query().state) == ([], ControlState.HOLDS)


def _until(act: Any) -> dict[str, Any]:
    return {"until_on": date(2027, 3, 2)} if "until_on" in act.parameters else {}


def test_a_locked_item_is_locked_at_once_whatever_it_was(made: Made, version: ItemVersion) -> None:
    locked = reviews.compromise(by=acting(made.crew.max), version=version, reason="Seen in a forum.")

    assert locked.state == "compromised"
    assert not ItemVersion.objects.filter(state="operational").exists()
