"""A sentence with one gap: a word is chosen from a list, or a word or number is written."""

from collections.abc import Sequence
from typing import Any

from guildhall import qti
from guildhall.itembank.questions import choices
from guildhall.itembank.questions.bodies import plain
from guildhall.itembank.questions.lacks import Lack, no_key
from guildhall.itembank.questions.model import Question, lettered


def listed(question: Question, identifier: str) -> qti.Item:
    """A sentence with a list to choose from."""
    return qti.inline_choice(
        identifier=identifier,
        title=question.title,
        before=question.stem,
        after=question.after,
        options=lettered(question.options),
        key=question.key[0],
        shuffle=question.shuffle,
        language=question.language,
    )


def written(question: Question, identifier: str) -> qti.Item:
    """A sentence with a field to write in."""
    first, *others = question.key
    return qti.text_entry(
        identifier=identifier,
        title=question.title,
        before=question.stem,
        after=question.after,
        key=first,
        base=question.base,
        also=dict.fromkeys(others, 1.0),
        language=question.language,
    )


def read_listed(item: qti.Item) -> dict[str, Any]:
    """What was typed around a list, and what stands in it."""
    asked = item.interactions[0]
    return {
        **_around(item),
        "options": tuple(plain(each.node) for each in asked.choices),
        "key": tuple(_accepted(item)),
        "shuffle": asked.node.is_set("shuffle"),
    }


def read_written(item: qti.Item) -> dict[str, Any]:
    """What was typed around a field, and what is accepted in it."""
    return {**_around(item), "key": tuple(_accepted(item)), "shuffle": False, "base": item.responses[0].base}


def lacks_list(question: Question) -> Lack | None:
    """Options that differ, one of them right."""
    return choices.lacking(question)


def lacks_answer(question: Question) -> Lack | None:
    """Answers that are texts, or the one number that is asked for."""
    return None if question.key and _is_of(question.base, question.key) else no_key()


def _is_of(base: str, answers: Sequence[str]) -> bool:
    if base == "string":
        return all(each.strip() for each in answers)
    number = int if base == "integer" else float
    try:
        return len(answers) == 1 and number(answers[0]) is not None
    except ValueError:
        return False


def _around(item: qti.Item) -> dict[str, str]:
    """The text before and after the gap of a sentence."""
    sentence = next(iter(item.body.elements), item.body)
    texts = [each.strip() if isinstance(each, str) else None for each in sentence.children]
    if None not in texts:
        return {"stem": "", "after": ""}
    place = texts.index(None)
    return {"stem": _joined(texts[:place]), "after": _joined(texts[place + 1 :])}


def _joined(texts: Sequence[str | None]) -> str:
    return " ".join(each for each in texts if each)


def _accepted(item: qti.Item) -> list[str]:
    """The right options, or the answers that are accepted, the key first."""
    right = qti.key(item).get(item.responses[0].identifier, [])
    mapping = item.responses[0].mapping
    others = [str(each.key) for each in mapping.entries if str(each.key) not in right] if mapping else []
    return [*right, *others]
