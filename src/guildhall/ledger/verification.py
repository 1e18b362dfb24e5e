"""Verification: recompute everything that the ledger claims, and name what somebody touched.

Every entry is spelled again and hashed, every leaf's seal, every stored node and every signed checkpoint compared. A
checkpoint that was saved elsewhere shows even that the whole log was replaced by another one that holds together.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from guildhall.ledger import canonical, merkle, notes, signing, streams
from guildhall.ledger.digests import broken_digests
from guildhall.ledger.models import Checkpoint, Entry, Leaf, Node, Waiting
from guildhall.ledger.notes import BadNote, Statement
from guildhall.ledger.problems import Kind, Problem, Report
from guildhall.vault import keys

LISTED = 100
"""How many problems of one kind are listed; one is enough to act on."""

SEARCHED = 5
"""For how many displaced leaves the whole log is searched for the place that their seal was made for."""


def verify(checkpoint_file: Path | None = None) -> Report:
    """Recompute the ledger, and compare it with a checkpoint that was saved earlier.

    Reads one moment of the database and keeps no writer waiting. `BadNote` or OSError where the file is no checkpoint.
    """
    saved = checkpoint_file.read_text(encoding="utf-8") if checkpoint_file else ""
    with streams.snapshot():
        walk = _Walk(_Saved.read(saved) if saved else None)
        walk.go()
        problems = [*walk.problems(), *_waiting(), *_strays(walk.tree.size - walk.missing), *broken_digests()]
    return Report(walk.tree.size, walk.tree.root.hex(), walk.checked, sorted(problems, key=_place), walk.compared)


def _place(problem: Problem) -> tuple[int, int]:
    """Problems of entries first, in the order of the log, then those of the tree and its checkpoints."""
    about_the_whole = problem.kind in {Kind.CHECKPOINT, Kind.TREE, Kind.READINGS, Kind.REPLACED}
    return int(about_the_whole), -1 if problem.index is None else problem.index


@dataclass(frozen=True)
class _Saved:
    """A checkpoint that somebody kept outside."""

    note: str
    statement: Statement

    @classmethod
    def read(cls, note: str) -> "_Saved":
        return cls(note, signing.signer().verifier.opened(note))


@dataclass(frozen=True)
class _Displaced:
    """A leaf whose seal was not made for the place where it stands."""

    index: int
    entry: str
    act: str
    at: str
    sealed_for: int | None


@dataclass
class _Walk:
    """One walk over all leaves."""

    saved: _Saved | None
    tree: merkle.Tree = field(default_factory=merkle.Tree)
    found: list[Problem] = field(default_factory=list)
    displaced: list[_Displaced] = field(default_factory=list)
    places: set[int] = field(default_factory=set)
    checked: int = 0
    newest: int = 0
    compared: str = ""
    shift: int = 0
    missing: int = 0

    def go(self) -> None:
        """Walk over leaves, entries, checkpoints and nodes together."""
        checkpoints = _Checkpoints(self)
        self._compare_saved()
        seal, expected, tree = keys.derived("ledger.leaf"), 0, self.tree
        awaited = self.saved.statement.size if self.saved else -1
        for index, entry, kept, sealed, spelled in streams.leaves():
            hashed = bytes(kept)
            if index > expected:
                self._gap(expected, index)
            if not streams.is_leaf(spelled, hashed):
                self._differs(index, entry, streams.texts(spelled))
            if hmac.digest(seal, index.to_bytes(8, signed=True) + hashed, "sha256") != bytes(sealed):
                self._displaced(index, entry, streams.texts(spelled), hashed, bytes(sealed))
            tree.append(hashed)
            expected = index + 1
            if tree.size == checkpoints.awaited:
                checkpoints.compare()
            if tree.size == awaited:
                self._compare_saved()
        checkpoints.end()
        self._compare_end()
        self._compare_nodes()

    def problems(self) -> Iterator[Problem]:
        """What the walk found."""
        yield from self.found
        for place, each in enumerate(self.displaced):
            following = self.displaced[place + 1] if place + 1 < len(self.displaced) else None
            yield self._told(each, following)

    def _gap(self, expected: int, index: int) -> None:
        missing = f"from {expected} to {index - 1}" if index - expected > 1 else f"{expected}"
        self._find(Kind.REMOVED, f"Entry {missing} was removed: the log goes on at {index}.", index=expected)

    def _differs(self, index: int, stored: Any, texts: list[Any]) -> None:
        entry = streams.identifier(stored)
        if not texts:
            self.missing += 1
            self._find(Kind.REMOVED, f"Entry {index} ({entry}) was removed; its leaf is still there.", index, entry)
            return
        self._find(
            Kind.ALTERED,
            f"Entry {index} ({entry}, {texts[2]}, {texts[1]}) was altered: it is not what was hashed into the tree.",
            index,
            entry,
            str(texts[2]),
            str(texts[1]),
        )

    def _displaced(self, index: int, stored: Any, texts: list[Any], hashed: bytes, sealed: bytes) -> None:
        entry = streams.identifier(stored)
        place = self._sealed_for(index, hashed, sealed)
        if place is not None:
            self.places.add(place)
            self.shift = place - index
        if len(self.displaced) < LISTED:
            self.displaced.append(_Displaced(index, entry, *_act_and_moment(texts), place))

    def _sealed_for(self, index: int, hashed: bytes, sealed: bytes) -> int | None:
        """The place for which the seal was made; None where no act's leaf ever had it."""
        far = range(Leaf.objects.count() + SEARCHED) if len(self.displaced) < SEARCHED else ()
        return next((p for p in (index + self.shift, *far) if p >= 0 and signing.leaf_seal(p, hashed) == sealed), None)

    def _told(self, leaf: _Displaced, following: _Displaced | None) -> Problem:
        about = f"Entry {leaf.index} ({leaf.entry}, {leaf.act}, {leaf.at})"
        kind, what = self._judged(leaf, following)
        return Problem(kind, f"{about} {what}", leaf.index, leaf.entry, leaf.act, leaf.at)

    def _judged(self, leaf: _Displaced, following: _Displaced | None) -> tuple[Kind, str]:
        if leaf.sealed_for is None:
            pushed = following is not None and following.sealed_for == leaf.index
            if pushed or leaf.index >= self.newest:
                return Kind.INSERTED, "was inserted: the sequencer never numbered it."
            return Kind.ALTERED, "was altered together with its leaf: the sequencer never wrote this leaf."
        was = f"it was numbered {leaf.sealed_for}"
        if leaf.sealed_for > leaf.index and leaf.index not in self.places:
            return Kind.REMOVED, f"stands where another was removed: {was} and has moved up."
        return Kind.REORDERED, f"was put in another place: {was}."

    def _compare_saved(self) -> None:
        if self.saved is None or self.saved.statement.size != self.tree.size:
            return
        told = self.saved.statement
        self.compared = f"The log begins with the {told.size} entries that the saved checkpoint signs."
        if told.root != self.tree.root:
            self.compared = ""
            self._find(
                Kind.REPLACED,
                f"The first {told.size} entries are not those that the saved checkpoint signs: "
                "the log was replaced or rewritten.",
            )

    def _compare_end(self) -> None:
        size = self.tree.size
        if self.saved and self.saved.statement.size > size:
            told = self.saved.statement.size
            self._find(
                Kind.TRUNCATED,
                f"The saved checkpoint signs {told} entries and the log holds {size}: entry {size} and what followed "
                "were removed, or the log was replaced by a shorter one.",
                index=size,
            )
        if self.newest > size:
            self._find(
                Kind.TRUNCATED,
                f"The log was cut off: {self.newest} entries were signed and {size} are there; entry {size} is the "
                "first that is missing.",
                index=size,
            )
        elif self.newest < size:
            self._find(
                Kind.CHECKPOINT,
                f"The newest signed checkpoint is missing: {size} entries are there and {self.newest} are signed.",
                index=self.newest,
            )

    def _compare_nodes(self) -> None:
        stored = {(each.level, each.index): bytes(each.hash) for each in Node.objects.iterator()}
        for level, index, hashed in self.tree.full:
            if stored.pop((level, index), None) != hashed:
                self._find(Kind.TREE, f"The stored node {level}/{index} is missing or is not the hash of its leaves.")
        for level, index in sorted(stored):
            self._find(Kind.TREE, f"The stored node {level}/{index} covers leaves that are not there.")

    def _find(self, kind: Kind, sentence: str, index: int | None = None, *about: str) -> None:
        if sum(each.kind is kind for each in self.found) < LISTED:
            self.found.append(Problem(kind, sentence, index, *about))


