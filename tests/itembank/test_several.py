"""Items that ask several questions: each with its key and points, written in one form and moved by its buttons."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from guildhall import qti
from guildhall.itembank import delivering
from guildhall.itembank.acts import items, rationales
from guildhall.itembank.forms.writing_several import BEGINS, ONE, SeveralForm, arranged, ordered, spelled
from guildhall.itembank.guidance import advice
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.queries.rationales import targets
from guildhall.itembank.questions import PARTS, Form, Passage, Question, built, lacking, question_of, sketch
from guildhall.itembank.telling import described
from tests.cast import acting
from tests.itembank.examples import EXAMPLES, example
from tests.itembank.making import in_use, refused
from tests.itembank.test_pages import at, sent, words
from tests.itembank.test_writing import typed
from tests.making import Made

WHOLE = example(Form.SEVERAL)
CHOICE, ENTRY, MATCHED, LISTED = WHOLE.questions
RIGHT = {"RESPONSE_1": ["B"], "RESPONSE_2": ["secured"], "RESPONSE_3": ["L1 B", "L2 C"], "RESPONSE_4": ["A"]}


def asking(*questions: Question) -> Question:
    return replace(WHOLE, questions=questions)


@pytest.mark.parametrize(
    ("answers", "outcomes"),
    [
        (RIGHT, [7.5, 1, 2.5, 1, 3]),
        ({**RIGHT, "RESPONSE_1": ["A"], "RESPONSE_2": ["open"]}, [4, 0, 0, 1, 3]),
        ({"RESPONSE_2": ["LOCKED"]}, [2.5, 0, 2.5, 0, 0]),
        ({"RESPONSE_3": ["L1 B", "L2 A"]}, [0, 0, 0, 0, 0]),
        ({"RESPONSE": ["B"]}, [0, 0, 0, 0, 0]),
        ({}, [0, 0, 0, 0, 0]),
    ],
)
def test_every_question_earns_its_points_and_the_item_their_sum(answers: Any, outcomes: list[float]) -> None:
    item = built(WHOLE, "IT-1")

    scored = qti.score(item, answers)

    assert [scored.outcomes[name] for name in ("SCORE", *(f"SCORE_{at}" for at in (1, 2, 3, 4)))] == outcomes
    assert qti.maximum(item) == 7.5
    assert [each.message for each in qti.validate(item) if each.severity == "error"] == []


def test_a_point_for_every_pair_is_multiplied_by_what_the_question_is_worth() -> None:
    item = built(asking(CHOICE, replace(MATCHED, each=True, points=2.0)), "IT-1")

    assert (qti.maximum(item), qti.score(item, {"RESPONSE_2": ["L1 B", "L2 A"]}).score) == (5, 2)


@pytest.mark.parametrize("form", PARTS)
def test_a_question_of_every_kind_stands_in_the_form_again(form: Form) -> None:
    question = asking(CHOICE, Question(form, "", "And then?", points=0.5, **EXAMPLES[form]))

    item = qti.read_item(qti.to_xml(built(question, "IT-1")), name="")

    assert (lacking(question), question_of(item)) == (None, question)
    assert qti.score(item, qti.best_answers(item)).score == qti.maximum(item) > 1


@pytest.mark.parametrize(
    ("questions", "field", "told"),
    [
        ((CHOICE,), "add", "has from 2 to 8 of them"),
        ((CHOICE,) * 9, "add", "has from 2 to 8 of them"),
        ((CHOICE, replace(ENTRY, stem=" ")), "q2-stem", "Question 2: It asks nothing."),
        ((CHOICE, replace(ENTRY, points=0.0)), "q2-points", "Question 2: The answer would be worth no points"),
        ((replace(CHOICE, key=("C",)), ENTRY), "q1-key", "Question 1: Nothing says which answer is right"),
        ((CHOICE, example(Form.UPLOAD)), "q2-stem", "Question 2: Of such questions an item asks one alone."),
        ((CHOICE, example(Form.HOTSPOT)), "q2-stem", "Question 2: Of such questions an item asks one alone."),
    ],
)
def test_every_question_is_whole_before_the_item_is(
    made: Made, questions: tuple[Question, ...], field: str, told: str
) -> None:
    given = {"by": acting(made.crew.ivo), "scheme": made.scheme, "domain_code": "A"}

    refusal = refused("item-whole", items.write, **given, question=asking(*questions))

    assert (refusal.field, told in refusal.sentence) == (field, True)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b"<qti-sum>", b"<qti-max>"),
        (b"SCORE_2", b"POINTS"),
        (b"<qti-prompt>", b"<qti-prompt><b>Bold</b> "),
        (b'"RESPONSE_3"', b'"THIRD"'),
        (b">2.5</qti-base-value>", b">many</qti-base-value>"),
        (b"<p>What follows?</p>", b"<p>What follows?</p><p>And this.</p>"),
    ],
)
def test_what_the_form_could_not_keep_is_not_opened_in_it(was: bytes, becomes: bytes) -> None:
    """Other rules, other names, words with marks, points that are no number, and more than an introduction."""
    source = qti.to_xml(built(WHOLE, "IT-1"))
    changed = source.replace(was, becomes).replace(b"</qti-sum>" if was == b"<qti-sum>" else b"\x00", b"</qti-max>")

    assert (source != changed, question_of(qti.read_item(changed, name=""))) == (True, None)


def test_the_questions_that_are_there_are_shown_while_others_are_written() -> None:
    begun = replace(asking(replace(CHOICE, key=(), points=0.0), replace(ENTRY, stem="")), title="")

    shown = sketch(begun)

    assert [each.form for each in shown.questions] == [Form.SINGLE_CHOICE]
    assert "Of single-choice?" in qti.render(built(shown, "IT"), id_prefix="q").html
    assert sketch(asking(replace(ENTRY, stem=""))) is None


def test_the_guidance_looks_at_every_question_for_itself() -> None:
    above = {
        "passage": Passage("MD-2026-000002", "It is cold."),
        "recording": qti.Recording("media/MD-2026-000001", "Hm."),
    }
    asked = asking(CHOICE, replace(CHOICE, stem="What is never oiled?"))
    item = built(replace(asked, **above), "IT-1")

    noticed = [(each.place, each.check) for each in advice(item)]

    assert (2, "negative-stem") in noticed
    assert (1, "negative-stem") not in noticed


def test_every_option_of_every_question_has_its_reason(made: Made) -> None:
    given = {"by": acting(made.crew.ivo), "scheme": made.scheme, "domain_code": "A"}
    version = items.write(**given, question=asking(CHOICE, ENTRY))

    told = [(each.name, each.words, each.is_right) for each in targets(delivering.parsed(version))]
    assert told == [
        ("RESPONSE_1 A", "Question 1: Oil", False),
        ("RESPONSE_1 B", "Question 1: Fat", True),
        ("RESPONSE_2 answer", "Question 2: The right answer", True),
    ]
    rationales.write(by=acting(made.crew.ivo), version=version, reasons={"RESPONSE_2 answer": ("It says so.", "")})
    wrong = {"RESPONSE_3 A": ("So.", "")}
    refused("item-reasons", rationales.write, by=acting(made.crew.ivo), version=version, reasons=wrong)


def test_the_key_of_every_question_is_told_with_what_it_earns() -> None:
    told = described(built(asking(CHOICE, ENTRY), "IT-1"))

    choice, entry = told["questions"]
    assert (told["maximum"], told["rule"]) == ("3.5", "Every question earns its own points, and the item their sum.")
    assert (choice["asked"], [(each["text"], each["right"]) for each in choice["options"]]) == (
        "Of single-choice? (at most: 1)",
        [("Oil", False), ("Fat", True)],
    )
    assert (entry["asked"], entry["answers"]) == (
        "Of text-entry? … it is. (at most: 2.5)",
        [("locked", "2.5"), ("secured", "2.5")],
    )


def test_such_an_item_goes_its_way_into_use(made: Made) -> None:
    version = items.write(by=acting(made.crew.ivo), scheme=made.scheme, domain_code="A", question=WHOLE)

    assert (in_use(made, version).state, float(version.maximum)) == ("operational", 7.5)
    assert version.interactions == "choice text-entry match inline-choice"


THREE = [(1, Form.ORDER), (4, Form.MATCH), (2, Form.SLIDER)]


@pytest.mark.parametrize(
    ("step", "becomes"),
    [
        ("up:2", "1:order 2:slider 4:match"),
        ("up:1", "1:order 4:match 2:slider"),
        ("down:1", "4:match 1:order 2:slider"),
        ("down:2", "1:order 4:match 2:slider"),
        ("remove:4", "1:order 2:slider"),
        ("add:hottext", "1:order 4:match 2:slider 5:hottext"),
        ("add:upload", "1:order 4:match 2:slider"),
        ("turn:4", "1:order 4:match 2:slider"),
        ("remove:9", "1:order 4:match 2:slider"),
        ("", "1:order 4:match 2:slider"),
    ],
)
def test_questions_are_added_removed_and_moved(step: str, becomes: str) -> None:
    assert spelled(arranged(THREE, step)) == becomes


def test_what_no_page_of_ours_sends_counts_for_nothing() -> None:
    full = [(number, Form.ORDER) for number in range(1, 9)]

    assert ordered("1:order x:order 2:upload 1:match 4 12345:order 3:match") == [(1, Form.ORDER), (3, Form.MATCH)]
    assert len(ordered(" ".join(f"{number}:order" for number in range(1, 20)))) == 8
    assert arranged(full, "add:order") == full
    assert set(ONE) == set(PARTS)


def test_a_moved_question_stays_as_it_was_typed_and_nothing_is_kept(made: Made, ivo: Client) -> None:
    address = at("write-item", made.scheme.pk, "several")
    told = typed(Form.SEVERAL, **{"q2-shuffle": "", "q4-stem": "Halfway"})

    for step, order in (
        ("up:4", "4:text-entry 2:single-choice 3:match 7:inline-choice"),
        ("remove:3", "2:single-choice 4:text-entry 7:inline-choice"),
        ("add", "2:single-choice 4:text-entry 3:match 7:inline-choice 8:slider"),
    ):
        page = ivo.post(address, {**told, "arrange": step, "add": "slider"})
        form = page.context["form"]
        assert (page.status_code, form["order"].value(), form.errors) == (200, order, {})
        first = next(each for each in form.questions if each.prefix == "q2")
        assert (first["option_3"].value(), first["key"].value(), first["shuffle"].value()) == ("Fat", "C", False)
    assert "Question 5: Slider" in words(page)
    assert ItemVersion.objects.count() == 0


def test_a_draft_is_arranged_anew_and_kept(made: Made, ivo: Client) -> None:
    version = items.write(by=acting(made.crew.ivo), scheme=made.scheme, domain_code="A", question=WHOLE)
    address = at("version-edit", version.pk)
    held = _held(ivo.get(address).context["form"])

    held = _held(ivo.post(address, {**held, "arrange": "remove:3"}).context["form"])
    held = _held(ivo.post(address, {**held, "arrange": "up:4"}).context["form"])
    assert sent(ivo, address, **held).status_code == 302

    version.refresh_from_db()
    assert question_of(delivering.parsed(version)) == asking(CHOICE, LISTED, ENTRY)


def _held(form: SeveralForm) -> dict[str, Any]:
    found = {each.html_name: each.value() for part in (form, *form.questions) for each in part}
    return {name: value for name, value in found.items() if value}


def test_a_question_without_its_shape_is_named_and_nothing_typed_is_lost(made: Made, ivo: Client) -> None:
    address = at("write-item", made.scheme.pk, "several")

    page = ivo.post(address, typed(Form.SEVERAL, **{"q4-points": "many"}))

    assert (page.status_code, ItemVersion.objects.count()) == (422, 0)
    assert ("Look at these questions: 2." in words(page), "Enter a number." in words(page)) == (True, True)
    untitled = ivo.post(address, typed(Form.SEVERAL, title=""))
    assert (untitled.status_code, untitled.context["form"].questions[1]["stem"].value()) == (422, "Of text-entry?")


def test_an_empty_form_begins_with_two_questions_and_is_previewed(made: Made, ivo: Client) -> None:
    page = ivo.get(at("write-item", made.scheme.pk, "several"))
    preview = ivo.post(at("write-preview", made.scheme.pk, "several"), typed(Form.SEVERAL))

    assert page.context["form"]["order"].value() == BEGINS
    assert ("Question 2: Single choice" in words(page), "Move question 2 up" in words(page)) == (True, True)
    assert preview.content.decode().count('data-response="RESPONSE_3"') > 1


def test_a_lost_session_loses_no_question() -> None:
    form = SeveralForm(domains=[])

    form.fill_again({"title": ["Motor"], "order": ["3:multiple-choice"], "q3-stem": ["Which?"], "q3-key": ["A", "C"]})

    (asked,) = form.questions
    assert (form["title"].value(), asked["stem"].value(), asked["key"].value()) == ("Motor", "Which?", ["A", "C"])
