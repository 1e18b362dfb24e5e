"""What verification can find wrong, and how it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was done to the ledger."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"
    REPLACED = "replaced"
    CHECKPOINT = "checkpoint"
    TREE = "tree"
    READINGS = "readings"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: a full sentence, and the entry it is about as far as it is known.

    `index` is the entry's place in the log, or the place where it should be; `at` is when its act was done.
    """

    kind: Kind
    sentence: str
    index: int | None = None
    entry: str = ""
    act: str = ""
    at: str = ""


@dataclass(frozen=True)
class Report:
    """What verification found: the log's length and root (hexadecimal), and every problem, the first bad entry first.

    `compared` says with which saved checkpoint the log was compared, as a sentence; empty where with none.
    """

    size: int
    root: str
    checkpoints: int
    problems: Sequence[Problem] = ()
    compared: str = ""

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def first(self) -> Problem | None:
        """The first bad entry."""
        return self.problems[0] if self.problems else None

    @property
    def sentences(self) -> list[str]:
        """The report as people read it."""
        whole = [f"The ledger holds {self.size} numbered entries; its root is {self.root}."]
        if self.ok:
            whole.append(
                f"Every entry, leaf and node and {self.checkpoints} signed checkpoints are as they were written."
            )
        compared = [self.compared] if self.compared else []
        return [*whole, *compared, *(problem.sentence for problem in self.problems)]