class _Checkpoints:
    """The stored checkpoints, met one after the other as the tree grows."""

    def __init__(self, walk: _Walk) -> None:
        self._walk = walk
        self._rows = iter(Checkpoint.objects.order_by("size").iterator())
        self._verifiers: dict[str, notes.Verifier] = {}
        self._public = signing.signer().verifier.public
        self._row: Checkpoint | None = None
        self.awaited = -1
        self._next()

    def compare(self) -> None:
        """Compare the awaited checkpoint with the tree as it stands."""
        row, tree = self._row, self._walk.tree
        if row is None:
            return
        stated = self._opened(row)
        if (stated and (stated.size, stated.root) != (tree.size, tree.root)) or bytes(row.root) != tree.root:
            self._walk._find(
                Kind.CHECKPOINT, f"The root that the checkpoint of {row.size} entries signs is not the root of the log."
            )
        self._next()

    def end(self) -> None:
        """What is left speaks of entries that are not there."""
        while self._row is not None:
            self._opened(self._row)
            self._next()

    def _next(self) -> None:
        self._row = next(self._rows, None)
        self.awaited = self._row.size if self._row else -1

    def _opened(self, row: Checkpoint) -> Statement | None:
        name = notes.origin_of(row.note)
        try:
            stated = self._verifiers.setdefault(name, notes.Verifier(name, self._public)).opened(row.note)
        except BadNote as problem:
            self._walk._find(Kind.CHECKPOINT, f"The stored checkpoint of {row.size} entries was altered: {problem}")
            return None
        self._walk.newest = max(self._walk.newest, stated.size)
        self._walk.checked += 1
        return stated


