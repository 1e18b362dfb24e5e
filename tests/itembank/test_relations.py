"""Enemies never stand in one form, and sets go into one whole or not at all; what is said of both, and by whom."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.itembank import controls
from guildhall.itembank.acts import enemies, sets
from guildhall.itembank.models import EnemyPair, ItemSet, ItemVersion, SetMember
from guildhall.itembank.queries import relations
from guildhall.kernel.declarations import ControlState
from tests import forge
from tests.cast import Cast, acting, sign_in
from tests.itembank.making import a_draft, refused, trains, whole
from tests.making import Made

TELLS = "One tells the answer of the other."


@pytest.fixture
def three(made: Made) -> list[ItemVersion]:
    """Three items that say different things."""
    stems = ("What locks the rotor?", "Which oil is for the gear?", "Who signs the permit on site?")
    return [a_draft(made, title=stem[:12], stem=stem, options=(stem[::-1], "No", "Both")) for stem in stems]


def declared(made: Made, one: ItemVersion, other: ItemVersion) -> EnemyPair:
    """Two items that Max declared enemies."""
    given = {"other_number": other.item.number, "reason": TELLS}
    return enemies.declare(by=acting(made.crew.max), version=one, **given)


def a_set(made: Made, *versions: ItemVersion) -> ItemSet:
    """A set that Max formed of items."""
    by = acting(made.crew.max)
    found = sets.form(by=by, scheme=made.scheme, title="The gear case")
    for version in versions:
        sets.put(by=by, version=version, set_number=found.number)
    return found


def test_enemies_and_sets_are_told_to_whoever_assembles(made: Made, three: list[ItemVersion]) -> None:
    first, second, third = (each.item_id for each in three)
    declared(made, three[2], three[0])
    found = a_set(made, three[1], three[0])

    assert relations.enemies(made.scheme) == [tuple(sorted((first, third)))]
    assert relations.sets(made.scheme) == {found.number: [second, first]}
    assert found.number.startswith("QS-2026-")


def test_a_pair_is_one_pair_whichever_is_named_first(made: Made, three: list[ItemVersion]) -> None:
    pair = declared(made, three[1], three[0])

    assert (pair.item, pair.other, pair.reason) == (three[0].item, three[1].item, TELLS)
    given = {"by": acting(made.crew.max), "reason": TELLS}
    refused(
        "enemies_are_one_pair", enemies.declare, version=three[0], other_number=three[1].item.number.lower(), **given
    )


@pytest.mark.parametrize("number", ["IT-2026-000001", "IT-2026-000099", ""])
def test_an_enemy_is_another_item_of_the_scheme(made: Made, three: list[ItemVersion], number: str) -> None:
    by = acting(made.crew.max)

    refused("item-enemies", enemies.declare, by=by, version=three[0], other_number=number, reason=TELLS)


def test_enmity_has_its_reason_and_is_lifted_with_one(made: Made, three: list[ItemVersion]) -> None:
    by, other = acting(made.crew.max), three[1].item.number
    refused("R-60", enemies.declare, by=by, version=three[0], other_number=other, reason="")
    pair = declared(made, three[0], three[1])
    refused("R-60", enemies.lift, by=by, pair=pair, reason=" ")

    lifted = enemies.lift(by=by, pair=pair, reason="The second was written anew.")

    assert (lifted.state, lifted.lifted_by, relations.enemies(made.scheme)) == ("lifted", made.crew.max, [])
    refused("state", enemies.lift, by=by, pair=lifted, reason="Again.")
    assert declared(made, three[0], three[1]).state == "declared"


def test_a_set_holds_no_enemies_and_enemies_are_in_no_common_set(made: Made, three: list[ItemVersion]) -> None:
    by = acting(made.crew.max)
    declared(made, three[0], three[1])
    found = a_set(made, three[0], three[2])

    refused("item-set", sets.put, by=by, version=three[1], set_number=found.number)
    number = three[2].item.number
    refused("item-enemies", enemies.declare, by=by, version=three[0], other_number=number, reason=TELLS)


def test_an_item_is_in_one_set_of_its_scheme(made: Made, three: list[ItemVersion]) -> None:
    by = acting(made.crew.max)
    a_set(made, three[0])
    other = a_set(made)

    refused("item_is_in_one_set", sets.put, by=by, version=three[0], set_number=other.number)
    refused("item-set", sets.put, by=by, version=three[1], set_number="QS-2026-000099")


def test_an_item_leaves_a_set_and_a_set_is_dissolved(made: Made, three: list[ItemVersion]) -> None:
    by = acting(made.crew.max)
    found = a_set(made, *three)

    sets.take_out(by=by, member=relations.members(found)[0])
    assert relations.sets(made.scheme) == {found.number: [three[1].item_id, three[2].item_id]}
    refused("R-60", sets.dissolve, by=by, item_set=found, reason="")
    done = sets.dissolve(by=by, item_set=found, reason="The case is not used any more.")

    assert (done.state, relations.sets(made.scheme)) == ("dissolved", {})
    assert SetMember.objects.filter(left_at__isnull=True).count() == 0
    refused("item-set", sets.put, by=by, version=three[0], set_number=found.number)


@pytest.mark.parametrize("name", ["ivo", "rita", "sam"])
def test_others_relate_no_items(made: Made, three: list[ItemVersion], name: str) -> None:
    by, pair, found = acting(getattr(made.crew, name)), declared(made, three[0], three[1]), a_set(made, three[2])
    member = SetMember.objects.get()
    tried: list[tuple[Any, dict[str, Any]]] = [
        (enemies.declare, {"version": three[0], "other_number": three[2].item.number, "reason": TELLS}),
        (enemies.lift, {"pair": pair, "reason": TELLS}),
        (sets.form, {"scheme": made.scheme, "title": "Mine"}),
        (sets.put, {"version": three[0], "set_number": found.number}),
        (sets.take_out, {"member": member}),
        (sets.dissolve, {"item_set": found, "reason": TELLS}),
    ]

    for act, given in tried:
        refused("R-46", act, by=by, **given)


def test_who_trains_for_the_scheme_relates_no_items(made: Made, cast: Cast, three: list[ItemVersion]) -> None:
    pair, found = declared(made, three[0], three[1]), a_set(made, three[2])
    trains(cast, made, made.crew.max)
    by = acting(made.crew.max)

    given = {"other_number": three[2].item.number, "reason": TELLS}
    refused("R-10", enemies.declare, by=by, version=three[0], **given)
    refused("R-10", sets.put, by=by, version=three[0], set_number=found.number)
    refused("R-10", enemies.lift, by=by, pair=pair, reason=TELLS)
    refused("R-10", sets.dissolve, by=by, item_set=found, reason=TELLS)
    seen = [relations.pairs_seen_by(made.crew.max.pk), relations.sets_of(made.crew.max.pk)]
    assert [list(each) for each in seen] == [[], []]


def test_the_pages_declare_enemies_and_form_sets(made: Made, three: list[ItemVersion]) -> None:
    browser = sign_in(Client(), made.crew.max)

    def sent(name: str, pk: Any, **typed: Any) -> Any:
        at = reverse(f"itembank:{name}", args=[pk])
        form = browser.get(at).context["form"]
        carried = {each: form[each].value() for each in ("once", "revision") if form[each].value() is not None}
        return browser.post(at, {**carried, **typed})

    answer = sent("version-enemies", three[0].pk, other_number=three[1].item.number, reason=TELLS)
    pair = EnemyPair.objects.get()
    assert answer["Location"] == reverse("itembank:enemy", args=[pair.pk])
    assert TELLS in browser.get(answer["Location"]).content.decode()
    assert sent("enemy-lift", pair.pk, reason="Written anew.").status_code == 302

    answer = sent("set-form", made.scheme.pk, title="The gear case")
    found = ItemSet.objects.get()
    assert sent("version-set", three[0].pk, set_number=found.number).status_code == 302
    assert three[0].item.number in browser.get(answer["Location"]).content.decode()
    assert sent("set-take-out", SetMember.objects.get().pk).status_code == 302
    assert sent("set-dissolve", found.pk, reason="Not used.").status_code == 302
    listed = [browser.get(reverse(f"itembank:{name}")).content.decode() for name in ("enemies", "sets")]
    assert ("Lifted" in listed[0], "Dissolved" in listed[1]) == (True, True)


def test_the_page_of_an_item_tells_managers_how_it_stands_to_others(made: Made, three: list[ItemVersion]) -> None:
    declared(made, three[0], three[1])
    found = a_set(made, three[0])
    wanted = [three[1].item.number, found.number]

    shown = {name: whole(sign_in(Client(), getattr(made.crew, name)), three[0]) for name in ("max", "ivo")}

    assert [each for each in wanted if each not in shown["max"]] == []
    assert (three[1].item.number in shown["ivo"], "How it stands to other items" in shown["ivo"]) == (False, False)


def test_a_control_names_sets_that_hold_enemies(made: Made, three: list[ItemVersion]) -> None:
    found = a_set(made, three[0], three[1])
    a_set(made, three[2])
    assert controls.no_set_holds_enemies.query().state == ControlState.HOLDS

    given = {"item": three[0].item, "other": three[1].item, "declared_by": made.crew.max}
    forge.make(EnemyPair, **given)

    answer = controls.no_set_holds_enemies.query()
    assert ([each.record for each in answer.findings], answer.looked_at) == ([found.ref], 2)
