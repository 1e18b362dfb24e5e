"""What a test is made of: parts, sections, and references to items. The items themselves are files of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from guildhall.qti.item import Item
from guildhall.qti.model import Node, Outcome, Processing


@dataclass(frozen=True)
class ItemRef:
    """A place of a test that an item takes.

    `weights` are what the item's points may be multiplied by, `renamed` leads from a name that the rules of the test
    use to that of the item's variable, and `more` and `rest` are what is kept and not modelled.
    """

    identifier: str
    href: str
    required: bool = False
    fixed: bool = False
    categories: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    rest: tuple[Node, ...] = ()
    node: Node = field(default=Node(""), compare=False, repr=False)


@dataclass(frozen=True)
class Section:
    """A group of items and further sections. `select` says how many of them a candidate meets; None is all."""

    identifier: str
    title: str = ""
    visible: bool = True
    required: bool = False
    fixed: bool = False
    keep_together: bool = True
    select: int | None = None
    with_replacement: bool = False
    shuffle: bool = False
    children: tuple["Section | ItemRef", ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)
    rest: tuple[Node, ...] = ()
    node: Node = field(default=Node(""), compare=False, repr=False)

    def walk(self) -> Iterator["Section | ItemRef"]:
        """This section and everything within, in the order of the file."""
        yield self
        for child in self.children:
            if isinstance(child, Section):
                yield from child.walk()
            else:
                yield child


@dataclass(frozen=True)
class Part:
    """A part of a test: how a candidate moves through it, and when answers are handed in."""

    identifier: str
    navigation: str = "linear"
    submission: str = "individual"
    sections: tuple[Section, ...] = ()
    rest: tuple[Node, ...] = ()
    node: Node = field(default=Node(""), compare=False, repr=False)


@dataclass(frozen=True)
class Test:
    """A test: its parts, its outcomes, and the rules that reckon them from the results of its items."""

    identifier: str
    title: str
    language: str
    outcomes: tuple[Outcome, ...]
    parts: tuple[Part, ...]
    rules: tuple[Node, ...] = ()
    rest: tuple[Node, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    name: str = field(default="", compare=False)
    version: str = field(default="3.0", compare=False)
    root: Node = field(default=Node(""), compare=False, repr=False)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section, those within others as well."""
        return tuple(each for each in self._within if isinstance(each, Section))

    @cached_property
    def items(self) -> tuple[ItemRef, ...]:
        """Every reference to an item, in the order of the file, whether a candidate will meet it or not."""
        return tuple(each for each in self._within if isinstance(each, ItemRef))

    @cached_property
    def _within(self) -> tuple[Section | ItemRef, ...]:
        return tuple(each for part in self.parts for section in part.sections for each in section.walk())

    @cached_property
    def as_item(self) -> Item:
        """The test as its rules see it: outcomes that rules may set, and nothing that is asked."""
        return Item(
            identifier=self.identifier,
            title=self.title,
            language=self.language,
            adaptive=False,
            time_dependent=False,
            responses=(),
            outcomes=self.outcomes,
            templates=(),
            body=Node("qti-item-body"),
            processing=Processing(),
            outcome_rules=self.rules,
            name=self.name,
            root=self.root,
        )
