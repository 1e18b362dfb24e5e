"""What the wrong options do: how many choose each, and who. A distractor that nobody chooses, or that the best choose,
is a question to the item's writers; the trace lines show it at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from guildhall.psychometrics.arrays import Flags, Floats, Whole, quotient, root, vector
from guildhall.psychometrics.notes import CannotMeasure, Note, about_size
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

Choices = NDArray[np.object_]

DEAD = 0.05
"""An option that fewer than one in twenty choose distracts nobody (Haladyna and Downing 1993)."""


@dataclass(frozen=True, eq=False)
class Option(Result):
    """One option: how many chose it, their mean rest score, its correlation with that score, and its trace line.

    `trace` is the share that chose it in each fifth (or `groups`-th) of the persons, weakest first.
    """

    name: str
    key: bool
    count: int
    share: float
    mean_rest: float
    correlation: float
    trace: tuple[float, ...]
    dead: bool


@dataclass(frozen=True, eq=False)
class DistractorTable(Result):
    """All options of one item, and what they make one ask."""

    item: str
    persons: int
    omitted: int
    options: tuple[Option, ...]
    group_sizes: tuple[int, ...]
    notes: tuple[Note, ...]


@checked
def distractors(
    chosen: Sequence[str | None],
    rest_scores: ArrayLike,
    key: str | Sequence[str],
    *,
    options: Sequence[str] | None = None,
    item: str = "",
    groups: int = 5,
) -> DistractorTable:
    """The options of one item against the score without the item.

    `chosen` is one option a person (None: omitted), `rest_scores` the total less this item, in the same order;
    `options` names all there are, so that one nobody chose is seen. The correlation is point-biserial, over those who
    answered (Haladyna and Rodriguez 2013, chapter 18), not-a-number for an option that all or nobody chose. A possible
    wrong key is noted where another option is chosen by the able: its correlation is positive and above that of the
    key. Persons whose rest score is missing are left out.
    """
    scores = vector(rest_scores, "the rest scores")
    if len(chosen) != len(scores):
        raise CannotMeasure("length", f"{len(chosen)} choices and {len(scores)} rest scores.")
    if groups < 2:
        raise CannotMeasure("groups", "Trace lines need at least two groups.")
    usable = [place for place, each in enumerate(chosen) if each is not None and not np.isnan(scores[place])]
    picks = np.array([chosen[place] for place in usable], dtype=object)
    kept = scores[usable]
    keys = {key} if isinstance(key, str) else set(key)
    named = _named(options, picks, keys)
    member = _groups(kept, groups)
    found = tuple(_option(name, name in keys, picks == name, kept, member, groups) for name in named)
    sizes = tuple(int((member == each).sum()) for each in range(groups))
    notes = (*about_size(len(kept)), *_remarks(found))
    return DistractorTable(item, len(kept), len(chosen) - len(usable), found, sizes, notes)


def _named(options: Sequence[str] | None, picks: Choices, keys: set[str]) -> list[str]:
    seen = {str(each) for each in picks}
    if options is None:
        return sorted(seen | keys)
    unknown = (seen | keys) - set(options)
    if unknown:
        raise CannotMeasure("option", f"These were chosen or are the key, but are no options: {sorted(unknown)}.")
    return list(options)


def _groups(scores: Floats, groups: int) -> Whole:
    """Equal numbers of persons a group by rank; equal scores share the group of their middle rank."""
    if not scores.size:
        return np.zeros(0, dtype=np.int64)
    _values, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    middle = (np.cumsum(counts) - counts / 2) / scores.size
    found: Whole = np.minimum((middle * groups).astype(np.int64), groups - 1)[inverse]
    return found


def _option(name: str, key: bool, mine: Flags, scores: Floats, member: Whole, groups: int) -> Option:
    count = int(mine.sum())
    trace = []
    for group in range(groups):
        inside = member == group
        trace.append(quotient(float((mine & inside).sum()), float(np.sum(inside))))
    return Option(
        name=name,
        key=key,
        count=count,
        share=quotient(count, len(scores)),
        mean_rest=quotient(float(scores[mine].sum()), count),
        correlation=_correlation(mine.astype(np.float64), scores),
        trace=tuple(trace),
        dead=not key and count < DEAD * len(scores),
    )


def _correlation(one: Floats, other: Floats) -> float:
    if one.size < 2:
        return float("nan")
    one, other = one - one.mean(), other - other.mean()
    below = root(float((one @ one) * (other @ other)))
    return quotient(float(one @ other), below if below > 1e-12 else 0.0)


def _remarks(options: tuple[Option, ...]) -> tuple[Note, ...]:
    found = []
    best_key = max((each.correlation for each in options if each.key), default=float("nan"))
    for each in options:
        if each.dead:
            found.append(Note("dead_distractor", f"Option {each.name}: {each.count} chose it; it distracts nobody."))
        if not each.key and each.correlation > max(best_key, 0.0):
            sentence = f"Option {each.name} is chosen by the able more than the key: is the key right?"
            found.append(Note("possible_miskey", sentence))
    if best_key < 0:
        found.append(Note("negative_discrimination", "The able choose the key less often than the others do."))
    return tuple(found)
