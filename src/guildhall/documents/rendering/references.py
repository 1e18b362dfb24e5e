"""References in double brackets: to a document, a clause or a record of the body.

``[[PR-APPEALS]]`` names a document by its code, ``[[clause 2012:9.8]]`` a clause of an edition, and
``[[record AP-2026-000012]]`` a record by its number; ``[[PR-APPEALS|how we hear appeals]]`` says it in words of the
author's own. What they lead to is asked of the caller; a reference that leads nowhere stays as it was written, so that
everybody sees it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

Kind = Literal["document", "clause", "record"]

WRITTEN = re.compile(
    r"\[\[\s*(?:(?P<document>[A-Z]{2,}(?:-[A-Z0-9]+)+)"
    r"|clause\s+(?P<clause>20\d\d:[0-9A-Za-z][^\]|\n]{0,40}?)"
    r"|record\s+(?P<record>[A-Z]{1,4}-[0-9A-Z-]{1,30}))\s*"
    r"(?:\|(?P<words>[^\]\n]{1,200}))?\]\]"
)


@dataclass(frozen=True)
class Reference:
    """What the author refers to: which kind of thing, by which name, in which words, and as it stands in the text."""

    kind: Kind
    name: str
    words: str = ""
    written: str = ""

    @property
    def known_as(self) -> "Reference":
        """The same reference whatever words the author gave it: what two of them have in common."""
        return replace(self, words="", written="")


@dataclass(frozen=True)
class Target:
    """Where a reference leads and what the place is called.

    An address that begins with ``#`` is on the same sheet; without an address it leads to what this reader cannot open.
    """

    words: str
    address: str


Resolve = Callable[[Reference], Target | None]
"""The caller's answer to where a reference leads; None where it leads nowhere."""


def nowhere(reference: Reference) -> Target | None:
    """Leads no reference anywhere: for texts that are read without a house around them."""
    return None


def dangling(found: Iterable[Reference], resolve: Resolve) -> tuple[Reference, ...]:
    """Those of `found` that lead nowhere, each once, in the order of the text."""
    return tuple(each for each in dict.fromkeys(ref.known_as for ref in found) if resolve(each) is None)


def read(text: str, start: int = 0) -> tuple[Reference, int] | None:
    """The reference that begins at `start`, and where it ends; None where none does."""
    match = WRITTEN.match(text, start)
    if match is None:
        return None
    kinds: tuple[Kind, ...] = ("document", "clause", "record")
    kind = next(each for each in kinds if match[each])
    name = " ".join(match[kind].split())
    return Reference(kind, name, " ".join((match["words"] or "").split()), match[0]), match.end()


def brackets(parser: MarkdownIt) -> None:
    """Teach a parser to read references; each becomes a token ``reference`` that carries it."""
    parser.inline.ruler.before("link", "reference", _rule)


def _rule(state: StateInline, silent: bool) -> bool:
    found = read(state.src, state.pos) if state.src.startswith("[[", state.pos) else None
    if found is None or found[1] > state.posMax:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content, token.meta = found[0].written, {"reference": found[0]}
    state.pos = found[1]
    return True
