"""What conformity looks at in the way that items went: each control holds, and names who the forge puts there."""

from datetime import timedelta

import pytest

from guildhall.itembank import controls, readings
from guildhall.itembank.acts import flags, reviews, statistics
from guildhall.itembank.models import (
    AiValidation,
    ItemComment,
    ItemReview,
    ItemVersion,
    KeyValidation,
    StatisticsReview,
)
from guildhall.kernel import clock
from guildhall.kernel.declarations import ControlState
from guildhall.ledger.models import Access
from tests import forge
from tests.cast import Cast, acting
from tests.itembank.making import a_draft, in_pilot, items_in_use, measured, set_policy
from tests.itembank.test_controls import named, state
from tests.making import Made, a_psychometrician


@pytest.fixture
def bank(made: Made) -> list[ItemVersion]:
    """Four items in use."""
    return items_in_use(made, {"A": 3, "B": 1})


def test_an_item_used_without_a_review_of_its_words_is_named(made: Made, bank: list[ItemVersion]) -> None:
    first, second, third, _fourth = (ItemReview.objects.get(version=each, step="fairness") for each in bank)
    forge.remove(first)
    forge.alter(second, reviewed_by=made.crew.ivo)
    forge.alter(third, fingerprint="0" * 64)

    assert named(controls.fairness_was_reviewed) == [f"IT-2026-00000{number} v1" for number in (1, 2, 3)]


def test_an_item_used_without_a_blind_answer_is_named(made: Made, bank: list[ItemVersion]) -> None:
    first, second, third, fourth = (KeyValidation.objects.get(version=each) for each in bank)
    forge.remove(first)
    forge.alter(second, answered_by=made.crew.ivo)
    forge.alter(third, earned=0)
    early = {"at": fourth.answered_at - timedelta(minutes=1), "reading": "itembank.item.open", "outcome": "done"}
    forge.make(Access, actor=str(acting(made.crew.max)), subject=bank[3].ref, **early)

    assert named(controls.keys_were_borne_out) == [f"IT-2026-00000{number} v1" for number in (1, 2, 3, 4)]


def test_a_key_that_was_opened_after_the_blind_answer_is_no_matter(made: Made, bank: list[ItemVersion]) -> None:
    readings.opened(by=acting(made.crew.max), version=bank[0])

    assert state(controls.keys_were_borne_out) is ControlState.HOLDS


def test_an_item_accepted_by_fewer_than_the_policy_asked_for_is_named(made: Made, bank: list[ItemVersion]) -> None:
    with clock.at(clock.now() + timedelta(days=1)):
        set_policy(made, reviewers=2)
        assert state(controls.as_many_reviewed_as_the_policy_wants) is ControlState.HOLDS
    forge.alter(bank[1], approved_at=clock.now() + timedelta(days=2))

    assert named(controls.as_many_reviewed_as_the_policy_wants) == ["IT-2026-000002 v1"]

    copy = ItemReview.objects.get(version=bank[1], step="content")
    forge.make(
        ItemReview,
        version=bank[1],
        step="content",
        accepted=True,
        content_is_right=True,
        key_is_right=True,
        fingerprint=copy.fingerprint,
        reviewed_by=made.crew.dora,
    )
    assert state(controls.as_many_reviewed_as_the_policy_wants) is ControlState.HOLDS


def test_an_item_that_counts_without_its_pilot_is_named(made: Made, cast: Cast) -> None:
    set_policy(made, pilots=True, pilot_least=50)
    tried = measured(in_pilot(made, a_draft(made)))
    accepted = statistics.accept(by=acting(a_psychometrician(cast, made)), version=tried)
    reviews.approve(by=acting(made.crew.max), version=accepted)
    assert (state(controls.pilots_came_first), controls.pilots_came_first.query().looked_at) == (ControlState.HOLDS, 1)

    forge.remove(StatisticsReview.objects.get())

    assert named(controls.pilots_came_first) == ["IT-2026-000001 v1"]


def test_an_item_used_with_an_open_point_is_named(made: Made, bank: list[ItemVersion]) -> None:
    forge.make(ItemComment, version=bank[2], words="Two keys?", point=True, said_by=made.crew.rita)

    assert named(controls.no_point_was_left_open) == ["IT-2026-000003 v1"]


def test_a_flag_that_nobody_judges_is_named_after_thirty_days(made: Made, bank: list[ItemVersion]) -> None:
    flags.flag(by=acting(made.crew.max), version=bank[0], reason="Two keys?")

    answer = controls.flags_are_judged.query()
    assert (answer.state, answer.looked_at, answer.changes_on) == (
        ControlState.HOLDS,
        1,
        clock.today() + timedelta(days=31),
    )
    with clock.at(clock.now() + timedelta(days=31)):
        assert named(controls.flags_are_judged) == ["IT-2026-000001 v1"]
        bank[0].refresh_from_db()
        flags.keep(by=acting(made.crew.max), version=bank[0], reason="One.")
        assert state(controls.flags_are_judged) is ControlState.HOLDS


def test_statistics_that_nobody_sees_are_named_after_thirty_days(
    made: Made, cast: Cast, bank: list[ItemVersion]
) -> None:
    measured(bank[3])

    answer = controls.statistics_are_looked_at.query()
    assert (answer.state, answer.looked_at, answer.changes_on) == (
        ControlState.HOLDS,
        1,
        clock.today() + timedelta(days=31),
    )
    with clock.at(clock.now() + timedelta(days=31)):
        assert named(controls.statistics_are_looked_at) == ["IT-2026-000004 v1"]
    statistics.look(by=acting(made.crew.max), version=bank[3])
    with clock.at(clock.now() + timedelta(days=31)):
        assert state(controls.statistics_are_looked_at) is ControlState.HOLDS


@pytest.mark.parametrize("who", ["answered", "validated"])
def test_who_bore_out_or_stood_for_their_own_item_is_named(made: Made, bank: list[ItemVersion], who: str) -> None:
    if who == "answered":
        forge.alter(KeyValidation.objects.get(version=bank[1]), answered_by=made.crew.ivo)
    else:
        forge.make(AiValidation, version=bank[1], statement="Mine.", validated_by=made.crew.ivo)

    assert named(controls.nobody_judged_their_own_item) == ["IT-2026-000002 v1"]


def test_an_item_in_its_pilot_is_looked_at_as_one_in_use(made: Made) -> None:
    set_policy(made, pilots=True)
    in_pilot(made, a_draft(made))
    forge.remove(KeyValidation.objects.get())

    assert named(controls.keys_were_borne_out) == ["IT-2026-000001 v1"]
