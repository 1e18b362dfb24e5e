"""Items are written, changed while they are drafts, and begun anew as a further version."""

from typing import Any

import pytest

from guildhall import qti
from guildhall.governance.acts import ai
from guildhall.itembank import delivering, queries
from guildhall.itembank.acts import items, reviews
from guildhall.itembank.models import Item, ItemVersion, Origin
from guildhall.ledger import history
from guildhall.ledger.models import Entry
from tests.cast import Cast, acting
from tests.governance.making_body import a_house, switched_on
from tests.itembank.making import (
    a_draft,
    a_question,
    file,
    handed_in,
    in_review,
    in_use,
    items_in_use,
    refused,
    reviewed,
    trains,
)
from tests.making import Made
from tests.personnel.making_monitorings import a_course


def test_an_item_is_written_as_a_draft_with_its_key(made: Made) -> None:
    version = a_draft(made, "B")

    version.refresh_from_db()
    assert (str(version), version.state, version.title, version.interactions, version.maximum, version.origin) == (
        "IT-2026-000001 v1",
        "draft",
        "Blade lock",
        "choice",
        1,
        "written",
    )
    assert (version.item.scheme, version.item.domain_code, version.authored_by) == (made.scheme, "B", made.crew.ivo)
    assert qti.key(delivering.parsed(version)) == {"RESPONSE": ["B"]}
    assert qti.score(delivering.parsed(version), {"RESPONSE": "B"}).score == 1


@pytest.mark.parametrize(
    ("more", "right", "wrong"),
    [
        ({"form": "multiple-choice", "key": ("A", "B")}, ["B", "A"], ["A"]),
        ({"form": "inline-choice", "stem": "Locked is", "after": ".", "shuffle": False}, "B", "C"),
        ({"form": "text-entry", "options": (), "key": ("rotor lock", "lock"), "shuffle": False}, "Lock", "brake"),
        ({"form": "text-entry", "options": (), "key": ("12",), "base": "integer", "shuffle": False}, "12", "13"),
    ],
)
def test_every_kind_that_is_written_is_scored(made: Made, more: dict[str, Any], right: Any, wrong: Any) -> None:
    item = delivering.parsed(a_draft(made, **more))

    assert [qti.score(item, {"RESPONSE": answer}).score for answer in (right, wrong, None)] == [1, 0, 0]


def test_what_an_item_asks_lies_sealed(made: Made) -> None:
    a_draft(made)

    rows = [*ItemVersion.objects.values(), *Item.objects.values(), *Entry.objects.values()]
    cells = [value for row in rows for value in row.values()]

    assert "locked before" in a_question().stem
    assert not any(b"locked before" in bytes(value) for value in cells if isinstance(value, bytes))
    assert not any("Blade lock" in str(value) for value in cells)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"stem": ""}, "stem"),
        ({"options": ("The rotor",)}, "option_2"),
        ({"options": ("The rotor", "the rotor")}, "option_1"),
        ({"options": ("The rotor", " ")}, "option_1"),
        ({"key": ()}, "key"),
        ({"key": ("D",)}, "key"),
        ({"key": ("A", "B")}, "key"),
        ({"form": "multiple-choice", "key": ()}, "key"),
        ({"form": "text-entry", "options": (), "key": ()}, "key"),
        ({"form": "text-entry", "options": (), "key": ("three",), "base": "integer"}, "key"),
        ({"form": "text-entry", "options": (), "key": ("1", "2"), "base": "float"}, "key"),
    ],
)
def test_a_question_that_is_not_whole_is_refused_where_it_lacks(made: Made, wrong: dict[str, Any], field: str) -> None:
    given = {"by": acting(made.crew.ivo), "scheme": made.scheme, "domain_code": "A"}

    refusal = refused("item-whole", items.write, question=a_question(**wrong), **given)

    assert (refusal.field, Item.objects.count()) == (field, 0)


def test_an_item_is_written_for_a_domain_of_the_blueprint(made: Made) -> None:
    given = {"by": acting(made.crew.ivo), "scheme": made.scheme, "question": a_question()}

    refusal = refused("R-26", items.write, domain_code="Z", **given)

    assert refusal.sentence == "“Z” is no domain of Wind Turbine Technician."


