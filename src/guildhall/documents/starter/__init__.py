"""The starter set: the policies, procedures and statements that a body needs for both editions, to be made its own.

One Markdown file to a document and language under ``texts``, with what is said of it at its head. They are in our own
words, tied to the clauses that they answer, and written so that a body can begin by them and change them. Taken in they
are drafts like any other: somebody of the body reads them, changes them, and somebody else approves them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "texts"
MARK = "---\n"


class BadStarter(ValueError):
    """A file of the starter set cannot be read; a defect of the program."""


@dataclass(frozen=True)
class Text:
    """What a document of the set says in one language."""

    title: str
    body: str


@dataclass(frozen=True)
class Starter:
    """A document of the set: what it is, which clauses it answers, and what it says in each language."""

    code: str
    kind: str
    clauses: tuple[str, ...]
    topic: str
    review_months: int
    texts: Mapping[str, Text]

    @property
    def is_public(self) -> bool:
        return bool(self.topic)

    @property
    def title(self) -> str:
        """Its title in the language in which every document of the set is there."""
        return self.texts["en"].title


@cache
def starters() -> Mapping[str, Starter]:
    """The whole set, by code."""
    paths = sorted(HERE.glob("*.md"), key=_code)
    return {code: _starter(code, list(found)) for code, found in groupby(paths, key=_code)}


def _code(path: Path) -> str:
    return path.name.split(".")[0]


def _starter(code: str, paths: list[Path]) -> Starter:
    read = {path.name.split(".")[1]: _read(path) for path in paths}
    heads = [{name: value for name, value in head.items() if name != "title"} for head, _ in read.values()]
    if any(head != heads[0] for head in heads):
        raise BadStarter(f"{code} says different things of itself in its languages.")
    return Starter(
        code=code,
        kind=heads[0]["kind"],
        clauses=tuple(heads[0]["clauses"]),
        topic=heads[0].get("topic", ""),
        review_months=heads[0]["review_months"],
        texts={language: Text(head["title"], body) for language, (head, body) in read.items()},
    )


def _read(path: Path) -> tuple[dict[str, Any], str]:
    """What stands at the head of a file, and what the document says."""
    empty, head, body = path.read_text(encoding="utf-8").split(MARK, 2)
    if empty:
        raise BadStarter(f"{path.name} does not begin with its head.")
    return yaml.safe_load(head), body.strip() + "\n"
