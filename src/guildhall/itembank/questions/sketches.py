"""A question that is being written, as far as it can be shown already: before it has a title, or says what is right.

A candidate sees neither, so nothing of what a sketch puts in their places can be seen; it is never kept.
"""

from collections.abc import Callable
from dataclasses import replace

from guildhall.itembank.questions.items import lacking
from guildhall.itembank.questions.model import Form, Question
from guildhall.itembank.questions.several import part_lacking

Fill = Callable[[Question], tuple[str, ...]]


def sketch(question: Question) -> Question | None:
    """The question as it can be shown; None where too little of it is there."""
    named = replace(question, title=question.title or "–")
    if question.form == Form.SEVERAL:
        shown = tuple(each for each in map(_part, question.questions) if each)
        return replace(named, questions=shown) if shown else None
    if lacking(named):
        fill = FILLS.get(Form(question.form))
        named = replace(named, key=fill(named), text=_starred(named)) if fill else named
    return None if lacking(named) else named


def _part(question: Question) -> Question | None:
    """One of several questions, as far as it can be shown."""
    valued = replace(question, points=1.0)
    if part_lacking(valued):
        fill = FILLS.get(Form(question.form))
        valued = replace(valued, key=fill(valued), text=_starred(valued)) if fill else valued
    return None if part_lacking(valued) else valued


def _first(question: Question) -> tuple[str, ...]:
    return question.letters[:1]


def _matches(question: Question) -> tuple[str, ...]:
    return tuple(f"L{place} A" for place in range(1, len(question.options) + 1))


def _starred(question: Question) -> str:
    """A text of which some passage is right."""
    return question.text.replace("[[", "[[*", 1) if question.form == Form.HOTTEXT else question.text


FILLS: dict[Form, Fill] = {
    Form.SINGLE_CHOICE: _first,
    Form.MULTIPLE_CHOICE: _first,
    Form.INLINE_CHOICE: _first,
    Form.TEXT_ENTRY: lambda question: ("0",),
    Form.SLIDER: lambda question: question.bounds[:1],
    Form.ORDER: lambda question: question.letters,
    Form.MATCH: _matches,
    Form.ASSOCIATE: lambda question: ("A B",),
    Form.HOTTEXT: lambda question: (),
    Form.HOTSPOT: lambda question: question.places[:1],
    Form.GRAPHIC_ORDER: lambda question: question.places,
    Form.GRAPHIC_ASSOCIATE: lambda question: ("A B",),
    Form.GRAPHIC_GAP_MATCH: lambda question: ("L1 A",),
}
"""What stands for the key of a kind of question as long as there is none."""
