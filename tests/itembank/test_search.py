"""Items are found by their words although these are sealed, by who may open them and by nobody else."""

from collections.abc import Iterator

import pytest
from django.db import connection

from guildhall.itembank import queries
from guildhall.itembank.acts import items, likenesses
from guildhall.itembank.jobs import catch_up
from guildhall.itembank.models import ItemBand, ItemVersion, ItemWord
from guildhall.itembank.queries.register import saying
from guildhall.itembank.stems import stem, stems
from guildhall.kernel import actors
from tests import forge
from tests.cast import Cast, acting
from tests.itembank.making import a_draft, a_question, in_review, in_use, refused, trains
from tests.making import Made


def found(person: object, typed: str) -> list[str]:
    """The numbers of the items that somebody finds, without their year."""
    rows = saying(queries.visible_to(person.pk), typed)  # type: ignore[attr-defined]  # a person
    return [str(each).partition("2026-")[2] for each in rows.order_by("pk")]


@pytest.mark.parametrize(
    "words",
    [
        ("lock", "locks", "locked", "locking"),
        ("bearing", "bearings"),
        ("Schraube", "Schrauben"),
        ("Prüfung", "Prüfungen", "Pruefungen"),
        ("stop", "stopped", "stopping"),
        ("Rotor", "Rotors", "Rotoren"),
    ],
)
def test_the_forms_of_a_word_are_one(words: tuple[str, ...]) -> None:
    assert len({tuple(stems(word)) for word in words}) == 1


def test_words_that_say_nothing_are_left_out_and_numbers_stay() -> None:
    assert stems("Which of the bolts is set to 2800 Nm? a 7") == ["bolt", "set", "2800", "nm", "7"]
    assert (stems("Was ist das?"), stem("is"), stem("es")) == ([], "is", "es")


@pytest.fixture
def bank(made: Made) -> list[ItemVersion]:
    """Three items of Ivo's: a lock, a torque with its topic, and one in German."""
    torque = {"title": "Torque", "stem": "To which torque are the bolts of the tower set?", "key": ("A",)}
    german = {"title": "Getriebe", "stem": "Welches Öl gehört in das Getriebe?", "language": "de", "key": ("A",)}
    by = acting(made.crew.ivo)
    given = {"scheme": made.scheme, "domain_code": "B", "topic": "fastenings"}
    options = ("2800 Nm", "1400 Nm", "700 Nm")
    return [
        a_draft(made),
        items.write(by=by, **given, question=a_question(options=options, **torque)),
        a_draft(made, options=("Mineralöl", "Fett", "Wasser"), **german),
    ]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("locks", ["000001 v1"]),
        ("ROTOR hub", ["000001 v1"]),
        ("rotor torque", []),
        ("bolt tower", ["000002 v1"]),
        ("fastening", ["000002 v1"]),
        ("1400", ["000002 v1"]),
        ("Getrieben", ["000003 v1"]),
        ("mineraloel", ["000003 v1"]),
        ("IT-2026-000002", ["000002 v1"]),
        ("it-2026-000003", ["000003 v1"]),
        ("000003", ["000003 v1"]),
        ("3", ["000003 v1"]),
        ("2026", []),
        ("the of", []),
        ("unheard", []),
        ("", []),
    ],
)
def test_an_item_is_found_by_its_words_and_numbers(
    made: Made, bank: list[ItemVersion], typed: str, numbers: list[str]
) -> None:
    assert found(made.crew.ivo, typed) == numbers


def test_an_item_is_found_as_it_stands_now(made: Made, bank: list[ItemVersion]) -> None:
    by = acting(made.crew.ivo)
    items.edit(by=by, version=bank[0], question=a_question(stem="What is secured before work?"))
    items.classify(by=by, version=bank[2], domain_code="C", topic="lubrication")

    told = {typed: found(made.crew.ivo, typed) for typed in ("hub", "secured", "lubrications", "Getriebe")}

    assert told == {"hub": [], "secured": ["000001 v1"], "lubrications": ["000003 v1"], "Getriebe": ["000003 v1"]}


def test_each_version_is_found_by_its_own_words(made: Made) -> None:
    version = items.revise(by=acting(made.crew.ivo), version=in_use(made, a_draft(made)))
    items.edit(by=acting(made.crew.ivo), version=version, question=a_question(stem="What is secured first?"))

    assert found(made.crew.ivo, "hub") == ["000001 v1"]
    assert found(made.crew.ivo, "secured") == ["000001 v2"]
    assert found(made.crew.ivo, "rotor") == ["000001 v1", "000001 v2"]


def test_nobody_finds_what_they_may_not_open(made: Made, cast: Cast, bank: list[ItemVersion]) -> None:
    in_review(made, bank[0])

    told = {name: found(getattr(made.crew, name), "rotor") for name in ("ivo", "rita", "max", "sam", "erik")}
    assert told == {"ivo": ["000001 v1"], "rita": ["000001 v1"], "max": ["000001 v1"], "sam": [], "erik": []}
    assert found(made.crew.rita, "torque") == []

    for trainer in (made.crew.rita, made.crew.max):
        trains(cast, made, trainer)
    assert [found(each, "rotor") for each in (made.crew.rita, made.crew.max, cast.otto)] == [[], [], []]
    assert [found(each, "1") for each in (made.crew.rita, made.crew.max)] == [[], []]


def rows() -> Iterator[str]:
    """Everything that is kept beside items to find and compare them, as the database holds it."""
    with connection.cursor() as cursor:
        for table in ("itembank_word", "itembank_band"):
            cursor.execute(f"SELECT * FROM {table}")
            yield from (repr(row) for row in cursor.fetchall())


def test_what_is_kept_to_find_items_says_nothing(made: Made, bank: list[ItemVersion]) -> None:
    kept = list(rows())

    assert len(kept) > 60
    assert [word for word in ("rotor", "lock", "torque", "Getriebe") if any(word in row for row in kept)] == []


def test_what_was_kept_before_is_made_findable_by_a_job(made: Made, bank: list[ItemVersion]) -> None:
    with forge.behind_the_acts():
        ItemWord.objects.filter(version=bank[0]).delete()
        ItemBand.objects.filter(version=bank[0]).delete()
    assert found(made.crew.ivo, "hub") == []

    catch_up.function()

    assert found(made.crew.ivo, "hub") == ["000001 v1"]
    refused("permission", likenesses.catch_up, by=acting(made.crew.max), version=bank[0])
    assert likenesses.catch_up.refusal(by=actors.machine("likeness"), version=bank[0]) is None
