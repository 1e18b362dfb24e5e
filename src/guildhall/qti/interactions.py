"""The interactions of QTI: which there are, what they ask, and which a candidate can be given today."""

from collections.abc import Iterator
from dataclasses import dataclass

from guildhall.qti.model import Choice, Interaction, Node
from guildhall.qti.naming import names

SUFFIX = "-interaction"


@dataclass(frozen=True)
class Kind:
    """A kind of interaction: its name for people, and what its response may be."""

    label: str
    cardinalities: tuple[str, ...]
    bases: tuple[str, ...]
    delivered: bool = True


TEXT = ("string", "integer", "float", "identifier")
KINDS: dict[str, Kind] = {
    "choice": Kind("choice", ("single", "multiple"), ("identifier",)),
    "inline-choice": Kind("inline choice", ("single",), ("identifier",)),
    "text-entry": Kind("text entry", ("single",), TEXT),
    "extended-text": Kind("extended text", ("single",), ("string",)),
    "order": Kind("order", ("ordered",), ("identifier",)),
    "match": Kind("match", ("single", "multiple"), ("directedPair",)),
    "associate": Kind("associate", ("single", "multiple"), ("pair",)),
    "gap-match": Kind("gap match", ("single", "multiple"), ("directedPair",)),
    "hottext": Kind("hottext", ("single", "multiple"), ("identifier",)),
    "slider": Kind("slider", ("single",), ("integer", "float")),
    "hotspot": Kind("hotspot", ("single", "multiple"), ("identifier",)),
    "graphic-order": Kind("graphic order", ("ordered",), ("identifier",)),
    "graphic-associate": Kind("graphic associate", ("single", "multiple"), ("pair",)),
    "graphic-gap-match": Kind("graphic gap match", ("single", "multiple"), ("directedPair",)),
    "select-point": Kind("select point", ("single", "multiple"), ("point",)),
    "position-object": Kind("position object", ("single", "multiple"), ("point",), delivered=False),
    "upload": Kind("upload", ("single",), ("file",)),
    "drawing": Kind("drawing", ("single",), ("file",), delivered=False),
    "media": Kind("media", ("single",), ("integer",), delivered=False),
    "end-attempt": Kind("end attempt", ("single",), ("boolean",), delivered=False),
    "custom": Kind("custom", (), (), delivered=False),
    "portable-custom": Kind("portable custom", (), (), delivered=False),
}
"""Every interaction of QTI by its name without ``qti-`` and ``-interaction``."""

DELIVERED = tuple(name for name, kind in KINDS.items() if kind.delivered)
"""The interactions that a candidate can be given."""

CHOICES_OF: dict[str, frozenset[str]] = {
    "choice": names("qti-simple-choice"),
    "inline-choice": names("qti-inline-choice"),
    "order": names("qti-simple-choice"),
    "match": names("qti-simple-associable-choice"),
    "associate": names("qti-simple-associable-choice"),
    "gap-match": names("qti-gap-text qti-gap-img qti-gap"),
    "hottext": names("qti-hottext"),
    "hotspot": names("qti-hotspot-choice"),
    "graphic-order": names("qti-hotspot-choice"),
    "graphic-associate": names("qti-associable-hotspot"),
    "graphic-gap-match": names("qti-gap-text qti-gap-img qti-associable-hotspot"),
}
"""The elements that an interaction lets people choose."""

CHOICES = names(
    "qti-simple-choice qti-inline-choice qti-hottext qti-simple-associable-choice qti-gap-text qti-gap-img "
    "qti-hotspot-choice qti-associable-hotspot"
)


def kind_of(node: Node) -> str:
    """The kind of an interaction's node, or nothing where it is none."""
    if node.name.startswith("qti-") and node.name.endswith(SUFFIX):
        return node.name.removeprefix("qti-").removesuffix(SUFFIX)
    return ""


def interactions_of(body: Node) -> tuple[Interaction, ...]:
    """The interactions of a body, in the order of the file."""
    return tuple(
        Interaction(kind, node.get("response-identifier"), node, tuple(_choices(kind, node)))
        for node in body.walk()
        if (kind := kind_of(node))
    )


def _choices(kind: str, node: Node) -> Iterator[Choice]:
    if kind == "match":
        for group, matched in enumerate(node.all("qti-simple-match-set")):
            yield from (Choice(each.get("identifier"), each, group) for each in matched.elements if _is_choice(each))
        return
    for each in node.walk():
        if _is_choice(each):
            yield Choice(each.get("identifier"), each, 1 if each.name == "qti-associable-hotspot" else 0)
        elif each.name == "qti-gap":
            yield Choice(each.get("identifier"), each, 1)


def _is_choice(node: Node) -> bool:
    return node.name in CHOICES
