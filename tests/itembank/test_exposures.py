"""How known items are: counted from what candidates met, shown on the item, and worn items waiting to rest."""

from collections.abc import Iterator
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
from tests.cast import Cast, acting, engage, sign_in
from tests.itembank.making import a_draft, in_use, refused, trains, whole
from tests.making import Made, a_scheme
from tests.staging import set_once

Stage = tuple[Cast, Made, list[ItemVersion]]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """A scheme with three items in use; each test leaves them as they were."""
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        yield cast, made, [in_use(made, a_draft(made)) for _each in range(3)]


@pytest.fixture
def cast(stage: Stage) -> Cast:
    return stage[0]


@pytest.fixture
def made(stage: Stage) -> Made:
    return stage[1]


@pytest.fixture
def version(stage: Stage) -> ItemVersion:
    return stage[2][0]


def counted(made: Made, version: ItemVersion, shown: int, last: str = "2026-03-01", lately: int = 0) -> Exposure:
    exposures.count(by=COUNTING, scheme=made.scheme, seen={str(version.pk): (shown, last, lately)})
    return Exposure.objects.get(version=version)


def rests_after(made: Made, candidates: int, within: int = 0) -> None:
    limit = {"rest_after": candidates, "rest_within": within}
    policies.set_policy(by=acting(made.crew.sam), scheme=made.scheme, reason="A small pool.", **limit)


def test_what_candidates_met_is_counted_by_the_house_alone(made: Made, version: ItemVersion) -> None:
    assert of_exposures.shown(version) == 0
    first = counted(made, version, 3)
    again = counted(made, version, 5, "2026-03-02")

    assert (first.pk, again.shown, again.last_on) == (again.pk, 5, date(2026, 3, 2))
    assert of_exposures.shown(version) == 5
    given = {"scheme": made.scheme, "seen": {str(version.pk): (0, "", 0)}}
    refused("permission", exposures.count, by=acting(made.crew.max), **given)


def test_the_page_of_an_item_says_how_known_it_is(made: Made, version: ItemVersion) -> None:
    counted(made, version, 12)
    way = reverse("itembank:version-lookers", args=[version.pk])

    told = {name: whole(sign_in(Client(), getattr(made.crew, name)), version) for name in ("max", "ivo")}

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

    answer = controls.no_item_is_worn.query()
    assert waiting(made) == ["WTT: let 1 item rest"]
    assert ([each.number for each in answer.findings], answer.looked_at) == ([str(version)], 3)

    flags.rest(by=acting(made.crew.max), version=version, reason="Worn.")
    assert (waiting(made), controls.no_item_is_worn.query().state) == ([], ControlState.HOLDS)


def test_after_its_rest_an_item_is_counted_anew(made: Made, version: ItemVersion) -> None:
    by = acting(made.crew.max)
    rests_after(made, 50)
    counted(made, version, 60)
    rested = flags.rest(by=by, version=version, reason="Worn.")
    version = flags.wake(by=by, version=rested, reason="Its time is over.")

    assert (counted(made, version, 109).since_rest, waiting(made)) == (49, [])
    assert "49 of them since its rest" in whole(sign_in(Client(), made.crew.max), version)
    counted(made, version, 110)
    assert waiting(made) == ["WTT: let 1 item rest"]


def test_within_months_only_who_saw_it_lately_counts(made: Made, version: ItemVersion) -> None:
    """An item of many years is not worn by who saw it long ago; after a rest both have to reach the limit."""
    counted(made, version, 900, lately=49)
    rests_after(made, 50, within=12)
    assert (of_exposures.looking_back(), waiting(made)) == ({made.scheme.pk: 12}, [])
    counted(made, version, 901, lately=50)

    answer = controls.no_item_is_worn.query()
    assert (waiting(made), [each.number for each in answer.findings]) == (["WTT: let 1 item rest"], [str(version)])

    rested = flags.rest(by=acting(made.crew.max), version=version, reason="Worn.")
    flags.wake(by=acting(made.crew.max), version=rested, reason="Its time is over.")
    assert waiting(made) == []
    counted(made, version, 950, lately=99)
    assert waiting(made) == []
    counted(made, version, 951, lately=100)
    assert waiting(made) == ["WTT: let 1 item rest"]


