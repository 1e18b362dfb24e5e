"""The health of a bank: its pictures tell what it holds, and nobody who trains for the scheme learns even a number."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.itembank import health as drawing
from guildhall.itembank.acts import assignments, flags, items
from guildhall.itembank.models import Exposure, ItemStatistic
from guildhall.itembank.queries import health
from guildhall.itembank.queries.health import Load
from guildhall.kernel import clock as house_clock
from tests import forge
from tests.cast import Cast, acting, sign_in
from tests.itembank.making import a_draft, a_question, in_review, in_use, items_in_use, reviewed, trains
from tests.making import Made


def words(answer: Any) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_the_blueprint_is_held_against_the_bank(made: Made) -> None:
    used = items_in_use(made, {"A": 3, "B": 1})
    flags.rest(by=acting(made.crew.max), version=used[0], reason="Seen.")
    a_draft(made, "C")
    in_review(made, a_draft(made, "C"))

    held = {
        each.code: (each.needed, each.in_use, each.missing, dict(each.by_kind)) for each in health.held(made.scheme)
    }

    assert held == {
        "A": (3, 2, 1, {"use": 2, "away": 1}),
        "B": (2, 1, 1, {"use": 1}),
        "C": (1, 0, 1, {"way": 2}),
    }
    picture = drawing.blueprint(health.held(made.scheme))
    assert picture is not None
    assert picture.description.endswith("missing in these domains: A (1), B (1), C (1).")
    assert picture.rows[0] == ("A Safety", 3, 2, 0, 0, 1)


def test_a_blueprint_that_is_filled_says_for_how_many_forms(made: Made) -> None:
    items_in_use(made, {"A": 3, "B": 2, "C": 1})

    picture = drawing.blueprint(health.held(made.scheme))

    assert picture is not None
    assert picture.description.endswith("they do for 1 form without overlap.")


def test_levels_ages_exposures_and_what_has_no_statistics(made: Made, clock: Any) -> None:
    by = acting(made.crew.ivo)
    levelled = items.write(by=by, scheme=made.scheme, domain_code="A", question=a_question(), level="analysis")
    first = in_use(made, levelled)
    clock.move(days=20)
    in_use(made, a_draft(made, "B"))
    forge.put(Exposure, version=first, shown=250)
    forge.put(ItemStatistic, version=first, n=80, p=0.5, r=0.3)
    forge.alter(first, authored_at=house_clock.now() - timedelta(days=800))

    assert health.levels(made.scheme) == {("A", "analysis"): 1, ("B", ""): 1}
    assert health.ages(made.scheme) == [1, 0, 1, 0, 0, 0]
    assert health.exposures(made.scheme) == [1, 0, 0, 1, 0, 0]
    assert health.unmeasured(made.scheme) == 1
    told = [each.description for each in drawing.pictures(made.scheme)]
    assert "Of 1 item it is not said." in told[1]
    assert told[2:] == [
        "0 items in use were written 5 years ago or earlier.",
        "1 item in use was seen by no candidate yet.",
    ]


def test_the_axis_of_a_few_items_has_no_halves(made: Made) -> None:
    in_review(made, a_draft(made))
    waiting = next(each for each in drawing.pictures(made.scheme) if each.title == "Waiting for reviewers")
    told = re.findall(r">([^<>]+)</text>", waiting.svg)
    assert ("0" in told, "1" in told, [each for each in told if "." in each]) == (True, True, [])


def test_an_empty_bank_draws_what_it_needs_and_nothing_else(made: Made) -> None:
    assert [each.title for each in drawing.pictures(made.scheme)] == ["Items against the blueprint"]


def test_writers_and_reviewers_and_their_load(made: Made) -> None:
    a_draft(made)
    in_review(made, a_draft(made))
    reviewed(made, a_draft(made))
    due_on = house_clock.today() + timedelta(days=9)
    given = {"writer": made.crew.ivo, "domain_code": "B", "count": 4, "due_on": due_on}
    assignments.give(by=acting(made.crew.max), scheme=made.scheme, **given)
    a_draft(made, "B")

    assert health.writers(made.scheme) == {made.crew.ivo.pk: Load(waiting=2, asked=3, done=2)}
    assert health.reviewers(made.scheme) == {made.crew.rita.pk: Load(done=2), made.crew.max.pk: Load(done=1)}
    assert health.in_review(made.scheme) == {"content": 1}


def test_the_page_tells_it_to_who_manages_the_bank(made: Made) -> None:
    items_in_use(made, {"A": 3, "B": 1})
    a_draft(made, "C")
    manager = sign_in(Client(), made.crew.max)

    led = manager.get(reverse("itembank:health"))
    page = manager.get(led["Location"])

    told = words(page)
    assert led["Location"] == reverse("itembank:scheme-health", args=[made.scheme.pk])
    assert "Items in use are missing in these domains: B (1), C (1)." in told
    assert ("4 in use without statistics" in told, "2 items missing for one form" in told) == (True, True)
    assert f"{made.crew.ivo.name} 1 0 4" in told
    register = manager.get(f"{reverse('itembank:items')}?{page.context['tiles'][1].query}")
    assert len(register.context["rows"]) == 4


def test_the_page_costs_the_same_in_a_larger_bank(made: Made) -> None:
    manager, at = sign_in(Client(), made.crew.max), reverse("itembank:scheme-health", args=[made.scheme.pk])
    costs = []
    for _ in range(2):
        in_use(made, a_draft(made, stem=f"{len(costs)} of how many?"))
        manager.get(at)
        with CaptureQueriesContext(connection) as caught:
            manager.get(at)
        costs.append(len(caught))

    assert costs[0] == costs[1]


def test_nobody_else_learns_a_number(made: Made, cast: Cast) -> None:
    items_in_use(made, {"A": 3})
    at = reverse("itembank:scheme-health", args=[made.scheme.pk])

    answers = {name: sign_in(Client(), getattr(made.crew, name)).get(at) for name in ("ivo", "rita", "sam", "erik")}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 403)

    trains(cast, made, made.crew.max)
    trainer = sign_in(Client(), made.crew.max)
    refused_page, list_of_banks = trainer.get(at), trainer.get(reverse("itembank:health"))
    assert (refused_page.status_code, list_of_banks.status_code) == (409, 200)
    assert "who trains for a scheme sees none of its items" in words(refused_page)
    assert made.scheme.name not in words(list_of_banks)