def _act_and_moment(texts: list[Any]) -> tuple[str, str]:
    return (str(texts[2]), str(texts[1])) if texts else ("", "")


def _unnumbered() -> QuerySet[Waiting, UUID]:
    numbered = Leaf.objects.filter(entry=OuterRef("entry"))
    return Waiting.objects.filter(~Exists(numbered)).values_list("entry", flat=True)


def _waiting() -> Iterator[Problem]:
    for stored, seal, numbered, spelled in streams.waiting():
        entry, (act, at) = streams.identifier(stored), _act_and_moment(streams.texts(spelled))
        about = (None, entry, act, at)
        if spelled is None:
            yield Problem(Kind.REMOVED, f"Entry {entry} was removed while it waited for its number.", *about)
        elif numbered:
            yield Problem(Kind.INSERTED, f"Entry {entry} waits for a number though it already has one.", *about)
        elif signing.entry_seal(merkle.leaf_hash(canonical.array(streams.texts(spelled)))) != bytes(seal):
            sentence = f"Entry {entry} ({act}, {at}) waits for its number and is not as an act wrote it."
            yield Problem(Kind.ALTERED, f"{sentence} It was altered or inserted.", *about)


def _strays(numbered: int) -> Iterator[Problem]:
    if Entry.objects.count() == numbered + Entry.objects.filter(id__in=_unnumbered()).count():
        return
    for place, (spelled,) in enumerate(streams.strays()):
        if place == LISTED:
            return
        texts = streams.texts(spelled)
        entry, (act, at) = str(texts[0]), _act_and_moment(texts)
        sentence = (
            f"Entry {entry} ({act}, {at}) has no number and waits for none: it was inserted, or its leaf was removed."
        )
        yield Problem(Kind.INSERTED, sentence, None, entry, act, at)
