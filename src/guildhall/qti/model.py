"""What an item is made of: nodes, declarations and interactions, in the shape of QTI 3.0.

Content and rules are trees of nodes, as in the file, so that nothing of an item is lost between reading and writing;
declarations and interactions are typed, because validation, scoring and rendering ask them things.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from guildhall.qti.values import Cardinality, Scalar, Value, counted


@dataclass(frozen=True)
class Node:
    """An element of an item under its 3.0 name, with the line it came from."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple["Node | str", ...] = ()
    line: int = field(default=0, compare=False)

    @cached_property
    def elements(self) -> tuple["Node", ...]:
        """The elements right within this one."""
        return tuple(child for child in self.children if isinstance(child, Node))

    @cached_property
    def text(self) -> str:
        """All text within, as it stands."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def is_set(self, name: str, *, default: bool = False) -> bool:
        """Whether a yes-or-no attribute says yes."""
        return self.get(name, "true" if default else "false").strip() in {"true", "1"}

    def first(self, name: str) -> "Node | None":
        return next((child for child in self.elements if child.name == name), None)

    def all(self, name: str) -> tuple["Node", ...]:
        return tuple(child for child in self.elements if child.name == name)

    def walk(self) -> Iterator["Node"]:
        """This node and every node within, in the order of the file."""
        yield self
        for child in self.elements:
            yield from child.walk()


@dataclass(frozen=True)
class MapEntry:
    """What one key is worth."""

    key: Scalar
    worth: float
    case_sensitive: bool = True


@dataclass(frozen=True)
class KeyMapping:
    """What the keys of a response are worth, what others are worth, and within which bounds."""

    entries: tuple[MapEntry, ...]
    default: float = 0.0
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Area:
    """A shape on a picture, and what a point in it is worth."""

    shape: str
    coords: tuple[float, ...]
    worth: float = 0.0


@dataclass(frozen=True)
class AreaMapping:
    """What areas are worth; each counts once."""

    areas: tuple[Area, ...]
    default: float = 0.0
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Declaration:
    """A variable of an item: its name, its shape, and the value it begins with."""

    identifier: str
    cardinality: Cardinality
    base: str
    default: Value | None = None
    node: Node = field(default=Node(""), compare=False, repr=False)


@dataclass(frozen=True)
class Response(Declaration):
    """What a candidate answers: with the key and what answers are worth. It never leaves the server."""

    correct: Value | None = None
    mapping: KeyMapping | None = None
    areas: AreaMapping | None = None


@dataclass(frozen=True)
class LookupTable:
    """A table from a number to an outcome.

    Exact (``match``), by the greatest source that is not above (``interpolation``), or on the line (``linear``).
    """

    kind: str
    entries: tuple[tuple[float, str, bool], ...]
    default: str = ""


@dataclass(frozen=True)
class Outcome(Declaration):
    """What an item yields: the score, its maximum, and whatever else its rules reckon."""

    normal_maximum: float | None = None
    normal_minimum: float | None = None
    external_scored: str = ""
    table: LookupTable | None = None


@dataclass(frozen=True)
class Template(Declaration):
    """A variable that is drawn anew for every candidate from the recorded seed.

    Where it stands `in_formulas`, its name in one is its value.
    """

    in_formulas: bool = False


@dataclass(frozen=True)
class Choice:
    """One thing to choose. `group` tells the first set of a match from the second, and gaps from what fills them."""

    identifier: str
    node: Node
    group: int = 0

    @property
    def fixed(self) -> bool:
        return self.node.is_set("fixed")


PAIRING = frozenset({"match", "associate", "gap-match", "graphic-associate", "graphic-gap-match"})
UNLIMITED = frozenset({"order", "gap-match", "graphic-order", "graphic-gap-match"})
"""Interactions without a limit of their own unless the item states one."""


@dataclass(frozen=True)
class Interaction:
    """A place in an item where a candidate answers."""

    kind: str
    response: str
    node: Node
    choices: tuple[Choice, ...] = ()

    @property
    def prompt(self) -> Node | None:
        return self.node.first("qti-prompt")

    @property
    def most(self) -> int:
        """How many may be chosen; 0 where there is no limit."""
        name = "max-associations" if self.kind in PAIRING else "max-choices"
        stated = self.node.get(name, "0" if self.kind in UNLIMITED else "1")
        found = counted(stated)
        return 1 if found is None else found


@dataclass(frozen=True)
class Processing:
    """The rules that make a score: a standard template by name, or rules of the item's own."""

    template: str = ""
    rules: tuple[Node, ...] = ()
