"""What the story reads: the scheme, its tasks and its items, all written for it."""

import csv
import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Told:
    """The files beside this module, each read once."""

    @cached_property
    def scheme(self) -> dict[str, Any]:
        """The scheme in words and numbers, its checklist, and the other scheme in draft."""
        return _read("scheme.yaml")

    @cached_property
    def items(self) -> dict[str, dict[str, Any]]:
        """The items of the written examination by their names, which begin with the letter of their domain."""
        return _read("items.yaml")

    @cached_property
    def documents(self) -> dict[str, Any]:
        """What becomes of the documents of the starter set, and which documents come from outside."""
        return _read("documents.yaml")

    @cached_property
    def house(self) -> dict[str, Any]:
        """The posts, the legal entity, its money, threats, committees, providers and machines."""
        return _read("house.yaml")

    @cached_property
    def agreements(self) -> dict[str, dict[str, dict[str, str]]]:
        """What is agreed with each kind of party, in both languages."""
        return _read("agreements.yaml")

    @cached_property
    def bank(self) -> dict[str, Any]:
        """What becomes of items: those under way, those that are no longer used, and why."""
        return _read("bank.yaml")

    @cached_property
    def measures(self) -> dict[str, Any]:
        """What judges are told, and what studies, reviews and a survey say."""
        return _read("measures.yaml")

    @property
    def tasks(self) -> bytes:
        """The list of tasks, as it is handed in."""
        return (DATA / "tasks.csv").read_bytes()

    @property
    def code(self) -> str:
        """How the scheme is called in short."""
        return str(self.scheme["code"])


def damaged(tasks: bytes) -> bytes:
    """The list of tasks as it was handed in at first: one row without its task, one number twice."""
    rows = list(csv.reader(io.StringIO(tasks.decode())))
    rows[7][1] = ""
    rows[23][0] = rows[22][0]
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def _read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load((DATA / name).read_text(encoding="utf-8"), yaml.CSafeLoader)
    return loaded
