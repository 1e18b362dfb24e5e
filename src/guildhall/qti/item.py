"""One item as Guildhall knows it, whatever it was written in. It is frozen: what was approved cannot change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from guildhall.qti.interactions import interactions_of
from guildhall.qti.model import Declaration, Interaction, Node, Outcome, Processing, Response, Template


@dataclass(frozen=True)
class Item:
    """One examination item.

    `metadata` are the attributes of the root that are not modelled otherwise; `rest` whatever else stands at the top
    of the file (style sheets, catalogues, modal feedback), kept so that writing loses nothing.
    """

    identifier: str
    title: str
    language: str
    adaptive: bool
    time_dependent: bool
    responses: tuple[Response, ...]
    outcomes: tuple[Outcome, ...]
    templates: tuple[Template, ...]
    body: Node
    processing: Processing
    template_rules: tuple[Node, ...] = ()
    outcome_rules: tuple[Node, ...] = ()
    rest: tuple[Node, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    name: str = field(default="", compare=False)
    version: str = field(default="3.0", compare=False)
    root: Node = field(default=Node(""), compare=False, repr=False)

    @cached_property
    def declared(self) -> Mapping[str, Declaration]:
        """Every variable by its name; of two with the same name the first."""
        found: dict[str, Declaration] = {}
        for each in (*self.responses, *self.outcomes, *self.templates):
            found.setdefault(each.identifier, each)
        return found

    @cached_property
    def interactions(self) -> tuple[Interaction, ...]:
        """The places where a candidate answers, in the order of the file."""
        return interactions_of(self.body)

    def response(self, identifier: str) -> Response | None:
        return next((each for each in self.responses if each.identifier == identifier), None)

    def outcome(self, identifier: str) -> Outcome | None:
        return next((each for each in self.outcomes if each.identifier == identifier), None)
