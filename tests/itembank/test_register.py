"""The register of items: found, narrowed, moved many at a time; what it shows to whom, and what it costs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.identity.models import Person
from guildhall.itembank.acts import assignments, enemies, items, likenesses, sets
from guildhall.itembank.models import Assignment, EnemyPair, Exposure, ItemSet, ItemStatistic, ItemVersion, Likeness
from guildhall.kernel import clock
from tests import forge
from tests.cast import Cast, acting, engage, sign_in
from tests.itembank.making import a_draft, a_question, in_review, in_use, reviewed, trains
from tests.itembank.test_pages import words
from tests.making import Made, a_scheme
from tests.staging import set_once

TEXTS = {
    "lock": ("What must be locked before somebody enters the hub?", ("The yaw drive", "The rotor", "The crane")),
    "oil": ("Which oil belongs into the gear box of a turbine?", ("Mineral oil", "Grease", "Water")),
    "permit": ("Who signs the permit on the first morning on site?", ("A guard", "The manager", "Nobody")),
    "torque": ("To which torque are the bolts of the tower set?", ("2800 Nm", "1400 Nm", "700 Nm")),
}
SECRET = ("One tells the other", "The gear case", "Two hubs, they say", "On emergency stops")
"""Words in which people speak of items, none of which somebody who trains for the scheme may be sent."""


@dataclass(frozen=True)
class Stage:
    """A bank with an item in each of four states, and all that people say between items."""

    cast: Cast
    made: Made
    draft: ItemVersion
    waiting: ItemVersion
    checked: ItemVersion
    used: ItemVersion


def written(made: Made, name: str, domain_code: str, **more: Any) -> ItemVersion:
    """An item of Ivo's with words of its own."""
    stem, options = TEXTS[name]
    question = a_question(title=name.title(), stem=stem, options=options)
    by = acting(made.crew.ivo)
    return items.write(by=by, scheme=made.scheme, domain_code=domain_code, question=question, **more)


def set_stage(cast: Cast) -> Stage:
    """The bank, made through acts but for what candidates do, which is put beside it."""
    made = a_scheme(cast)
    draft = written(made, "lock", "A", level="recall")
    waiting = in_review(made, written(made, "oil", "B", level="analysis"))
    checked = reviewed(made, written(made, "permit", "B"))
    used = in_use(made, written(made, "torque", "C", level="recall"))
    forge.put(ItemStatistic, version=used, n=80, p=0.9, r=0.4, recorded_at=clock.now() - timedelta(days=9))
    forge.put(ItemStatistic, version=used, n=90, p=0.2, r=-0.1)
    forge.put(ItemStatistic, version=checked, n=50, p=0.97, r=0.05)
    forge.put(Exposure, version=used, shown=120)
    _say(made, draft, used)
    return Stage(cast, made, draft, waiting, checked, used)


def _say(made: Made, one: ItemVersion, other: ItemVersion) -> None:
    """What Max says of items: enemies, a set, a likeness, and what he asks of Ivo."""
    by = acting(made.crew.max)
    enemies.declare(by=by, version=one, other_number=other.item.number, reason=SECRET[0])
    found = sets.form(by=by, scheme=made.scheme, title=SECRET[1])
    sets.put(by=by, version=one, set_number=found.number)
    alike = a_draft(made, "A", title="Again", stem=TEXTS["lock"][0].replace("some", "any"))
    likeness = Likeness.objects.select_related(*Likeness.reload_with).get(version=alike)
    likenesses.accept(by=by, likeness=likeness, reason=SECRET[2])
    given = {"writer": made.crew.max, "domain_code": "A", "count": 1, "due_on": clock.today(), "wish": SECRET[3]}
    assignments.give(by=by, scheme=made.scheme, **{**given, "writer": made.crew.ivo})


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        yield set_stage(engage())


