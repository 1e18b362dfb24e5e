"""Lifecycles: the life of a record as one table of states and moves.

From the table come the buttons, the states' constraint, the diagram in the manual and the test of every cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from guildhall.kernel.refusals import Refusal
from guildhall.kernel.words import gettext_noop

BEGIN = ""
"""The state before a record exists."""


@dataclass(frozen=True)
class Move:
    """One row of a lifecycle: from any of `sources` to `target`; a move without sources begins the record's life.

    `by_time` marks the moves that no person makes: a date passes.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    label: str
    by_time: bool = False

    def allows(self, state: str) -> bool:
        return state in (self.sources or (BEGIN,))


@dataclass(frozen=True)
class Lifecycle:
    """All that can become of a kind of record.

    `noun` is the record's name for people, `states` the enum of its states with their words, `procedure` the code of
    the body's document that governs it.
    """

    noun: str
    states: type[StrEnum]
    words: dict[str, str]
    moves: tuple[Move, ...]
    procedure: str = ""

    def __post_init__(self) -> None:
        for move in self.moves:
            for state in (*move.sources, move.target):
                self.states(state)
        if set(self.words) != set(self.states):
            raise ValueError(f"Lifecycle {self.noun}: every state needs its word, and nothing else does.")

    def __getattr__(self, name: str) -> Move:
        for move in self.moves:
            if move.name == name:
                return move
        raise AttributeError(f"{self.noun} has no move '{name}'.")

    def available(self, state: str) -> Iterator[Move]:
        """The moves that may be made from `state`."""
        return (move for move in self.moves if move.allows(state))

    def final_states(self) -> set[str]:
        """The states that no move leaves."""
        return {str(state) for state in self.states} - {source for move in self.moves for source in move.sources}

    def refusal(self, move: Move, state: str) -> Refusal | None:
        """Why `move` cannot be made from `state`, or None."""
        if move.allows(state):
            return None
        return Refusal(
            gettext_noop("This is not possible in the state that the record is in."),
            mend=gettext_noop("Open the record again: its page shows what can be done now."),
            code="state",
        )

    def mermaid(self) -> str:
        """The lifecycle as a Mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        for move in self.moves:
            lines += [f"    {source or '[*]'} --> {move.target}: {move.name}" for source in move.sources or ("",)]
        lines += [f"    {state} --> [*]" for state in sorted(self.final_states())]
        return "\n".join(lines)
