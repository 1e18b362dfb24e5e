"""Options of which one is right, or several together."""

from typing import Any

from guildhall import qti
from guildhall.itembank.questions.bodies import plain
from guildhall.itembank.questions.lacks import Lack, no_key, unfit
from guildhall.itembank.questions.model import Form, Question, lettered


def single(question: Question, identifier: str) -> qti.Item:
    """A question with one right option."""
    return qti.single_choice(
        identifier=identifier,
        title=question.title,
        stem=question.stem,
        options=lettered(question.options),
        key=question.key[0],
        shuffle=question.shuffle,
        language=question.language,
    )


def multiple(question: Question, identifier: str) -> qti.Item:
    """A question with several right options."""
    return qti.multiple_choice(
        identifier=identifier,
        title=question.title,
        stem=question.stem,
        options=lettered(question.options),
        key=question.key,
        shuffle=question.shuffle,
        language=question.language,
    )


def read(item: qti.Item) -> dict[str, Any]:
    """What was typed."""
    asked = item.interactions[0]
    return {
        "stem": asked.prompt.text if asked.prompt else "",
        "options": tuple(plain(each.node) for each in asked.choices),
        "key": tuple(qti.key(item).get(item.responses[0].identifier, ())),
        "shuffle": asked.node.is_set("shuffle"),
    }


def lacking(question: Question) -> Lack | None:
    """Options that differ, and what is right among them: one, or as many as are right together."""
    several = question.form == Form.MULTIPLE_CHOICE
    is_keyed = set(question.key) <= set(question.letters) and (len(question.key) == 1 or (several and question.key))
    return unfit(question.options) or (None if is_keyed else no_key())
