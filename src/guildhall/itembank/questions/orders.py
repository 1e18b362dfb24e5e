"""Steps that are put into their order."""

from typing import Any

from guildhall import qti
from guildhall.itembank.questions import choices
from guildhall.itembank.questions.lacks import Lack, no_key, unfit
from guildhall.itembank.questions.model import Question, lettered


def order(question: Question, identifier: str) -> qti.Item:
    """A question that asks for an order."""
    return qti.order(
        identifier=identifier,
        title=question.title,
        stem=question.stem,
        options=lettered(question.options),
        key=question.key,
        shuffle=question.shuffle,
        language=question.language,
    )


def read(item: qti.Item) -> dict[str, Any]:
    """What was typed; the key is the letters in their right order."""
    return choices.read(item)


def lacking(question: Question) -> Lack | None:
    """Steps that differ, and a place for every one of them."""
    is_keyed = sorted(question.key) == list(question.letters)
    return unfit(question.options) or (None if is_keyed else no_key("place_1"))
