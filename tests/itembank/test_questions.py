"""From what an item writer types to an item and back."""

from typing import Any
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from guildhall import qti
from guildhall.itembank.questions import Form, Question, built, question_of
from tests.itembank.making import file

WORDS = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="\u00ad\ue000\ue001"), min_size=1)
SENTENCE = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
COMPOSED = SENTENCE.map(lambda text: normalize("NFC", text))
"""What is compared with an answer is kept composed, as answers are."""


@st.composite
def questions(draw: Any) -> Question:
    form = draw(st.sampled_from(list(Form)))
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
    read = qti.read_item(qti.to_xml(built(question, "IT-1")), name="")

    assert question_of(read) == question


@given(question=questions())
def test_what_was_typed_is_an_item_without_errors_that_its_key_answers(question: Question) -> None:
    item = built(question, "IT-1")

    assert [each.message for each in qti.validate(item) if each.severity == "error"] == []
    assert qti.score(item, qti.key(item)).score == 1


def test_what_the_form_could_not_keep_is_not_opened_in_it() -> None:
    items = [qti.read_item(file(f"{name}.xml"), name=name) for name in ("rotor-21", "sign-30", "torque-30", "essay-30")]

    assert [question_of(item) for item in items] == [None] * 4