@pytest.mark.parametrize("name", ["rita", "dora", "sam"])
def test_items_are_written_by_who_holds_the_role_in_the_scheme(made: Made, cast: Cast, name: str) -> None:
    for person in (getattr(made.crew, name), cast.ada, cast.otto):
        by = acting(person)
        refused("R-46", items.write, by=by, scheme=made.scheme, domain_code="A", question=a_question())


def test_an_author_edits_their_own_draft(made: Made) -> None:
    version = a_draft(made)

    edited = items.edit(by=acting(made.crew.ivo), version=version, question=a_question(key=("C",)))

    assert qti.key(delivering.parsed(edited)) == {"RESPONSE": ["C"]}
    refused("stale", items.edit, by=acting(made.crew.ivo), version=version, question=a_question())


def test_nobody_edits_the_draft_of_another(made: Made) -> None:
    refusal = refused("permission", items.edit, by=acting(made.crew.max), version=a_draft(made), question=a_question())

    assert refusal.mend.sentence == "Send it back with a comment; its author mends it."


@pytest.mark.parametrize("reached", [in_review, reviewed, in_use])
def test_what_others_look_at_does_not_change(made: Made, reached: Any) -> None:
    version = reached(made, a_draft(made))

    refused("item-used", items.edit, by=acting(made.crew.ivo), version=version, question=a_question(key=("C",)))


def test_what_was_in_use_does_not_change_even_as_a_draft_again(made: Made) -> None:
    by_max = acting(made.crew.max)
    locked = reviews.compromise(by=by_max, version=in_use(made, a_draft(made)), reason="A screenshot was sold.")
    cleared = reviews.clear(by=by_max, version=locked, reason="It shows another item.")
    given = {"by": acting(made.crew.ivo), "version": cleared}

    assert cleared.state == "draft"
    refused("item-used", items.edit, question=a_question(), **given)
    refused("item-used", items.replace, intake=handed_in(file("rotor-21.xml")), **given)


def test_an_item_that_the_form_cannot_keep_is_replaced_by_its_file(made: Made) -> None:
    by = acting(made.crew.ivo)
    version = a_draft(made)
    named = file("torque-30.xml").replace(b'identifier="torque"', f'identifier="{version.item.identifier}"'.encode())

    replaced = items.replace(by=by, version=version, intake=handed_in(named, "torque.xml"))

    replaced.refresh_from_db()
    assert (replaced.title, replaced.interactions, replaced.file_name) == (
        "Torque of a bolt",
        "text-entry",
        "torque.xml",
    )
    assert qti.score(delivering.parsed(replaced), {"RESPONSE": "2800"}).score == 1
    refused("item-form", items.edit, by=by, version=replaced, question=a_question())


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("bad-key.xml", "The key 'nowhere' is no choice; nobody can give it."),
        ("rotor-21.xml", "The item in this file is called “rotor-lock”, this one “IT-2026-000001”."),
        ("sign-30.xml", "“../pictures/sign.png”, which the item shows or plays, did not come with the file."),
    ],
)
def test_a_draft_is_not_replaced_by_what_is_wrong_or_another_item(made: Made, name: str, sentence: str) -> None:
    version = a_draft(made)

    refusal = refused(
        "item-file", items.replace, by=acting(made.crew.ivo), version=version, intake=handed_in(file(name))
    )

    assert (refusal.sentence, refusal.field) == (sentence, "file")


def test_a_new_version_replaces_the_one_in_use_when_it_is_approved(made: Made) -> None:
    first = in_use(made, a_draft(made))

    second = items.revise(by=acting(made.crew.ivo), version=first)
    first.refresh_from_db()
    assert (str(second), second.state, first.state) == ("IT-2026-000001 v2", "draft", "operational")
    assert (second.title, second.source) == (first.title, first.source)

    second = items.edit(by=acting(made.crew.ivo), version=second, question=a_question(key=("C",)))
    in_use(made, second)
    first.refresh_from_db()
    assert (first.state, [str(each) for each in queries.usable(made.scheme)]) == ("retired", ["IT-2026-000001 v2"])
    told = [line.told for line in history.of(first)]
    assert told[0] == "retired the item IT-2026-000001 v1: replaced by IT-2026-000001 v2"


def test_nobody_works_on_two_versions_of_an_item(made: Made) -> None:
    version = in_use(made, a_draft(made))
    second = items.revise(by=acting(made.crew.ivo), version=version)

    refusal = refused("one-draft", items.revise, by=acting(made.crew.max), version=version)

    assert refusal.mend.link == ("itembank:version", str(second.pk))