def listed(person: Person, query: str = "") -> list[str]:
    """The titles that the register shows to somebody, in its order."""
    answer = sign_in(Client(), person).get(f"/itembank/{query}")
    assert answer.status_code == 200
    return [row.title for row, _cells in answer.context["rows"]]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Again", "Torque", "Permit", "Oil", "Lock"]),
        ("?order=item_id", ["Lock", "Oil", "Permit", "Torque", "Again"]),
        ("?order=-item_id", ["Again", "Torque", "Permit", "Oil", "Lock"]),
        ("?order=id", ["Lock", "Oil", "Permit", "Torque", "Again"]),
        ("?scheme=WTT", ["Again", "Torque", "Permit", "Oil", "Lock"]),
        ("?scheme=XX", []),
        ("?state=validated", ["Permit"]),
        ("?domain=B", ["Permit", "Oil"]),
        ("?level=recall", ["Torque", "Lock"]),
        ("?level=none", ["Again", "Permit"]),
        ("?asks=choice", ["Again", "Torque", "Permit", "Oil", "Lock"]),
        ("?asks=order", []),
        ("?measured=none", ["Again", "Oil", "Lock"]),
        ("?measured=negative", ["Torque"]),
        ("?measured=weak", ["Permit"]),
        ("?measured=hard", ["Torque"]),
        ("?measured=easy", ["Permit"]),
        ("?measured=sound", []),
        ("?measured=unknown", ["Again", "Torque", "Permit", "Oil", "Lock"]),
        ("?seen=0", ["Again", "Permit", "Oil", "Lock"]),
        ("?seen=100", ["Torque"]),
        ("?seen=500", []),
        ("?age=1", []),
        ("?q=locks", ["Again", "Lock"]),
        ("?q=bolts+tower&domain=C", ["Torque"]),
        ("?q=bolts+tower&domain=B", []),
    ],
)
def test_the_register_is_narrowed(stage: Stage, query: str, titles: list[str]) -> None:
    assert listed(stage.made.crew.max, query) == titles


def test_the_register_is_narrowed_by_author_and_age(stage: Stage) -> None:
    ivo, max_ = stage.made.crew.ivo, stage.made.crew.max
    forge.alter(stage.used, authored_at=clock.now() - timedelta(days=800))

    assert len(listed(max_, f"?author={ivo.number}")) == 5
    assert listed(max_, f"?author={max_.number}") == []
    assert [listed(ivo, f"?age={years}") for years in (1, 2, 3)] == [["Torque"], ["Torque"], []]


def test_what_stands_beside_an_item(stage: Stage) -> None:
    page = sign_in(Client(), stage.made.crew.max).get("/itembank/?q=torque")
    ((_row, cells),) = page.context["rows"]

    shown = {cell.label: cell.value for cell in cells}
    assert (shown["Measured"], shown["Seen"], shown["Level"]) == ("p 0.20 · r −0.10", 120, "Recall")
    assert shown["Author"] == stage.made.crew.ivo.name


def test_a_title_has_the_room_of_what_matters_less(stage: Stage) -> None:
    page = sign_in(Client(), stage.made.crew.max).get("/itembank/?q=torque")
    ((_row, cells),) = page.context["rows"]

    assert [cell.label for cell in cells if cell.minor] == [head.label for head in page.context["heads"] if head.minor]
    assert [cell.label for cell in cells if cell.minor] == ["Level"]
    assert page.content.decode().count(' class="minor"') == 2


def test_only_managers_learn_who_else_writes(stage: Stage) -> None:
    offered = {}
    for name in ("max", "ivo"):
        page = sign_in(Client(), getattr(stage.made.crew, name)).get("/itembank/")
        (choices,) = [choices for each, _label, choices, _chosen in page.context["filters"] if each.name == "author"]
        offered[name] = sorted(number for number, _called in choices)

    crew = stage.made.crew
    assert offered == {"max": sorted([crew.ivo.number, crew.max.number]), "ivo": [crew.ivo.number]}


def test_the_register_costs_nine_queries_whatever_it_shows(stage: Stage) -> None:
    browser = sign_in(Client(), stage.made.crew.max)
    asked = ("", "?q=locks", "?q=IT-2026-000001", "?state=draft&domain=A&level=recall", "?measured=hard&seen=100")
    browser.get("/itembank/")

    costs = {}
    for query in asked:
        with CaptureQueriesContext(connection) as caught:
            browser.get(f"/itembank/{query}")
        costs[query] = len(caught)

    assert costs == dict.fromkeys(asked, 9)


def test_the_register_counts_what_somebody_may_open_in_each_state(stage: Stage) -> None:
    at, crew = reverse("itembank:states"), stage.made.crew
    told = {}
    for name in ("max", "rita", "sam"):
        browser = sign_in(Client(), getattr(crew, name))
        told[name] = words(browser.get(at, headers={"hx-request": "true"}))
    browser = sign_in(Client(), crew.max)
    with CaptureQueriesContext(connection) as caught:
        whole = browser.get(at).content.decode()
    register = browser.get("/itembank/").content.decode()

    assert told["max"] == "2 Draft 1 In content review 1 Reviewed, waits for approval 1 In use"
    assert told["rita"] == "1 In content review 1 Reviewed, waits for approval 1 In use"
    assert "Draft" not in told["sam"]
    assert ("<h1>" in whole, '<a href="/itembank/?state=draft">' in whole, len(caught) < 10) == (True, True, True)
    assert f'hx-get="{at}"' in register


def test_opening_an_item_costs_the_same_in_a_larger_bank(stage: Stage) -> None:
    browser, at = sign_in(Client(), stage.made.crew.max), reverse("itembank:version", args=[stage.checked.pk])
    costs = []
    for _ in range(2):
        browser.get(at)
        with CaptureQueriesContext(connection) as caught:
            browser.get(at)
        costs.append(len(caught))
        written(stage.made, "permit", "A")

    assert costs[0] == costs[1]


