"""Ebel: items are sorted by how relevant and how hard they are, and each cell gets a share to be answered rightly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from guildhall.psychometrics.arrays import root, spread
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class EbelCell(Result):
    """One cell of the grid: its items, the mean share the panel expects, and what it adds to the cut."""

    relevance: str
    difficulty: str
    items: int
    expected: float
    points: float


@dataclass(frozen=True, eq=False)
class EbelCut(Result):
    """The cut in points, its spread over judges and its error, and the grid from which it comes."""

    cut: float
    sd: float
    error: float
    cells: tuple[EbelCell, ...]


@checked
def ebel(items: Mapping[tuple[str, str], int], expected: Sequence[Mapping[tuple[str, str], float]]) -> EbelCut:
    """The cut of a grid (Ebel 1972, pages 492 to 495): sum over cells of items x expected share, mean over judges.

    `items` counts the items in each (relevance, difficulty); `expected` is, for each judge, the share of right answers
    expected there of the just qualified (0 to 1). A judge who leaves out a cell that has items, or gives it no known
    share, is refused.
    """
    filled = {cell: count for cell, count in items.items() if count}
    if not filled or not len(expected) or min(items.values()) < 0:
        raise CannotMeasure("empty", "A grid needs items, none fewer than zero, and at least one judge.")
    for judge in expected:
        lacking = set(filled) - set(judge)
        if lacking:
            raise CannotMeasure("cell", f"A judge says nothing of {' and '.join(min(lacking))}.")
        if any(not 0 <= judge[cell] <= 1 for cell in filled):
            raise CannotMeasure("range", "An expected share lies between 0 and 1.")
    cuts = np.array([sum(count * judge[cell] for cell, count in filled.items()) for judge in expected])
    cells = tuple(_cell(cell, count, expected) for cell, count in filled.items())
    sd = spread(cuts)
    return EbelCut(float(cuts.mean()), sd, sd / root(len(cuts)), cells)


def _cell(cell: tuple[str, str], count: int, expected: Sequence[Mapping[tuple[str, str], float]]) -> EbelCell:
    mean = float(np.mean([judge[cell] for judge in expected]))
    return EbelCell(cell[0], cell[1], count, mean, count * mean)
