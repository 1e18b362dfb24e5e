"""A text with several places: gaps to fill from a list, or passages to choose. Double brackets stand around them.

``Oil that is [[cold]] flows worse.`` has a gap; ``[[*The guard was open]] while [[the lamp was lit]].`` has two
passages, of which the one with the star is right.
"""

import re
from typing import Any

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank.questions.bodies import plain
from guildhall.itembank.questions.lacks import Lack, unfit
from guildhall.itembank.questions.model import Question, lettered
from guildhall.qti.model import Node

BRACKETS = re.compile(r"\[\[(.*?)\]\]")
STAR = "*"


def marked(text: str) -> list[str]:
    """What stands in double brackets, in the order of the text."""
    return [" ".join(each.split()) for each in BRACKETS.findall(text)]


def _pieces(text: str) -> list[tuple[str, bool]]:
    """A text, told apart into what stands outside and within brackets."""
    return [(each, bool(place % 2)) for place, each in enumerate(BRACKETS.split(text)) if each or place % 2]


def gap_match(question: Question, identifier: str) -> qti.Item:
    """A text with gaps, and a list to fill them from."""
    letters = {words: letter for letter, words in lettered(question.options)}
    gaps, said = [], []
    for words, is_gap in _pieces(question.text):
        gaps += [letters[" ".join(words.split())]] if is_gap else []
        said.append(len(gaps) if is_gap else words)
    return qti.gap_match(
        identifier=identifier,
        title=question.title,
        stem=question.stem,
        text=said,
        options=lettered(question.options),
        pairs=[(letter, f"G{place}") for place, letter in enumerate(gaps, start=1)],
        each=question.each,
        shuffle=question.shuffle,
        language=question.language,
    )


def hottext(question: Question, identifier: str) -> qti.Item:
    """A text in which passages are chosen."""
    names = iter(f"T{place}" for place in range(1, len(marked(question.text)) + 1))
    said, key = [], []
    for words, is_passage in _pieces(question.text):
        name = next(names) if is_passage else ""
        said.append((name, " ".join(words.removeprefix(STAR).split())) if is_passage else words)
        key += [name] if is_passage and words.startswith(STAR) else []
    return qti.hottext(
        identifier=identifier,
        title=question.title,
        stem=question.stem,
        text=said,
        key=key,
        language=question.language,
    )


def read_gap_match(item: qti.Item) -> dict[str, Any]:
    """What was typed, with the right words in the gaps."""
    asked = item.interactions[0]
    words = {each.identifier: plain(each.node) for each in asked.choices if each.group == 0}
    right = (each.partition(" ") for each in qti.key(item).get(item.responses[0].identifier, ()))
    gaps = {gap: words.get(option, "") for option, _space, gap in right}
    return {
        "stem": asked.prompt.text if asked.prompt else "",
        "text": _typed(asked.node, gaps),
        "options": tuple(words.values()),
        "each": item.responses[0].mapping is not None,
        "shuffle": asked.node.is_set("shuffle"),
    }


def read_hottext(item: qti.Item) -> dict[str, Any]:
    """What was typed, with a star at what is right."""
    asked = item.interactions[0]
    right = set(qti.key(item).get(item.responses[0].identifier, ()))
    said = {each.identifier: (STAR if each.identifier in right else "") + plain(each.node) for each in asked.choices}
    return {"stem": asked.prompt.text if asked.prompt else "", "text": _typed(asked.node, said), "shuffle": False}


def _typed(asked: Node, said: dict[str, str]) -> str:
    """The text of an interaction as it is typed."""
    paragraph = asked.first("p") or Node("p")
    return "".join(
        each if isinstance(each, str) else f"[[{said.get(each.get('identifier'), '')}]]" for each in paragraph.children
    ).strip()


def lacks_gaps(question: Question) -> Lack | None:
    """At least one gap, and a list in which every right word stands."""
    gaps = marked(question.text)
    if not gaps or not all(gaps):
        told = _("The text has no gap, or an empty one.")
        return Lack(told, _("Put double brackets around the right word: [[like this]]."), "text")
    missing = next((each for each in gaps if each not in question.options), "")
    if missing:
        told = _("“%(word)s” stands in a gap, and is not in the list to choose from.") % {"word": missing}
        return Lack(told, _("Write it into the list."), "words")
    return _differing(question.options)


def _differing(options: tuple[str, ...]) -> Lack | None:
    lack = unfit(options)
    return Lack(lack.message, lack.mend, "words") if lack else None


def lacks_passages(question: Question) -> Lack | None:
    """At least two passages, of which one is right."""
    found = marked(question.text)
    if len(found) < 2 or not all(each.removeprefix(STAR).strip() for each in found):
        told = _("The text has fewer than two passages to choose from, or an empty one.")
        return Lack(told, _("Put double brackets around each passage that can be chosen."), "text")
    if not any(each.startswith(STAR) for each in found):
        told = _("No passage is right.")
        return Lack(told, _("Put a star at the beginning of each right passage: [[*like this]]."), "text")
    return None
