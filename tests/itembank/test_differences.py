"""What changed in an item is seen: its words, its options, its key, its scoring."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall import qti
from guildhall.itembank import differences
from guildhall.itembank.acts import items, reviews
from guildhall.itembank.questions import built
from guildhall.qti.model import Node, Processing
from tests.cast import acting, sign_in
from tests.itembank.making import a_draft, a_question, in_review, in_use
from tests.itembank.test_pages import words
from tests.making import Made


def an_item(**more: Any) -> qti.Item:
    return built(a_question(**more), "IT-1")


def told(old: qti.Item, new: qti.Item) -> list[tuple[str, str, str]]:
    """Each place that differs, with what went in brackets and what came in braces."""
    marks = {"same": "{}", "gone": "[{}]", "new": "{{{}}}"}
    return [
        (each.aspect, each.place, "".join(marks[one.kind].format(one.text) for one in each.stretches))
        for each in differences.between(old, new)
    ]


def test_nothing_differs_from_itself() -> None:
    assert differences.between(an_item(), an_item()) == []


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"title": "Rotor lock"}, ("title", "", "[Blade]{Rotor} lock")),
        ({"key": ("C",)}, ("key", "RESPONSE", "The [rotor]{crane}")),
        ({"options": ("The yaw drive", "The rotor lock", "The crane")}, ("option", "B", "The rotor{ lock}")),
        ({"language": "de"}, ("language", "", "[en]{de}")),
    ],
)
def test_each_place_tells_what_went_and_what_came(more: dict[str, Any], place: tuple[str, str, str]) -> None:
    assert place in told(an_item(), an_item(**more))


def test_an_option_that_came_or_went_is_told() -> None:
    longer = an_item(options=("The yaw drive", "The rotor", "The crane", "The hoist"))

    assert ("option", "D", "{The hoist}") in told(an_item(), longer)
    assert ("option", "D", "[The hoist]") in told(longer, an_item())


def test_rules_of_an_items_own_are_told_where_they_differ() -> None:
    def ruled(points: str) -> qti.Item:
        value = Node("qti-base-value", {"base-type": "float"}, (points,))
        rules = (Node("qti-set-outcome-value", {"identifier": "SCORE"}, (value,)),)
        return replace(an_item(), processing=Processing(rules=rules))

    assert told(ruled("1"), ruled("2")) == [
        (
            "scoring",
            "",
            "qti-set-outcome-value identifier=SCORE; qti-base-value base-type=float; [1]{2}",
        )
    ]


def test_reviewers_see_what_was_mended_and_what_differs_from_the_version_before(made: Made) -> None:
    rita = sign_in(Client(), made.crew.rita)
    revised = items.revise(by=acting(made.crew.ivo), version=in_use(made, a_draft(made)))
    first = items.edit(by=acting(made.crew.ivo), version=revised, question=a_question(key=("C",)))
    sent_back = reviews.send_back(by=acting(made.crew.rita), version=in_review(made, first), comment="B and C.")
    options = ("The yaw drive", "The rotor", "The service crane")
    mended = items.edit(by=acting(made.crew.ivo), version=sent_back, question=a_question(key=("C",), options=options))
    waiting = in_review(made, mended)

    page = words(rita.get(reverse("itembank:version-accept", args=[waiting.pk])))

    since, _, before = page.partition("Changed since version 1")
    assert "Changed since it was sent back Option C The put in: service crane Key The put in: service crane" in since
    assert "Key The taken out: rotor put in: service crane" in before


def test_what_was_sent_back_and_not_changed_says_so(made: Made) -> None:
    version = in_review(made, a_draft(made))
    again = in_review(made, reviews.send_back(by=acting(made.crew.rita), version=version, comment="Mend it."))

    page = words(sign_in(Client(), made.crew.rita).get(reverse("itembank:version-accept", args=[again.pk])))

    assert "Changed since it was sent back Nothing of its words, its key or its scoring changed." in page
