"""Who sees items and keys, to the byte: pages, files, lists, search and exports show nothing to anybody else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.identity.acts import scopes
from guildhall.identity.models import Person
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.itembank import queries, readings
from guildhall.itembank.acts import imports, items, reviews
from guildhall.itembank.models import ItemImport, ItemVersion, StagedItem
from guildhall.itembank.urls import urlpatterns
from guildhall.ledger.models import Access, Outcome
from tests.cast import Cast, acting, authorise, sign_in
from tests.itembank.making import (
    a_draft,
    a_package,
    a_question,
    handed_in,
    in_review,
    in_use,
    refused,
    reviewed,
    trains,
)
from tests.making import Made

SECRET = ("locked before", "The rotor", "The yaw drive", "Blade lock", "rotor-lock", "A round blue sign")
"""Words of the items and of their keys, none of which an outsider may ever be sent."""


@pytest.fixture
def bank(made: Made) -> list[ItemVersion]:
    """An item in each state, and an import that waits."""
    found = [a_draft(made), in_review(made, a_draft(made)), reviewed(made, a_draft(made)), in_use(made, a_draft(made))]
    by = acting(made.crew.max)
    locked = reviews.compromise(by=by, version=in_use(made, a_draft(made)), reason="Sold.")
    retired = reviews.retire(by=by, version=in_use(made, a_draft(made)), reason="Old.")
    intake = handed_in(a_package(), "bank.zip")
    imports.stage(by=acting(made.crew.ivo), scheme=made.scheme, intake=intake, domain_code="A")
    return [*found, locked, retired]


def addresses() -> Iterator[str]:
    """Every address of the bank, for every record that is there."""
    records: dict[str, Any] = {
        "version": ItemVersion.objects.all(),
        "staged": StagedItem.objects.all(),
        "import": ItemImport.objects.all(),
    }
    for pattern in urlpatterns:
        if "uuid" not in str(pattern.pattern):
            yield reverse(f"itembank:{pattern.name}")
        elif pattern.name not in {"write-item", "import-stage"}:
            kind = str(pattern.name).split("-")[0]
            yield from (reverse(f"itembank:{pattern.name}", args=[each.pk]) for each in records[kind])


def sent_to(person: Person) -> dict[str, bytes]:
    """Everything that the bank sends to somebody who asks for all of it, with lists, exports, search and ledger."""
    client = sign_in(Client(), person)
    own = [reverse(f"web:{name}") for name in ("work", "inbox", "ledger")]
    more = ["/itembank/?export=csv", "/itembank/imports/?export=csv", f"{reverse('web:search')}?q=IT-2026", *own]
    answers = {path: client.get(path) for path in [*addresses(), *more]}
    return {path: b"".join(answer) if answer.streaming else answer.content for path, answer in answers.items()}


def leaks(person: Person) -> dict[str, list[str]]:
    """The addresses that send something secret to somebody, with what."""
    sent = {path: [word for word in SECRET if word.encode() in content] for path, content in sent_to(person).items()}
    return {path: words for path, words in sent.items() if words}


@pytest.mark.parametrize("name", ["ada", "tom", "quinn", "olive", "carla", "otto"])
def test_nobody_without_a_role_in_the_scheme_is_sent_a_word(cast: Cast, bank: list[ItemVersion], name: str) -> None:
    assert leaks(getattr(cast, name)) == {}


@pytest.mark.parametrize("name", ["sam", "dora", "erik", "ina", "rob", "pia"])
def test_other_roles_of_the_scheme_are_sent_no_word(made: Made, bank: list[ItemVersion], name: str) -> None:
    assert leaks(getattr(made.crew, name)) == {}


def test_the_secret_words_are_there_to_be_leaked(made: Made, bank: list[ItemVersion]) -> None:
    sent = b"".join(sent_to(made.crew.ivo).values())

    assert [word for word in SECRET if word.encode() not in sent] == []


@pytest.mark.parametrize("name", ["rita", "max"])
def test_who_trains_for_the_scheme_is_sent_no_word(made: Made, cast: Cast, bank: list[ItemVersion], name: str) -> None:
    trainer = getattr(made.crew, name)
    assert leaks(trainer) != {}

    trains(cast, made, trainer)

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


STATES = ("draft", "review", "reviewed", "operational", "compromised", "retired")


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("ivo", set(STATES)),
        ("max", set(STATES)),
        ("rita", {"review", "reviewed", "operational", "compromised", "retired"}),
        ("sam", set()),
        ("pia", set()),
    ],
)
def test_who_sees_an_item_in_which_state(made: Made, bank: list[ItemVersion], name: str, seen: set[str]) -> None:
    """Rita sees what is in review, and what she reviewed before."""
    by = acting(getattr(made.crew, name))

    may = {each.state for each in bank if readings.seen.refusal(by=by, version=each) is None}

    assert may == seen
    assert may == {each.state for each in bank if readings.opened.refusal(by=by, version=each) is None}


def test_a_reviewer_sees_no_item_that_is_not_in_review(made: Made) -> None:
    version = a_draft(made)

    refusal = refused("permission", readings.seen, by=acting(made.crew.rita), version=version)

    assert refusal.sentence == "This item is not in review, and reviewers see items while they review them."


def test_a_role_in_another_scheme_opens_nothing(made: Made, bank: list[ItemVersion], cast: Cast) -> None:
    other = scopes.open_scope(by=acting(cast.tom), kind="scheme", number="NDT", name="Testing")
    authorise(cast.quinn, EXAM_MANAGER, other)

    assert leaks(cast.quinn) == {}
    refused("R-46", readings.opened, by=acting(cast.quinn), version=bank[3])


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

    page = client.get(reverse("itembank:version", args=[version.pk])).content.decode()
    key = client.get(reverse("itembank:version-key", args=[version.pk])).content.decode()

    assert ("xylophone" in page, "xylophone" in key) == (False, True)


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
