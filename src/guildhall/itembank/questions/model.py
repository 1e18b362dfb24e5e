"""What an item writer types, whatever kind of question it is."""

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
    EXTENDED_TEXT = "extended-text"
    UPLOAD = "upload"
    SLIDER = "slider"
    ORDER = "order"
    MATCH = "match"
    ASSOCIATE = "associate"
    GAP_MATCH = "gap-match"
    HOTTEXT = "hottext"
    HOTSPOT = "hotspot"
    GRAPHIC_ORDER = "graphic-order"
    GRAPHIC_ASSOCIATE = "graphic-associate"
    GRAPHIC_GAP_MATCH = "graphic-gap-match"
    SELECT_POINT = "select-point"
    SEVERAL = "several"


CHOOSING = frozenset({Form.SINGLE_CHOICE, Form.MULTIPLE_CHOICE, Form.INLINE_CHOICE})
"""Kinds in which one or several of some options are right."""

GRAPHIC = frozenset(
    {Form.HOTSPOT, Form.GRAPHIC_ORDER, Form.GRAPHIC_ASSOCIATE, Form.GRAPHIC_GAP_MATCH, Form.SELECT_POINT}
)
"""Kinds that are answered on a picture."""

EACH = frozenset({Form.MATCH, Form.ASSOCIATE, Form.GAP_MATCH, Form.GRAPHIC_ASSOCIATE, Form.GRAPHIC_GAP_MATCH})
"""Kinds in which every right pair may be worth a point of its own."""

BY_HAND = frozenset({Form.EXTENDED_TEXT, Form.UPLOAD})
"""Kinds that a person scores."""

PARTS = tuple(each for each in Form if each not in GRAPHIC | BY_HAND | {Form.SEVERAL})
"""Kinds of which an item may ask several."""

LANGUAGES = ("en", "de")
SHAPES = ("circle", "rect", "ellipse", "poly")
MOST_OPTIONS = 8
MOST_SPOTS = 8
"""How many rows the form has; an item with more is not edited in it."""

MOST_QUESTIONS = 8
"""How many questions of one item the form holds."""


@dataclass(frozen=True)
class Passage:
    """A text of the library that stands above a question: its number there, and its words as they were then."""

    number: str
    words: str


@dataclass(frozen=True)
class Question:
    """What an item writer types. Each kind uses what it needs.

    `after` follows a gap; `options` are chosen, ordered or paired, `others` are what they are matched to. `key` names
    what is right: options, spots, pairs of them, or the accepted answers. `text` holds its gaps and passages in double
    brackets. `each` gives a point for every right pair; `bounds` are the ends and the step of a slider. `takes` names
    the kinds of files that may be handed in, `megabytes` how large one may be. `questions` are those of an item that
    asks several; each is worth its `points`, and its title is that of the item.
    """

    form: str
    title: str
    stem: str
    after: str = ""
    options: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    shuffle: bool = True
    base: str = "string"
    language: str = "en"
    others: tuple[str, ...] = ()
    text: str = ""
    each: bool = False
    bounds: tuple[str, ...] = ()
    lines: int = 8
    points: float = 1.0
    takes: tuple[str, ...] = ()
    megabytes: int = 0
    picture: qti.Picture | None = None
    spots: tuple[qti.Spot, ...] = ()
    passage: Passage | None = None
    recording: qti.Recording | None = None
    questions: tuple["Question", ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Of which files it shows and plays something."""
        return tuple(each.address for each in (self.picture, self.recording) if each)

    @property
    def letters(self) -> tuple[str, ...]:
        """How the options are called."""
        return tuple(ascii_uppercase[: len(self.options)])

    @property
    def places(self) -> tuple[str, ...]:
        """How the spots of the picture are called."""
        return tuple(ascii_uppercase[: len(self.spots)])

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What belongs together, where the key tells pairs."""
        return tuple((one, other) for one, _, other in (each.partition(" ") for each in self.key))


def numbered(words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Options that are matched to letters, and so called by number."""
    return [(f"L{place}", each) for place, each in enumerate(words, start=1)]


def lettered(words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Options by their letters."""
    return list(zip(ascii_uppercase, words, strict=False))
