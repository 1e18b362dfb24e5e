"""What conformity looks at in the bank: each control holds, and names the offender that the forge puts there."""

from collections.abc import Iterator
from typing import Any

import pytest

from guildhall.itembank import contents, controls, readings
from guildhall.itembank.acts import items, reviews
from guildhall.itembank.models import ItemReview, ItemVersion, Origin
from guildhall.kernel.declarations import Control, ControlState
from tests import forge
from tests.cast import Cast, acting, engage
from tests.governance.making_body import a_house, switched_on
from tests.itembank.making import a_draft, a_question, in_review, items_in_use, reviewed, trains
from tests.making import Made, a_scheme
from tests.staging import set_once


def named(control: Control) -> list[str]:
    """The numbers of the offenders that a control names."""
    return [each.number for each in control.query().findings]


def state(control: Control) -> ControlState:
    return control.query().state


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Cast, Made, list[ItemVersion]]]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        yield cast, made, items_in_use(made, {"A": 3, "B": 2, "C": 1})


@pytest.fixture
def cast(stage: tuple[Cast, Made, list[ItemVersion]]) -> Cast:
    return stage[0]


@pytest.fixture
def made(stage: tuple[Cast, Made, list[ItemVersion]]) -> Made:
    return stage[1]


@pytest.fixture
def bank(stage: tuple[Cast, Made, list[ItemVersion]]) -> list[ItemVersion]:
    """What one form needs, in use."""
    return stage[2]


ALL = [
    controls.reviewed_by_somebody_else,
    controls.nobody_judged_their_own_item,
    controls.items_stand_in_the_blueprint,
    controls.blueprint_can_be_filled,
    controls.in_use_is_what_was_approved,
    controls.trainers_saw_no_items_of_others,
    controls.fairness_was_reviewed,
    controls.keys_were_borne_out,
    controls.as_many_reviewed_as_the_policy_wants,
    controls.no_point_was_left_open,
]


@pytest.mark.parametrize("control", ALL, ids=lambda control: control.name)
def test_what_went_its_way_conforms(bank: list[ItemVersion], control: Control) -> None:
    assert state(control) is ControlState.HOLDS
    if control is not controls.trainers_saw_no_items_of_others:
        assert control.query().looked_at > 0


def test_an_item_in_use_without_an_independent_review_is_named(made: Made, bank: list[ItemVersion]) -> None:
    first, second, third, *_ = (ItemReview.objects.get(version=each, step="content") for each in bank)
    forge.remove(first)
    forge.alter(second, reviewed_by=made.crew.ivo)
    forge.alter(third, fingerprint="0" * 64)

    assert named(controls.reviewed_by_somebody_else) == [f"IT-2026-00000{number} v1" for number in (1, 2, 3)]


def test_who_judged_their_own_item_is_named_by_the_item(made: Made, bank: list[ItemVersion]) -> None:
    forge.alter(ItemReview.objects.get(version=bank[1], step="fairness"), reviewed_by=made.crew.ivo)
    revised = items.revise(by=acting(made.crew.max), version=bank[4])
    forge.alter(revised, approved_by=made.crew.ivo, approved_at=revised.authored_at)

    assert named(controls.nobody_judged_their_own_item) == ["IT-2026-000002 v1", "IT-2026-000005 v2"]


def test_who_judged_an_item_before_they_wrote_on_it_did_nothing_wrong(made: Made, bank: list[ItemVersion]) -> None:
    items.revise(by=acting(made.crew.max), version=bank[0])

    assert state(controls.nobody_judged_their_own_item) is ControlState.HOLDS
    assert state(controls.reviewed_by_somebody_else) is ControlState.HOLDS


def test_an_item_in_use_outside_the_blueprint_is_named(made: Made, bank: list[ItemVersion]) -> None:
    forge.alter(bank[5].item, domain_code="D")

    assert named(controls.items_stand_in_the_blueprint) == ["IT-2026-000006 v1"]


def test_a_domain_without_the_items_of_a_form_is_named(made: Made, bank: list[ItemVersion]) -> None:
    forge.alter(bank[5].item, domain_code="A")

    assert named(controls.blueprint_can_be_filled) == ["WTT C"]


def test_an_item_that_changed_since_its_approval_is_named(made: Made, bank: list[ItemVersion]) -> None:
    touched, moved = bank[0], bank[1]
    touched.source = touched.source.replace("<qti-value>B<", "<qti-value>C<")
    with forge.behind_the_acts():
        touched.save(update_fields=["source"])
    sealed = ItemVersion.objects.filter(pk=moved.pk).values_list("source", flat=True)[0]
    forge.alter(bank[2], source=sealed)

    assert named(controls.in_use_is_what_was_approved) == ["IT-2026-000001 v1", "IT-2026-000003 v1"]


def test_an_item_that_the_house_can_no_longer_score_is_named(made: Made, bank: list[ItemVersion]) -> None:
    broken = bank[3]
    broken.source = broken.source.replace("<qti-value>B<", "<qti-value>Z<")
    with forge.behind_the_acts():
        broken.save(update_fields=["source"])
    forge.alter(broken, fingerprint=contents.fingerprint(broken))

    assert named(controls.in_use_is_what_was_approved) == ["IT-2026-000004 v1"]


def test_a_machines_draft_that_no_expert_stands_for_is_named(made: Made, cast: Cast, bank: list[ItemVersion]) -> None:
    assert state(controls.experts_stand_for_machine_drafts) is ControlState.NOT_APPLICABLE
    switched_on(a_house(cast, made.scope))
    given = {"scheme": made.scheme, "domain_code": "A", "question": a_question()}
    drafted = items.write(by=acting(made.crew.ivo), by_machine=True, drafted_with="2.1", **given)
    accepted = reviewed(made, drafted)
    reviews.approve(by=acting(made.crew.max), version=accepted)
    assert state(controls.experts_stand_for_machine_drafts) is ControlState.HOLDS

    forge.alter(bank[0], origin=Origin.MACHINE)

    assert named(controls.experts_stand_for_machine_drafts) == ["IT-2026-000001 v1"]


def test_an_item_that_a_trainer_opened_is_named(made: Made, cast: Cast, bank: list[ItemVersion]) -> None:
    readings.opened(by=acting(made.crew.ivo), version=bank[0])
    readings.opened(by=acting(made.crew.max), version=bank[1])
    waiting = in_review(made, a_draft(made))
    readings.seen(by=acting(made.crew.rita), version=waiting)

    trains(cast, made, made.crew.max)
    trains(cast, made, made.crew.ivo)

    assert named(controls.trainers_saw_no_items_of_others) == ["IT-2026-000002 v1"]
