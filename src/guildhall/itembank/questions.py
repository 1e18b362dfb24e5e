"""The four kinds of question that are written in a form, and the way from the form to an item and back.

An item that holds more than the form can keep is not edited in it: nothing of an item is ever lost by opening it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase

from guildhall import qti


class Form(StrEnum):
    """The kinds of question that can be written here."""

    SINGLE_CHOICE = "single-choice"
    MULTIPLE_CHOICE = "multiple-choice"
    INLINE_CHOICE = "inline-choice"
    TEXT_ENTRY = "text-entry"


CHOOSING = frozenset({Form.SINGLE_CHOICE, Form.MULTIPLE_CHOICE, Form.INLINE_CHOICE})


@dataclass(frozen=True)
class Question:
    """What an item writer types. `after` follows a gap; `key` names right options, or holds the accepted answers."""

    form: str
    title: str
    stem: str
    after: str = ""
    options: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    shuffle: bool = True
    base: str = "string"
    language: str = "en"

    @property
    def letters(self) -> tuple[str, ...]:
        """How the options are called."""
        return tuple(ascii_uppercase[: len(self.options)])


def built(question: Question, identifier: str) -> qti.Item:
    """The item that a whole question stands for."""
    return _BUILDERS[Form(question.form)](question, identifier)


def _options(question: Question) -> list[tuple[str, str]]:
    return list(zip(question.letters, question.options, strict=True))


def _single(question: Question, identifier: str) -> qti.Item:
    return qti.single_choice(
        identifier=identifier,
        title=question.title,
        stem=question.stem,
        options=_options(question),
        key=question.key[0],
        shuffle=question.shuffle,
        language=question.language,
    )


def _multiple(question: Question, identifier: str) -> qti.Item:
    return qti.multiple_choice(
        identifier=identifier,
        title=question.title,
        stem=question.stem,
        options=_options(question),
        key=question.key,
        shuffle=question.shuffle,
        language=question.language,
    )


def _inline(question: Question, identifier: str) -> qti.Item:
    return qti.inline_choice(
        identifier=identifier,
        title=question.title,
        before=question.stem,
        after=question.after,
        options=_options(question),
        key=question.key[0],
        shuffle=question.shuffle,
        language=question.language,
    )


def _text(question: Question, identifier: str) -> qti.Item:
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


_BUILDERS: dict[Form, Callable[[Question, str], qti.Item]] = {
    Form.SINGLE_CHOICE: _single,
    Form.MULTIPLE_CHOICE: _multiple,
    Form.INLINE_CHOICE: _inline,
    Form.TEXT_ENTRY: _text,
}


def question_of(item: qti.Item) -> Question | None:
    """What stands in the form for an item; None where the form could not keep everything of it."""
    found = _read(item)
    if found is None or (found.form in CHOOSING and not set(found.key) <= set(found.letters)) or not found.key:
        return None
    return found if _alike(built(found, item.identifier), item) else None


def _alike(one: qti.Item, other: qti.Item) -> bool:
    """Whether two items are the same, as far as a file of QTI can tell."""
    return qti.read_item(qti.to_xml(one), name="") == qti.read_item(qti.to_xml(other), name="")


def _read(item: qti.Item) -> Question | None:
    if len(item.interactions) != 1 or len(item.responses) != 1:
        return None
    asked, declared = item.interactions[0], item.responses[0]
    form = _form(asked.kind, declared.cardinality)
    if form is None:
        return None
    before, after = _around(item)
    return Question(
        form=form,
        title=item.title,
        stem=asked.prompt.text if asked.prompt else before,
        after=after,
        options=tuple(" ".join(each.node.text.split()) for each in asked.choices),
        key=tuple(_accepted(item)),
        shuffle=asked.node.is_set("shuffle"),
        base=declared.base if form == Form.TEXT_ENTRY else "string",
        language=item.language or "en",
    )


def _form(kind: str, cardinality: str) -> Form | None:
    if kind == "choice":
        return Form.SINGLE_CHOICE if cardinality == "single" else Form.MULTIPLE_CHOICE
    return Form(kind) if kind in {Form.INLINE_CHOICE, Form.TEXT_ENTRY} else None


def _around(item: qti.Item) -> tuple[str, str]:
    """The text before and after the gap of a sentence."""
    sentence = next(iter(item.body.elements), item.body)
    texts = [each.strip() if isinstance(each, str) else None for each in sentence.children]
    if None not in texts:
        return "", ""
    place = texts.index(None)
    return _joined(texts[:place]), _joined(texts[place + 1 :])


def _joined(texts: Sequence[str | None]) -> str:
    return " ".join(each for each in texts if each)


def _accepted(item: qti.Item) -> list[str]:
    """The right options, or the answers that are accepted, the key first."""
    right = qti.key(item).get(item.responses[0].identifier, [])
    mapping = item.responses[0].mapping
    others = [str(each.key) for each in mapping.entries if str(each.key) not in right] if mapping else []
    return [*right, *others]