def test_a_narrowed_register_is_kept_as_a_view(stage: Stage) -> None:
    browser = sign_in(Client(), stage.made.crew.max)

    saved = browser.post("/itembank/?q=bolts&domain=C", {"act": "save-view", "label": "Bolts", "once": "b1"})

    assert saved["Location"] == "/itembank/?domain=C&q=bolts"
    assert [(each.label, each.query) for each in browser.get("/itembank/").context["views"]] == [
        ("Bolts", "domain=C&q=bolts")
    ]


def moved(browser: Client, act: str, *versions: ItemVersion, **typed: str) -> Any:
    """What comes of an act on a selection, row by row."""
    rows = [f"{each.pk}@{each.revision}" for each in versions]
    return browser.post("/itembank/", {"act": act, "row": rows, "go": "1", "once": "m1", **typed})


def test_many_items_are_moved_with_a_report_on_each(stage: Stage) -> None:
    browser = sign_in(Client(), stage.made.crew.max)
    found = ItemSet.objects.get()

    report = moved(browser, "itembank.set.put", stage.waiting, stage.used, set_number=found.number)
    told = {str(each.row): each.refusal.sentence if each.refusal else "" for each in report.context["report"]}
    assert told == {
        str(stage.waiting): "",
        str(stage.used): "An enemy of this item is in the set, and enemies never stand in one form.",
    }

    number = stage.draft.item.number
    given = {"other_number": number, "reason": "The same case."}
    report = moved(browser, "itembank.enemies.declare", stage.checked, stage.used, **given)
    assert [each.refusal is None for each in report.context["report"]].count(True) == 1
    report = moved(browser, "itembank.item.rest", stage.checked, stage.used, reason="Seen enough.")
    assert {str(each.row): each.refusal is None for each in report.context["report"]} == {
        str(stage.checked): False,
        str(stage.used): True,
    }


def addresses() -> Iterator[str]:
    """Every address of what people say between items, of the health of the bank, and of searches in it."""
    yield from (reverse(f"itembank:{name}") for name in ("likenesses", "enemies", "sets", "assignments", "health"))
    pages = {
        "likeness": Likeness,
        "likeness-accept": Likeness,
        "enemy": EnemyPair,
        "enemy-lift": EnemyPair,
        "set": ItemSet,
        "set-dissolve": ItemSet,
        "assignment": Assignment,
        "assignment-withdraw": Assignment,
        "version-enemies": ItemVersion,
        "version-set": ItemVersion,
    }
    for name, model in pages.items():
        yield from (reverse(f"itembank:{name}", args=[each.pk]) for each in model.objects.all())
    yield from (f"/itembank/?q={each}" for each in ("rotor", "hub", "1", "IT-2026-000001"))
    yield from (f"{reverse(f'itembank:{name}')}?export=csv" for name in ("items", "likenesses", "enemies", "sets"))


def said_to(person: Person) -> bytes:
    browser = sign_in(Client(), person)
    own = [reverse(f"web:{name}") for name in ("work", "inbox")]
    return b"".join(browser.get(at).content for at in [*addresses(), *own])


def numbers_in(sent: bytes) -> list[str]:
    return [f"IT-2026-00000{place}" for place in range(1, 6) if f"IT-2026-00000{place} v" in sent.decode()]


def test_what_is_said_of_items_reaches_who_manages_them(stage: Stage) -> None:
    sent = said_to(stage.made.crew.max)

    assert [word for word in SECRET if word.encode() not in sent] == []
    assert len(numbers_in(sent)) == 5


def test_a_writer_hears_what_they_are_asked_for_and_nothing_else(stage: Stage) -> None:
    sent = said_to(stage.made.crew.ivo)

    assert [word for word in SECRET if word.encode() in sent] == [SECRET[3]]


@pytest.mark.parametrize("name", ["max", "rita"])
def test_nothing_of_it_reaches_who_trains_for_the_scheme(stage: Stage, name: str) -> None:
    trainer = getattr(stage.made.crew, name)
    trains(stage.cast, stage.made, trainer)

    sent = said_to(trainer)

    assert [word for word in SECRET if word.encode() in sent] == []
    assert (numbers_in(sent), listed(trainer), listed(trainer, "?q=rotor")) == ([], [], [])


@pytest.mark.parametrize("name", ["sam", "erik", "pia"])
def test_nothing_of_it_reaches_other_roles(stage: Stage, name: str) -> None:
    sent = said_to(getattr(stage.made.crew, name))

    assert ([word for word in SECRET if word.encode() in sent], numbers_in(sent)) == ([], [])
