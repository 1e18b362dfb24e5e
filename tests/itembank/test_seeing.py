"""Who sees items and keys, to the byte: pages, files, lists, search and exports show nothing to anybody else."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guildhall.identity.acts import scopes
from guildhall.identity.models import Person
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.itembank import queries, readings
from guildhall.itembank.acts import comments, flags, imports, items, rationales, reviews, statistics, validations
from guildhall.itembank.models import (
    AiValidation,
    ItemComment,
    ItemImport,
    ItemReview,
    ItemVersion,
    Likeness,
    Medium,
    StagedItem,
)
from guildhall.itembank.queries.exposures import looks_at
from guildhall.itembank.urls import urlpatterns
from guildhall.ledger.models import Access, Outcome
from guildhall.schemes.models import Scheme
from tests import forge
from tests.cast import Cast, acting, authorise, engage, sign_in
from tests.itembank.examples import a_passage, a_recording, wav
from tests.itembank.making import (
    a_draft,
    a_package,
    a_question,
    accepted,
    handed_in,
    in_keying,
    in_review,
    in_use,
    measured,
    refused,
    reviewed,
    trains,
    whole,
)
from tests.making import Made, a_psychometrician, a_scheme
from tests.staging import set_once

SECRET = (
    "locked before",
    "The rotor",
    "The yaw drive",
    "Blade lock",
    "rotor-lock",
    "A round blue sign",
    "Is B the only right one",
    "Chosen by the best",
    "Mend option B",
    "Against manual seven",
    "Since it turns",
    "A passage of the library",
    "A call of the library",
    b64encode(wav()).decode(),
)
"""Words of items, their keys, what is heard in them and said of them: nothing that an outsider may ever be sent."""


@dataclass(frozen=True)
class Stage:
    """A scheme whose bank holds an item in each state, with all that people say and find about items."""

    cast: Cast
    made: Made
    nele: Person
    bank: list[ItemVersion]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        yield Stage(cast, made, a_psychometrician(cast, made), a_bank(made))


@pytest.fixture
def cast(stage: Stage) -> Cast:
    return stage.cast


@pytest.fixture
def made(stage: Stage) -> Made:
    return stage.made


@pytest.fixture
def bank(stage: Stage) -> list[ItemVersion]:
    return stage.bank


def a_bank(made: Made) -> list[ItemVersion]:
    """An item in each state, with all that is said of items, a passage of the library, and an import that waits."""
    by = acting(made.crew.max)
    waiting = in_review(made, a_draft(made))
    sent_back = reviews.send_back(by=acting(made.crew.rita), version=waiting, comment="Mend option B.")
    a_passage(made.crew.ivo, made.scheme, words="A passage of the library.")
    a_recording(made.crew.ivo, made.scheme, alternative="A call of the library.")
    reasoned, why = a_draft(made), {"RESPONSE B": ("Since it turns.", "")}
    rationales.write(by=acting(made.crew.ivo), version=reasoned, reasons=why)
    talked = in_review(made, reasoned)
    readings.opened(by=acting(made.crew.rita), version=talked)
    comments.say(by=acting(made.crew.rita), version=talked, words="Is B the only right one?", point=True)
    flagged = flags.flag(by=by, version=measured(in_use(made, a_draft(made))), reason="Chosen by the best: A.")
    resting = flags.rest(by=by, version=in_use(made, a_draft(made)), reason="Seen.")
    locked = reviews.compromise(by=by, version=in_use(made, a_draft(made)), reason="Sold.")
    retired = reviews.retire(by=by, version=in_use(made, a_draft(made)), reason="Old.")
    found = [sent_back, talked, accepted(made, a_draft(made)), in_keying(made, a_draft(made))]
    found += [reviewed(made, a_draft(made)), in_use(made, a_draft(made)), flagged, resting, locked, retired]
    intake = handed_in(a_package(), "bank.zip")
    imports.stage(by=acting(made.crew.ivo), scheme=made.scheme, intake=intake, domain_code="A")
    forge.make(AiValidation, version=talked, statement="Against manual seven", validated_by=made.crew.rita)
    return found


WHOLE = ("version", "version-key")
"""Pages that are asked of every version; the others of the one that is talked about."""

FETCHED = ("version-key-found", "version-key-around")
"""What the workbench fetches: asked also of what was sent back, and of what was flagged."""

OF_SCHEMES = {"write-item", "write-preview", "write-canvas", "medium-add", "import-stage", "import-template"}
"""Addresses that stand for no record of the bank, or take more than a record."""


def addresses() -> Iterator[str]:
    """Every address of the bank, for the records that are there; one that is new is found here by its prefix."""
    talked = ItemVersion.objects.filter(state="content")
    found = ItemVersion.objects.filter(state__in=["content", "draft", "flagged"])
    for pattern in urlpatterns:
        name, route = str(pattern.name), str(pattern.pattern)
        if name in OF_SCHEMES:
            continue
        if "<" not in route:
            yield reverse(f"itembank:{name}")
        elif route.startswith("versions/"):
            asked = ItemVersion.objects.all() if name in WHOLE else found if name in FETCHED else talked
            yield from (reverse(f"itembank:{name}", args=[each.pk]) for each in asked)
        else:
            yield from (reverse(f"itembank:{name}", args=[pk]) for pk in _records(route))


def _records(route: str) -> Iterator[Any]:
    """The records behind addresses that are not of versions; none of those that this bank does not hold."""
    held = {
        "imports/files/": StagedItem,
        "imports/rules/": Scheme,
        "imports/<": ItemImport,
        "comments/": ItemComment,
        "media/<": Medium,
        "policies/": Scheme,
        "health/": Scheme,
        "watch/": Scheme,
        "exports/for/": Scheme,
        "sets/for/": Scheme,
        "assignments/for/": Scheme,
        "likenesses/": Likeness,
    }
    model = next((each for prefix, each in held.items() if route.startswith(prefix)), None)
    return iter(model.objects.values_list("pk", flat=True) if model else ())


def sent_to(person: Person) -> dict[str, bytes]:
    """Everything that the bank sends to somebody who asks for all of it, with lists, exports, search and ledger."""
    client = sign_in(Client(), person)
    own = [reverse(f"web:{name}") for name in ("work", "inbox", "ledger")]
    searches = [f"{reverse('web:search')}?q={words}" for words in ("IT-2026", "rotor", "Blade lock")]
    searches += ["/itembank/?q=rotor", "/itembank/?q=Blade+lock"]
    more = ["/itembank/?export=csv", "/itembank/imports/?export=csv", *searches, *own]
    answers = {path: client.get(path) for path in [*addresses(), *more]}
    return {path: _content(answer) for path, answer in answers.items()}


def _content(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def leaks(person: Person) -> dict[str, list[str]]:
    """The addresses that send something secret to somebody, with what; what they asked for themselves is no secret."""
    sent = {path: _said(path, content) for path, content in sent_to(person).items()}
    return {path: words for path, words in sent.items() if words}


def _said(path: str, content: bytes) -> list[str]:
    asked = unquote_plus(path.partition("?q=")[2])
    return [word for word in SECRET if word.encode() in content and word != asked]


@pytest.mark.parametrize("name", ["ada", "tom", "carla"])
def test_nobody_without_a_role_in_the_scheme_is_sent_a_word(cast: Cast, bank: list[ItemVersion], name: str) -> None:
    assert leaks(getattr(cast, name)) == {}


@pytest.mark.parametrize("name", ["sam", "dora", "pia"])
def test_other_roles_of_the_scheme_are_sent_no_word(made: Made, bank: list[ItemVersion], name: str) -> None:
    assert leaks(getattr(made.crew, name)) == {}


def test_whoever_sends_forms_is_told_nothing_either(made: Made, bank: list[ItemVersion]) -> None:
    client = sign_in(Client(), made.crew.sam)
    typed = {"reason": "So.", "words": "What?", "comment": "No.", "statement": "I did.", "sources": "A book."}

    sent = {path: _content(client.post(path, typed)) for path in addresses()}

    assert {path: words for path, content in sent.items() if (words := _said(path, content))} == {}
    assert [each.state for each in ItemVersion.objects.filter(pk__in=[one.pk for one in bank]).order_by("pk")] == [
        each.state for each in sorted(bank, key=lambda one: one.pk)
    ]


def test_the_secret_words_are_there_to_be_leaked(made: Made, bank: list[ItemVersion]) -> None:
    sent = b"".join(sent_to(made.crew.max).values())

    assert [word for word in SECRET if word.encode() not in sent] == []


def test_the_psychometrician_is_sent_what_candidates_met_and_nothing_of_what_they_did_not(stage: Stage) -> None:
    shown = {path for path, words in leaks(stage.nele).items() if "The rotor" in words}
    met = {str(each.pk) for each in stage.bank if each.approved_at is not None}

    assert shown
    assert {path for path in shown if "/versions/" in path and path.split("/")[3] not in met} == set()


@pytest.mark.parametrize("name", ["rita", "max", "nele"])
def test_who_trains_for_the_scheme_is_sent_no_word(stage: Stage, name: str) -> None:
    trainer = stage.nele if name == "nele" else getattr(stage.made.crew, name)
    page = reverse("itembank:version-key", args=[stage.bank[6].pk])
    assert b"The rotor" in sign_in(Client(), trainer).get(page).content

    trains(stage.cast, stage.made, trainer)

    assert leaks(trainer) == {}


def test_a_trainer_who_writes_sees_their_own_items_alone(made: Made, cast: Cast, bank: list[ItemVersion]) -> None:
    trains(cast, made, made.crew.ivo)
    by = acting(made.crew.ivo)
    authorise(made.crew.ivo, EXAM_MANAGER, made.scope)
    given = {"scheme": made.scheme, "domain_code": "A", "question": a_question()}
    foreign = items.write(by=acting(made.crew.max), **given)

    assert readings.opened(by=by, version=bank[0]).identifier == bank[0].item.identifier
    assert refused("R-10", readings.opened, by=by, version=foreign).clauses[0] == "2012:5.2.3 b)"
    assert foreign not in queries.visible_to(made.crew.ivo.id)
    assert set(queries.visible_to(made.crew.ivo.id)) == set(bank)


STATES = (
    "draft",
    "content",
    "fairness",
    "keying",
    "validated",
    "operational",
    "flagged",
    "resting",
    "compromised",
    "retired",
)


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("ivo", set(STATES)),
        ("max", set(STATES)),
        ("rita", set(STATES)),
        ("sam", set()),
        ("pia", set()),
    ],
)
def test_who_sees_an_item_in_which_state(made: Made, bank: list[ItemVersion], name: str, seen: set[str]) -> None:
    """Rita sees what is in review, and what she reviewed before, even where it is a draft again."""
    by = acting(getattr(made.crew, name))

    may = {each.state for each in bank if readings.seen.refusal(by=by, version=each) is None}

    assert may == seen
    assert may == {each.state for each in bank if readings.opened.refusal(by=by, version=each) is None}


PARTS = ("version", "version-found", "version-around", "version-history")
"""The page of an item, and what it fetches when it stands."""

LATER = 'class="card later"'
"""The place of a part that a page fetches."""

BENCH = ("version-key", "version-key-found", "version-key-around")
"""The workbench of an item, and what it fetches when it stands."""


@pytest.mark.parametrize("name", ["max", "ivo", "rita", "nele"])
def test_opening_an_item_costs_less_than_ten_queries_in_every_state(stage: Stage, name: str) -> None:
    browser = sign_in(Client(), stage.nele if name == "nele" else getattr(stage.made.crew, name))
    browser.get("/itembank/")
    costs = {}
    for version in stage.bank:
        for part in PARTS if version.state in {"content", "operational"} else PARTS[:1]:
            with CaptureQueriesContext(connection) as caught:
                browser.get(reverse(f"itembank:{part}", args=[version.pk]))
            costs[version.state, part] = len(caught)

    assert len(costs) == len(STATES) + 2 * 3
    assert {what: count for what, count in costs.items() if count >= 10} == {}


@pytest.mark.parametrize("name", ["max", "ivo", "rita", "nele"])
def test_the_workbench_costs_less_than_ten_queries_in_every_state(stage: Stage, name: str) -> None:
    """However much was found: judged, answered, stood for, looked at, flagged and talked about, in a second version."""
    browser = sign_in(Client(), stage.nele if name == "nele" else getattr(stage.made.crew, name))
    browser.get("/itembank/")
    fullest = everything_found(stage)
    costs = {}
    for version in (*stage.bank, fullest):
        for part in BENCH if version in (stage.bank[1], fullest) else BENCH[:1]:
            with CaptureQueriesContext(connection) as caught:
                answer = browser.get(reverse(f"itembank:{part}", args=[version.pk]))
            if answer.status_code == 200:
                costs[str(version), part] = len(caught)

    assert {str(fullest)} <= {number for number, _part in costs}
    assert {what: count for what, count in costs.items() if count >= 10} == {}


def everything_found(stage: Stage) -> ItemVersion:
    """A second version in use of which everything was found that can be."""
    made = stage.made
    first = in_use(made, a_draft(made))
    version = items.revise(by=acting(made.crew.ivo), version=first)
    version = reviews.approve(by=acting(made.crew.max), version=reviewed(made, version))
    version = measured(version)
    statistics.look(by=acting(made.crew.max), version=version, comment="As hard as meant.")
    sent = {"accepted": False, "comment": "Mend it.", "source": version.source, "content_is_right": False}
    forge.make(ItemReview, version=version, reviewed_by=made.crew.rita, **sent)
    forge.make(AiValidation, version=version, statement="Worked through", validated_by=made.crew.rita)
    for person in (made.crew.rita, made.crew.max):
        readings.opened(by=acting(person), version=version)
        comments.say(by=acting(person), version=version, words="Is it still so?", point=False)
    return flags.flag(by=acting(made.crew.max), version=version, reason="Seen elsewhere.")


def test_the_parts_of_a_page_are_pages_too_for_who_has_no_script(made: Made, bank: list[ItemVersion]) -> None:
    browser, version = sign_in(Client(), made.crew.max), bank[5]
    at = [reverse(f"itembank:{part}", args=[version.pk]) for part in PARTS]

    page = browser.get(at[0]).content.decode()
    alone = [browser.get(each, headers={"hx-request": "true"}).content.decode() for each in at[1:]]
    pages = [browser.get(each).content.decode() for each in at[1:]]

    assert [each for each in at[1:] if f'hx-get="{each}"' not in page or f'<a href="{each}">' not in page] == []
    assert ["<h1" in each for each in alone] == [False] * 3
    assert [("<h1" in each, f'<a href="{at[0]}">' in each) for each in pages] == [(True, True)] * 3
    assert ["Rita Reviersen" in pages[0], "How known it is" in pages[1], "approved the item" in pages[2]] == [True] * 3
    assert [word for word in ("Rita Reviersen", "How known it is", "approved the item") if word in page] == []


def test_each_part_of_a_page_is_logged_and_refused_like_the_page(
    made: Made, cast: Cast, bank: list[ItemVersion]
) -> None:
    version, parts = bank[5], PARTS[1:]
    before = Access.objects.filter(subject=version.ref).count()
    for person in (made.crew.max, made.crew.sam):
        browser = sign_in(Client(), person)
        answers = [browser.get(reverse(f"itembank:{part}", args=[version.pk])) for part in parts]
    turned_away = [answer.status_code for answer in answers]
    refused("R-46", readings.recorded, by=acting(made.crew.sam), version=version)

    looks = Access.objects.filter(subject=version.ref).order_by("id").values_list("actor", "reading", "outcome")
    max_, sam = str(acting(made.crew.max)), str(acting(made.crew.sam))
    reading = "itembank.version.recorded"
    assert turned_away == [403] * 3
    assert list(looks)[before:] == [*[(max_, reading, Outcome.DONE)] * 3, (sam, reading, Outcome.REFUSED)]
    told = [(each.person_id, each.reading) for each in looks_at(version) if each.reading == reading]
    assert told == [(made.crew.sam.id, reading)]


def test_a_reviewer_sees_no_item_that_is_not_in_review(made: Made) -> None:
    version = a_draft(made)

    refusal = refused("permission", readings.seen, by=acting(made.crew.rita), version=version)

    assert refusal.sentence == "This item is not in review, and reviewers see items while they review them."


def test_a_role_in_another_scheme_opens_nothing(made: Made, bank: list[ItemVersion], cast: Cast) -> None:
    other = scopes.open_scope(by=acting(cast.tom), kind="scheme", number="NDT", name="Testing")
    authorise(cast.quinn, EXAM_MANAGER, other)

    assert leaks(cast.quinn) == {}
    refused("R-46", readings.opened, by=acting(cast.quinn), version=bank[5])


def test_the_file_of_a_package_goes_to_who_handed_it_in_and_who_keeps_the_bank(made: Made) -> None:
    by = acting(made.crew.ivo)
    intake = handed_in(a_package(), "bank.zip")
    imports.take(by=by, batch=imports.stage(by=by, scheme=made.scheme, intake=intake, domain_code="A"))
    version = in_review(made, ItemVersion.objects.get(item__identifier="torque"))

    assert readings.original(by=by, version=version) == readings.original(by=acting(made.crew.max), version=version)
    assert readings.seen(by=acting(made.crew.rita), version=version).html
    refused("R-46", readings.original, by=acting(made.crew.rita), version=version)


def test_the_preview_holds_no_key_and_the_key_is_opened_by_itself(made: Made) -> None:
    version = a_draft(made, form="text-entry", options=(), key=("xylophone",), shuffle=False)
    client = sign_in(Client(), made.crew.ivo)

    page = whole(client, version)
    key = client.get(reverse("itembank:version-key", args=[version.pk])).content.decode()

    assert ("xylophone" in page, "xylophone" in key) == (False, True)


def test_what_the_workbench_fetches_tells_the_key_and_rules_a_blind_answer_out(
    made: Made, bank: list[ItemVersion]
) -> None:
    """Also for who never opened the workbench itself; who has no part in the scheme's items is sent nothing."""
    version, by = bank[3], acting(made.crew.max)
    assert queries.knows_the_key(made.crew.max.id, version) is False

    sign_in(Client(), made.crew.max).get(reverse("itembank:version-key-found", args=[version.pk]))

    assert queries.knows_the_key(made.crew.max.id, version) is True
    refused("blind-key", validations.answer, by=by, version=version, answers={"RESPONSE": ["B"]})
    for part in BENCH:
        at = reverse(f"itembank:{part}", args=[version.pk])
        assert sign_in(Client(), made.crew.sam).get(at).status_code in {403, 409}


