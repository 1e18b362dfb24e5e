"""Items in use are flagged and judged, rest for a while, and come back; nothing of it is done by their author."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.identity.models import Person
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.itembank import queries
from guildhall.itembank.acts import flags, items, reviews
from guildhall.itembank.models import ItemFlag, ItemVersion
from guildhall.kernel import clock
from guildhall.ledger import history
from tests.cast import Cast, acting, authorise, sign_in
from tests.itembank.making import a_draft, a_question, in_use, refused, set_policy, trains
from tests.itembank.test_pages import sent, words
from tests.making import Made, a_psychometrician


@pytest.fixture
def nele(cast: Cast, made: Made) -> Person:
    return a_psychometrician(cast, made)


@pytest.fixture
def used(made: Made) -> ItemVersion:
    return in_use(made, a_draft(made))


@pytest.fixture
def flagged(nele: Person, used: ItemVersion) -> ItemVersion:
    return flags.flag(by=acting(nele), version=used, reason="Option A is chosen by the best: two keys?")


def test_a_flagged_item_goes_into_no_form_until_it_is_judged(made: Made, nele: Person, flagged: ItemVersion) -> None:
    assert (flagged.state, list(queries.usable(made.scheme))) == ("flagged", [])

    kept = flags.keep(by=acting(made.crew.max), version=flagged, reason="The manual says B alone.")

    ruled = ItemFlag.objects.get()
    assert (kept.state, ruled.ruling, ruled.ruled_by, ruled.raised_by) == ("operational", "kept", made.crew.max, nele)
    assert ruled.ruling_reason == "The manual says B alone."
    assert list(queries.usable(made.scheme)) == [kept]


def test_what_is_flagged_or_judged_has_its_reason_which_stands_in_no_history(
    made: Made, nele: Person, used: ItemVersion
) -> None:
    assert refused("R-60", flags.flag, by=acting(nele), version=used, reason=" ").field == "reason"
    version = flags.flag(by=acting(nele), version=used, reason="The rotor is not the only key.")
    refused("R-60", flags.keep, by=acting(made.crew.max), version=version, reason="")

    assert "rotor" not in str([line.told for line in history.of(version)]).lower()
    assert "rotor" not in str(list(ItemFlag.objects.values())).lower()


@pytest.mark.parametrize(
    ("ruled", "ruling"), [(reviews.retire, "retired"), (reviews.compromise, "locked")], ids=["retired", "locked"]
)
def test_what_takes_an_item_out_of_use_settles_its_flag(
    made: Made, flagged: ItemVersion, ruled: Any, ruling: str
) -> None:
    ruled(by=acting(made.crew.max), version=flagged, reason="It is wrong.")

    flag = ItemFlag.objects.get()
    assert (flag.ruling, flag.ruled_by, flag.ruling_reason) == (ruling, made.crew.max, "It is wrong.")


def test_a_new_version_settles_the_flag_when_it_comes_into_use(made: Made, flagged: ItemVersion) -> None:
    revised = items.revise(by=acting(made.crew.ivo), version=flagged)
    in_use(made, items.edit(by=acting(made.crew.ivo), version=revised, question=a_question(stem="What is locked?")))

    flagged.refresh_from_db()
    assert (flagged.state, ItemFlag.objects.get().ruling) == ("retired", "replaced")


def test_an_author_does_not_judge_what_was_flagged_about_their_own(made: Made, flagged: ItemVersion) -> None:
    authorise(made.crew.ivo, EXAM_MANAGER, made.scope)

    refused("R-11", flags.keep, by=acting(made.crew.ivo), version=flagged, reason="It is right.")


@pytest.mark.parametrize("name", ["ivo", "rita", "sam", "dora"])
def test_who_measures_or_manages_flags_and_who_manages_judges(
    made: Made, nele: Person, used: ItemVersion, name: str
) -> None:
    refused("R-46", flags.flag, by=acting(getattr(made.crew, name)), version=used, reason="So.")
    version = flags.flag(by=acting(made.crew.max), version=used, reason="So.")
    refused("R-46", flags.keep, by=acting(nele), version=version, reason="So.")


def test_a_trainer_flags_judges_and_rests_nothing(made: Made, cast: Cast, nele: Person, flagged: ItemVersion) -> None:
    other = in_use(made, a_draft(made))
    resting = flags.rest(by=acting(made.crew.max), version=in_use(made, a_draft(made)), reason="Often seen.")
    for person in (nele, made.crew.max):
        trains(cast, made, person)
    by = acting(made.crew.max)

    refused("R-10", flags.flag, by=acting(nele), version=other, reason="So.")
    refused("R-10", flags.keep, by=by, version=flagged, reason="So.")
    refused("R-10", flags.rest, by=by, version=other, reason="So.")
    refused("R-10", flags.wake, by=by, version=resting, reason="So.")


def test_an_item_rests_as_long_as_the_policy_says_and_is_used_again(made: Made, used: ItemVersion) -> None:
    set_policy(made, rest_months=6)
    by = acting(made.crew.max)

    refused("R-60", flags.rest, by=by, version=used, reason=" ")
    resting = flags.rest(by=by, version=used, reason="Five hundred candidates have seen it.")
    assert (resting.state, resting.rests_until, list(queries.usable(made.scheme))) == (
        "resting",
        date(2026, 9, 2),
        [],
    )
    assert list(queries.rests_to_end(made.crew.max.pk)) == []
    with clock.at(clock.now() + timedelta(days=200)):
        assert list(queries.rests_to_end(made.crew.max.pk)) == [resting]
    refused("R-60", flags.wake, by=by, version=resting, reason="")
    awake = flags.wake(by=by, version=resting, reason="Its rest is over.")

    assert (awake.state, awake.rests_until, list(queries.usable(made.scheme))) == ("operational", None, [awake])


def test_an_item_rests_until_a_day_that_somebody_names(made: Made, used: ItemVersion) -> None:
    until = clock.today() + timedelta(days=30)

    assert flags.rest(by=acting(made.crew.max), version=used, reason="Seen.", until=until).rests_until == until


def test_what_rests_can_be_flagged_and_replaced(made: Made, nele: Person, used: ItemVersion) -> None:
    resting = flags.rest(by=acting(made.crew.max), version=used, reason="Seen.")
    assert items.revise(by=acting(made.crew.ivo), version=resting).ordinal == 2

    assert flags.flag(by=acting(nele), version=resting, reason="Too easy.").rests_until is None


def test_flags_and_rests_have_their_pages(made: Made, nele: Person, used: ItemVersion) -> None:
    def at(verb: str) -> str:
        return reverse(f"itembank:version-{verb}", args=[used.pk])

    measuring, manager = (sign_in(Client(), person) for person in (nele, made.crew.max))

    assert sent(measuring, at("flag"), reason="Two keys?").status_code == 302
    assert "Two keys? Nele Marquardt" in words(manager.get(at("key-around")))
    assert sent(manager, at("keep"), reason="B alone.").status_code == 302
    assert "Max Prüfling: B alone." in words(manager.get(at("key-around")))
    assert sent(manager, at("rest"), reason="Seen.").status_code == 302
    assert "Rests until" in words(manager.get(at("key-around").removesuffix("key/around/")))
    assert sent(manager, at("wake"), reason="Rested.").status_code == 302
    used.refresh_from_db()
    assert used.state == "operational"