def test_the_months_stand_where_the_limit_does(made: Made, version: ItemVersion) -> None:
    counted(made, version, 900, lately=50)
    rests_after(made, 50, within=12)
    max_ = sign_in(Client(), made.crew.max)

    listed = max_.get(reverse("itembank:worn", args=[made.scheme.pk]))

    (_row, cells), *others = listed.context["rows"]
    assert ([str(each.value) for each in cells][2:5], others) == (["900", "50", "900"], [])
    assert "An item rests after 50 candidates within 12 months, for 12 months." in listed.content.decode()
    assert "after 50 candidates within 12 months" in max_.get(reverse("itembank:policies")).content.decode()
    assert "50 of them in the months to which its policy looks back" in whole(max_, version)


def test_months_without_a_limit_are_refused(made: Made) -> None:
    assert refused("bank-policy", rests_after, made=made, candidates=0, within=12).field == "rest_after"
    rests_after(made, 50, within=12)
    rests_after(made, 50)
    assert of_exposures.looking_back() == {}


def test_items_at_their_limit_rest_together_with_a_report_on_each(stage: Stage) -> None:
    _cast, made, (version, another, fresh) = stage
    for each, shown in ((version, 50), (another, 80), (fresh, 49)):
        counted(made, each, shown)
    rests_after(made, 50)
    max_, page = sign_in(Client(), made.crew.max), reverse("itembank:worn", args=[made.scheme.pk])

    shown = max_.get(page)
    assert [str(row) for row, _cells in shown.context["rows"]] == [str(version), str(another)]
    assert "An item rests after 50 candidates, for 12 months." in shown.content.decode()
    chosen = [f"{row.pk}@{row.revision}" for row, _cells in shown.context["rows"]]
    asked = max_.post(page, {"act": "itembank.item.rest", "row": chosen})
    assert "As many candidates have seen it as the policy" in asked.content.decode()
    again = {"act": "itembank.item.rest", "row": chosen, "go": "", "reason": "At the limit.", "once": "1" * 32}
    report = max_.post(page, again)

    assert (report.context["done"], waiting(made)) == (2, [])
    assert "No item in use has reached its limit" in max_.get(page).content.decode()
    assert set(ItemVersion.objects.filter(state="resting")) == {version, another}


def test_the_register_and_the_health_of_the_bank_show_what_is_to_rest(stage: Stage) -> None:
    _cast, made, (version, fresh, _another) = stage
    counted(made, version, 50)
    counted(made, fresh, 49)
    rests_after(made, 50)
    max_ = sign_in(Client(), made.crew.max)

    narrowed = max_.get(reverse("itembank:items"), {"seen": "worn"})
    health = max_.get(reverse("itembank:scheme-health", args=[made.scheme.pk]))

    assert [str(row) for row, _cells in narrowed.context["rows"]] == [str(version)]
    tiles = {each.words: (each.count, each.query) for each in health.context["tiles"]}
    assert tiles["to rest: at their limit"] == (1, "scheme=WTT&seen=worn")


def test_nobody_but_who_keeps_the_bank_sees_what_is_to_rest(made: Made, cast: Cast, version: ItemVersion) -> None:
    counted(made, version, 50)
    rests_after(made, 50)
    page = reverse("itembank:worn", args=[made.scheme.pk])

    assert [sign_in(Client(), each).get(page).status_code for each in (made.crew.rita, cast.otto)] == [403, 403]
    trains(cast, made, made.crew.max)
    told = sign_in(Client(), made.crew.max).get(page)
    assert (told.status_code, str(version) in told.content.decode(), waiting(made)) == (409, False, [])


def test_a_locked_item_is_locked_at_once_whatever_it_was(made: Made, version: ItemVersion) -> None:
    locked = reviews.compromise(by=acting(made.crew.max), version=version, reason="Seen in a forum.")

    assert locked.state == "compromised"
    assert version not in ItemVersion.objects.filter(state="operational")
