"""From what a page or a file sent to what counts as the answer.

The page cannot be trusted to have kept the limits of an interaction, so they are kept here: what is no choice counts
for nothing, a choice given twice counts once, and where more was chosen than may be, nothing counts, as on paper.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from guildhall.qti.item import Item
from guildhall.qti.model import Interaction, Response
from guildhall.qti.state import State
from guildhall.qti.values import DECIMAL_COMMA, Scalar, Value, counted, text_of, value_of, words

Answer = str | float | bool | Sequence[str | float | bool | None] | None
"""An answer as it comes from a page or a file: texts as a rule, and what JSON makes of numbers and truths."""

MOST_WHOLE = 1e15
"""Up to here every whole number is one that JSON keeps exactly."""

LIMITED = {"match": (0,), "gap-match": (1,), "graphic-gap-match": (1,), "associate": (0,), "graphic-associate": (1,)}
"""Of which group of choices the limits of their use are kept: where a page cannot be driven beyond them."""


def answer(declared: Response, given: Answer, state: State) -> Value | None:
    """The answer that counts, with every line of the trace that says why."""
    name = declared.identifier
    try:
        texts = [_as_point(each) for each in _texts(given)] if declared.base == "point" else _texts(given)
        value = value_of(texts, declared.cardinality, declared.base, comma=_writes_comma(state.item))
    except ValueError as error:
        state.tell(None, f"The answer to {name} counts as not given: {error}.")
        return None
    interaction = next((each for each in state.item.interactions if each.response == name and each.choices), None)
    if value is not None and interaction is not None:
        value = _within_limits(value, interaction, state)
    state.tell(None, f"The answer to {name} is {words(value)}." if value else f"{name} was not answered.")
    return value


def _texts(given: Answer) -> list[str]:
    if given is None:
        return []
    if isinstance(given, (str, int, float, bool)):
        return [_text(given)]
    return [_text(each) for each in given if each is not None]


def _text(given: str | float | bool) -> str:
    """A text as it is; of a number what JSON means by it, to which 3.0 and 3 are the same."""
    if isinstance(given, str):
        return given
    whole = isinstance(given, float) and abs(given) < MOST_WHOLE and given.is_integer()
    return text_of(int(given) if whole else given)


def _as_point(text: str) -> str:
    """A point as people write it, ``120, 80`` or ``120;80``, as QTI does."""
    parted = text.replace(";", " ").replace(", ", " ").strip()
    return parted if " " in parted else parted.replace(",", " ", 1)


def _writes_comma(item: Item) -> bool:
    return item.language.split("-")[0].lower() in DECIMAL_COMMA


def _within_limits(value: Value, interaction: Interaction, state: State) -> Value | None:
    known = [each for each in value.items if is_choice(each, interaction)]
    for each in value.items:
        if each not in known:
            state.tell(interaction.node, f"{text_of(each)[:60]} is no choice and counts for nothing.")
    kept = list(dict.fromkeys(known))
    if 0 < interaction.most < len(kept) and value.cardinality != "single":
        state.tell(interaction.node, f"{len(kept)} were chosen where {interaction.most} may be; nothing counts.")
        return None
    overused = set(_overused(kept, interaction))
    for each in sorted(overused):
        state.tell(interaction.node, f"{each} was used more often than it may be; its pairs count for nothing.")
    held = tuple(each for each in kept if not overused.intersection(_parts(each)))
    return Value(value.cardinality, value.base, held) if held else None


def is_choice(given: Scalar, interaction: Interaction) -> bool:
    """Whether a scalar is something that the interaction lets people choose."""
    names = {choice.identifier for choice in interaction.choices}
    parts = _parts(given)
    return all(part in names for part in parts) if parts else True


def _parts(given: Scalar) -> tuple[str, ...]:
    if isinstance(given, tuple):
        return tuple(part for part in given if isinstance(part, str))
    return (given,) if isinstance(given, str) else ()


def _overused(kept: list[Scalar], interaction: Interaction) -> Iterator[str]:
    used = Counter(part for each in kept for part in _parts(each))
    for choice in interaction.choices:
        if choice.group in LIMITED.get(interaction.kind, ()):
            stated = "1" if choice.node.name == "qti-gap" else choice.node.get("match-max", "1")
            if 0 < (counted(stated) or 0) < used[choice.identifier]:
                yield choice.identifier