@pytest.mark.parametrize("reached", [lambda made, draft: draft, in_review, reviewed])
def test_a_new_version_is_made_of_what_was_in_use(made: Made, reached: Any) -> None:
    refused("item-used", items.revise, by=acting(made.crew.ivo), version=reached(made, a_draft(made)))


def test_what_is_locked_is_not_revised(made: Made) -> None:
    locked = reviews.compromise(by=acting(made.crew.max), version=in_use(made, a_draft(made)), reason="Sold.")

    refused("item-used", items.revise, by=acting(made.crew.max), version=locked)


def test_an_item_moves_to_another_domain(made: Made) -> None:
    version = in_use(made, a_draft(made, "A"))
    by = acting(made.crew.max)

    items.classify(by=by, version=version, domain_code="B")

    assert [len(queries.usable_in(made.scheme, code)) for code in "ABC"] == [0, 1, 0]
    assert refused("R-26", items.classify, by=by, version=version, domain_code="Z").field == "domain_code"
    refused("R-46", items.classify, by=acting(made.crew.ivo), version=version, domain_code="C")


def test_an_author_moves_their_own_draft_and_nothing_that_others_worked_on(made: Made) -> None:
    version = a_draft(made, "A")
    by = acting(made.crew.ivo)

    moved = items.classify(by=by, version=version, domain_code="C")

    assert moved.item.domain_code == "C"
    refused("R-46", items.classify, by=by, version=in_review(made, moved), domain_code="A")


def test_coverage_tells_what_a_form_lacks(made: Made) -> None:
    items_in_use(made, {"A": 4, "B": 1})
    a_draft(made, "B")

    cells = [
        (each.code, each.needed, each.usable, each.under_way, each.missing) for each in queries.coverage(made.scheme)
    ]

    assert cells == [("A", 3, 4, 0, 0), ("B", 2, 1, 1, 1), ("C", 1, 0, 0, 1)]


def test_a_trainer_begins_no_version_of_an_item_of_another(made: Made, cast: Cast) -> None:
    version = in_use(made, a_draft(made))
    trains(cast, made, made.crew.max)

    refusal = refused("R-10", items.revise, by=acting(made.crew.max), version=version)

    assert refusal.clauses == ("2012:5.2.3 b)", "2012:7.4.2", "2026:5.2", "2026:7.4")
    refused("R-10", items.classify, by=acting(made.crew.max), version=version, domain_code="B")


def test_a_machine_drafts_only_while_its_use_is_on(made: Made, cast: Cast) -> None:
    given = {"scheme": made.scheme, "domain_code": "A", "question": a_question(), "by_machine": True}
    asked = {"by": acting(made.crew.ivo), **given}
    assert refused("R-54", items.write, **asked).field == "drafted_with"
    refused("R-54", items.write, **asked, drafted_with="2.1")

    use = switched_on(a_house(cast, made.scope))
    refused("R-54", items.write, **asked, drafted_with="2.2")
    assert items.write(**asked, drafted_with="2.1").origin == Origin.MACHINE

    ai.change_model(by=acting(made.crew.ivo), use=use, model_name="Skald", model_version="2.2")
    refused("R-54", items.write, **asked, drafted_with="2.2")


def test_what_a_machine_drafted_says_so_in_every_version(made: Made, cast: Cast) -> None:
    switched_on(a_house(cast, made.scope))
    given = {"scheme": made.scheme, "domain_code": "A", "question": a_question()}
    version = items.write(by=acting(made.crew.ivo), by_machine=True, drafted_with="2.1", **given)
    approved = reviews.approve(by=acting(made.crew.max), version=reviewed(made, version))

    assert items.revise(by=acting(made.crew.ivo), version=approved).origin == Origin.MACHINE


def test_who_declared_a_course_sees_no_items_though_nobody_is_named_in_it(made: Made, cast: Cast) -> None:
    version = in_use(made, a_draft(made))
    a_course(made.crew.max, made.scope)

    refused("R-10", items.revise, by=acting(made.crew.max), version=version)
    assert queries.trainers(made.scope.pk) == {made.crew.max.pk}
    assert version not in queries.visible_to(made.crew.max.pk)
