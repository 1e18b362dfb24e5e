"""Answers as the estimation needs them: one column for each step above the lowest category.

With complete answers the lowest categories need no column of their own: what they add is the same for everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from guildhall.psychometrics.arrays import Floats, Whole, first_place, has_gaps, matrix
from guildhall.psychometrics.notes import CannotMeasure

Small = NDArray[np.floating[Any]]

SINGLE_FROM = 400_000
"""From this number of answers the expectation step calculates in single precision; sums are kept in double."""

MOST_CATEGORIES = 30


@dataclass(frozen=True, eq=False)
class Coded:
    """`steps` is persons x columns with a 1 where the person's category is that of the column.

    `first` is the first column of each item, `categories` how many there are; `answered` is persons x items, None where
    everybody answered everything; `weight` counts each person (None: once), `group` says to which group they belong.
    """

    steps: NDArray[Any]
    first: Whole
    categories: Whole
    answered: Small | None
    weight: Floats | None
    group: Whole

    @property
    def persons(self) -> int:
        """How many rows there are."""
        return int(self.steps.shape[0])

    @property
    def kind(self) -> np.dtype[Any]:
        """The precision to calculate in: single where answers are kept as bytes, otherwise that of the columns."""
        return np.dtype(np.float32) if self.steps.dtype == np.uint8 else self.steps.dtype

    def chunk(self, rows: slice, kind: np.dtype[Any] | None = None) -> Small:
        """The columns of some persons, as numbers to calculate with."""
        found: Small = self.steps[rows].astype(kind or self.kind, copy=False)
        return found

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return int(self.steps.shape[1])


def categories_of(answers: ArrayLike, names: Sequence[str] | None = None) -> tuple[Floats, Whole, Whole]:
    """The table of answers, how many categories each item has, and how many of its categories nobody chose.

    Categories are whole numbers from 0. Those that nobody chose are closed up: an item then has fewer. An item on which
    one category is chosen throughout has one here: it says nothing of ability.
    """
    if is_bytes(answers):
        return np.asarray(answers), _two(np.asarray(answers)), np.zeros(np.shape(answers)[1], dtype=np.int64)
    table = matrix(answers)
    known = table[~np.isnan(table)] if has_gaps(table) else table
    if known.min() < 0 or not (known == np.floor(known)).all():
        place = first_place((table < 0) | ((table != np.floor(table)) & ~np.isnan(table)), names)
        raise CannotMeasure("categories", f"Answers are categories: whole numbers from 0, or missing, but not {place}.")
    if known.max() >= MOST_CATEGORIES:
        place = first_place(table >= MOST_CATEGORIES, names)
        sentence = f"More than {MOST_CATEGORIES} categories at {place}: join some of them, or leave the item out."
        raise CannotMeasure("categories", sentence)
    if known.max() <= 1:
        return table, _two(table), np.zeros(table.shape[1], dtype=np.int64)
    return _closed(table)


def is_bytes(answers: ArrayLike) -> bool:
    """Whether the answers are bytes of 0 and 1: a million persons then take a byte an answer and no more.

    Refuses bytes that are something else.
    """
    if not (isinstance(answers, np.ndarray) and answers.dtype == np.uint8 and answers.ndim == 2 and answers.size):
        return False
    if answers.max() > 1:
        raise CannotMeasure("categories", "Bytes are 0 or 1; give more categories, or missing answers, as numbers.")
    return True


def _two(table: NDArray[Any]) -> Whole:
    most, least = np.fmax.reduce(table, axis=0), np.fmin.reduce(table, axis=0)
    return np.where((most == 1) & (least == 0), 2, 1).astype(np.int64)


def _closed(table: Floats) -> tuple[Floats, Whole, Whole]:
    closed, counts, lost = table.copy(), [], []
    for item in range(table.shape[1]):
        column = table[:, item]
        usable = ~np.isnan(column)
        values, place = np.unique(column[usable], return_inverse=True)
        closed[usable, item] = place
        counts.append(max(len(values), 1))
        lost.append(int(values.max()) + 1 - len(values) if len(values) else 0)
    return closed, np.array(counts, dtype=np.int64), np.array(lost, dtype=np.int64)


def code(
    table: Floats,
    categories: Whole,
    weight: Floats | None = None,
    group: Whole | None = None,
    *,
    single: bool | None = None,
) -> Coded:
    """The answers coded. `single` forces single or double precision."""
    first = np.concatenate([[0], np.cumsum(categories - 1)])[:-1]
    use_single = table.size >= SINGLE_FROM if single is None else single
    kind: type[np.floating[Any]] = np.float32 if use_single else np.float64
    gaps = has_gaps(table)
    answered: Small | None = (~np.isnan(table)).astype(kind) if gaps else None
    steps: NDArray[Any]
    if table.dtype == np.uint8:
        return Coded(table, first, categories, None, weight, _member(table, group))
    if (categories == 2).all():
        steps = np.nan_to_num(table, copy=True).astype(kind) if gaps else table.astype(kind)
    else:
        steps = np.zeros((len(table), int((categories - 1).sum())), dtype=kind)
        for item, (begin, count) in enumerate(zip(first.tolist(), categories.tolist(), strict=True)):
            for step in range(1, count):
                steps[:, begin + step - 1] = table[:, item] == step
    return Coded(steps, first, categories, answered, weight, _member(table, group))


def _member(table: Floats, group: Whole | None) -> Whole:
    return np.zeros(len(table), dtype=np.int64) if group is None else group
