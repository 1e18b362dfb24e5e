"""From what an item writer types to an item and back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall import qti
from guildhall.itembank.questions import (
    BY_HAND,
    GRAPHIC,
    MOST_OPTIONS,
    Form,
    Passage,
    Question,
    built,
    lacking,
    question_of,
    sketch,
)
from tests.itembank.examples import EXAMPLES, PICTURE, SPOTS, example
from tests.itembank.making import file

WORDS = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="\u00ad\ue000\ue001[]*"), min_size=1)
SENTENCE = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
COMPOSED = SENTENCE.map(lambda text: normalize("NFC", text))
"""What is compared with an answer is kept composed, as answers are."""


def again(question: Question) -> Question | None:
    """What stands in the form after the item was written to a file and read."""
    return question_of(qti.read_item(qti.to_xml(built(question, "IT-1")), name=""))


@st.composite
def questions(draw: Any) -> Question:
    form = draw(st.sampled_from([Form.SINGLE_CHOICE, Form.MULTIPLE_CHOICE, Form.INLINE_CHOICE, Form.TEXT_ENTRY]))
    options = tuple(draw(st.lists(SENTENCE, min_size=2, max_size=6, unique_by=str.casefold)))
    letters = Question(form, "", "", options=options).letters
    given_key = {
        Form.MULTIPLE_CHOICE: st.lists(st.sampled_from(letters), min_size=1, unique=True).map(sorted).map(tuple),
        Form.TEXT_ENTRY: st.lists(COMPOSED, min_size=1, max_size=4, unique=True).map(tuple),
    }.get(form, st.sampled_from(letters).map(lambda letter: (letter,)))
    writes = form == Form.TEXT_ENTRY
    return Question(
        form=form,
        title=draw(SENTENCE),
        stem=draw(SENTENCE),
        after=draw(SENTENCE) if form in {Form.INLINE_CHOICE, Form.TEXT_ENTRY} else "",
        options=() if writes else options,
        key=draw(given_key),
        shuffle=not writes and draw(st.booleans()),
        language=draw(st.sampled_from(["en", "de"])),
    )


@given(question=questions())
def test_what_was_typed_stands_in_the_form_again(question: Question) -> None:
    assert again(question) == question


@given(question=questions())
def test_what_was_typed_is_an_item_without_errors_that_its_key_answers(question: Question) -> None:
    item = built(question, "IT-1")

    assert [each.message for each in qti.validate(item) if each.severity == "error"] == []
    assert qti.score(item, qti.key(item)).score == 1


def test_what_the_form_could_not_keep_is_not_opened_in_it() -> None:
    items = [qti.read_item(file(f"{name}.xml"), name=name) for name in ("rotor-21", "sign-30", "torque-30", "essay-30")]

    assert [question_of(item) for item in items] == [None] * 4


@pytest.mark.parametrize("form", list(Form))
def test_every_kind_stands_in_its_form_again(form: Form) -> None:
    question = example(form)

    assert (lacking(question), again(question)) == (None, question)


@pytest.mark.parametrize("form", list(Form))
def test_what_stands_above_a_question_comes_back_with_it(form: Form) -> None:
    question = example(form, passage=Passage("MD-2026-000002", "The rotor stands.\nIt is cold."), picture=PICTURE)

    assert again(question) == question


@pytest.mark.parametrize("form", sorted(set(Form) - BY_HAND))
def test_the_best_answers_of_every_kind_earn_all_points(form: Form) -> None:
    item = built(example(form), "IT-1")

    assert [each.message for each in qti.validate(item) if each.severity == "error"] == []
    assert qti.score(item, qti.best_answers(item)).score == qti.maximum(item) > 0


@given(texts=st.lists(SENTENCE, min_size=2, max_size=6, unique_by=str.casefold), data=st.data())
def test_sets_of_any_words_come_back(texts: list[str], data: st.DataObject) -> None:
    letters = Question(Form.ORDER, "", "", options=tuple(texts)).letters
    order = tuple(data.draw(st.permutations(letters)))
    match = tuple(f"L{at} {data.draw(st.sampled_from(letters))}" for at in range(1, len(texts) + 1))
    gaps = " and ".join(f"[[{each}]]" for each in texts)
    found = [
        example(Form.ORDER, options=tuple(texts), key=order),
        example(Form.MATCH, options=tuple(texts), others=tuple(reversed(texts)), key=match, each=True),
        example(Form.GAP_MATCH, options=tuple(texts), text=f"It is {gaps}."),
        example(Form.HOTTEXT, text=f"It is {gaps}.".replace("[[", "[[*", 1)),
    ]

    assert [again(each) for each in found] == found


def test_a_point_for_every_pair_makes_as_many_points_as_pairs() -> None:
    item = built(example(Form.MATCH, each=True), "IT-1")

    assert (qti.maximum(item), qti.score(item, {"RESPONSE": ["L1 B", "L2 A"]}).score) == (2, 1)


@pytest.mark.parametrize(
    ("form", "more", "field"),
    [
        (Form.SINGLE_CHOICE, {"title": " "}, "title"),
        (Form.SINGLE_CHOICE, {"stem": ""}, "stem"),
        (Form.SINGLE_CHOICE, {"options": ("Oil",)}, "option_2"),
        (Form.SINGLE_CHOICE, {"options": ("Oil", "oil ")}, "option_1"),
        (Form.SINGLE_CHOICE, {"key": ("A", "B")}, "key"),
        (Form.TEXT_ENTRY, {"base": "integer", "key": ("two",)}, "key"),
        (Form.EXTENDED_TEXT, {"lines": 1}, "lines"),
        (Form.EXTENDED_TEXT, {"points": 0.0}, "points"),
        (Form.UPLOAD, {"takes": ()}, "takes"),
        (Form.UPLOAD, {"takes": ("pdf", "zip")}, "takes"),
        (Form.UPLOAD, {"megabytes": 0}, "megabytes"),
        (Form.UPLOAD, {"megabytes": 21}, "megabytes"),
        (Form.UPLOAD, {"points": 0.0}, "points"),
        (Form.SLIDER, {"bounds": ("0", "ten", "1")}, "lower"),
        (Form.SLIDER, {"bounds": ("100", "0", "10")}, "step"),
        (Form.SLIDER, {"key": ("55",)}, "key"),
        (Form.SLIDER, {"bounds": ("0", "inf", "1")}, "lower"),
        (Form.ORDER, {"key": ("A", "B")}, "place_1"),
        (Form.MATCH, {"options": ()}, "option_1"),
        (Form.MATCH, {"options": ("Volt", "volt")}, "option_1"),
        (Form.MATCH, {"others": ("Watt",)}, "other_2"),
        (Form.MATCH, {"key": ("L1 A",)}, "match_1"),
        (Form.MATCH, {"key": ("L1 A", "L2 D")}, "match_1"),
        (Form.ASSOCIATE, {"key": ("A A",)}, "partner_1"),
        (Form.ASSOCIATE, {"key": ()}, "partner_1"),
        (Form.GAP_MATCH, {"text": "Oil is cold."}, "text"),
        (Form.GAP_MATCH, {"text": "Oil is [[dear]]."}, "words"),
        (Form.GAP_MATCH, {"options": ("cold", "warm", "Warm")}, "words"),
        (Form.HOTTEXT, {"text": "[[*Alone]]"}, "text"),
        (Form.HOTTEXT, {"text": "[[One]] and [[two]]"}, "text"),
        (Form.HOTSPOT, {"picture": None}, "picture"),
        (Form.HOTSPOT, {"spots": SPOTS[:1]}, "shape_1"),
        (Form.HOTSPOT, {"spots": (SPOTS[0], qti.Spot("rect", "150,10,210,50"))}, "coords_2"),
        (Form.HOTSPOT, {"key": ("D",)}, "right_1"),
        (Form.GRAPHIC_ORDER, {"key": ("A", "B")}, "place_1"),
        (Form.GRAPHIC_ASSOCIATE, {"key": ("A D",)}, "partner_1"),
        (Form.GRAPHIC_GAP_MATCH, {"options": ("foot",)}, "words"),
        (Form.GRAPHIC_GAP_MATCH, {"key": ()}, "label_1"),
        (Form.SELECT_POINT, {"spots": ()}, "shape_1"),
        (Form.SELECT_POINT, {"spots": (qti.Spot("circle", "20,20,10", worth=0.0),)}, "worth_1"),
    ],
)
def test_what_a_question_lacks_is_told_with_its_field(form: Form, more: dict[str, Any], field: str) -> None:
    lack = lacking(example(form, **more))

    assert lack is not None
    assert (lack.field, lack.message != "", lack.mend != "") == (field, True, True)


@pytest.mark.parametrize(
    "changed",
    [
        lambda item: replace(item, language="fr"),
        lambda item: replace(item, adaptive=True),
        lambda item: replace(item, metadata={"label": "kept"}),
        lambda item: replace(item, outcomes=item.outcomes[:1]),
    ],
)
def test_an_item_with_more_than_the_form_keeps_is_not_opened_in_it(changed: Callable[[qti.Item], qti.Item]) -> None:
    item = built(example(Form.MATCH), "IT-1")

    assert (question_of(item) is None, question_of(changed(item))) == (False, None)


def test_an_item_with_more_options_than_rows_is_not_opened_in_the_form() -> None:
    texts = tuple(f"Step {place}" for place in range(1, MOST_OPTIONS + 2))
    letters = Question(Form.ORDER, "", "", options=texts).letters

    assert again(example(Form.ORDER, options=texts[:-1], key=letters[:-1])) is not None
    assert again(example(Form.ORDER, options=texts, key=letters)) is None


@pytest.mark.parametrize("form", sorted(set(Form) - BY_HAND - {Form.SEVERAL}))
def test_a_question_is_sketched_before_it_has_a_title_or_a_key(form: Form) -> None:
    text = EXAMPLES[form].get("text", "").replace("*", "")
    begun = example(form, title="", key=(), text=text)

    shown = sketch(begun)

    assert shown is not None
    assert (lacking(begun) is None, lacking(shown)) == (False, None)
    assert sketch(replace(begun, stem="")) is None


def test_a_picture_belongs_to_what_is_asked_on_it_or_stands_above() -> None:
    held = {
        form: [each.name for each in built(example(form, picture=PICTURE), "IT-1").body.elements if each.name == "p"]
        for form in (Form.SINGLE_CHOICE, Form.HOTSPOT)
    }

    assert held == {Form.SINGLE_CHOICE: ["p"], Form.HOTSPOT: []}
    assert Form.HOTSPOT in GRAPHIC