def test_who_looked_is_told_once_for_a_workbench_and_its_parts(made: Made, bank: list[ItemVersion], clock: Any) -> None:
    version, max_ = bank[5], sign_in(Client(), made.crew.max)
    before = len(list(looks_at(version)))

    whole(max_, version, "version-key")
    assert [each.reading for each in looks_at(version)][: -before or None] == ["itembank.item.open"]
    clock.move(minutes=2)
    max_.get(reverse("itembank:version-key-around", args=[version.pk]))
    told = [each.reading for each in looks_at(version)][: -before or None]
    assert told == ["itembank.item.findings", "itembank.item.open"], "who fetches a part alone has looked again"


def test_the_workbench_is_whole_where_somebody_judges(made: Made, bank: list[ItemVersion]) -> None:
    """Nobody reaches a verdict before what others found and what changed stands on the same page."""
    version = bank[1]
    max_ = sign_in(Client(), made.crew.max)

    bench = max_.get(reverse("itembank:version-key", args=[version.pk])).content.decode()
    judge = (
        sign_in(Client(), made.crew.rita).get(reverse("itembank:version-accept", args=[version.pk])).content.decode()
    )

    assert (LATER in bench, "Against manual seven" in bench) == (True, False)
    assert (LATER in judge, "Against manual seven" in judge) == (False, True)
    assert "Against manual seven" in whole(max_, version, "version-key")


def test_every_look_is_logged_and_so_is_every_refused_one(made: Made, cast: Cast) -> None:
    version = a_draft(made)
    for person in (made.crew.ivo, cast.ada):
        client = sign_in(Client(), person)
        client.get(reverse("itembank:version", args=[version.pk]))
    sign_in(Client(), made.crew.ivo).get(reverse("itembank:version-key", args=[version.pk]))
    refused("R-46", readings.opened, by=acting(cast.ada), version=version)

    looks = Access.objects.filter(subject=version.ref).order_by("id").values_list("actor", "reading", "outcome")
    ivo, ada = str(acting(made.crew.ivo)), str(acting(cast.ada))
    assert list(looks) == [
        (ivo, "itembank.item.see", Outcome.DONE),
        (ivo, "itembank.item.open", Outcome.DONE),
        (ada, "itembank.item.open", Outcome.REFUSED),
    ]
