"""Ratings in rows: who was rated, by whom, at what, and how."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Whole, vector
from guildhall.psychometrics.notes import CannotMeasure


@dataclass(frozen=True, eq=False)
class Ratings:
    """Names of each facet, and for each rating the place of the candidate, the cell (examiner x task) and the score."""

    candidates: tuple[str, ...]
    examiners: tuple[str, ...]
    tasks: tuple[str, ...]
    candidate: Whole
    cell: Whole
    score: Whole

    @property
    def categories(self) -> int:
        """How many categories the scale has."""
        return int(self.score.max()) + 1

    @classmethod
    def of(
        cls, candidates: Sequence[str], examiners: Sequence[str], tasks: Sequence[str], ratings: ArrayLike
    ) -> "Ratings":
        """Check the rows; missing ratings are left out, and categories that nobody used are refused."""
        score = vector(ratings, "the ratings")
        if not len(candidates) == len(examiners) == len(tasks) == len(score):
            raise CannotMeasure("length", "Each rating needs its candidate, its examiner and its task.")
        kept = np.flatnonzero(~np.isnan(score)).tolist()
        known = score[kept]
        if not kept or known.min() < 0 or (known != np.floor(known)).any():
            raise CannotMeasure("categories", "Ratings are whole numbers from 0, and at least one is known.")
        used = np.unique(known)
        if len(used) < 2 or len(used) != int(known.max()) + 1:
            raise CannotMeasure("categories", "Every category from 0 to the greatest must occur, two at least.")
        facets = [[each[place] for place in kept] for each in (candidates, examiners, tasks)]
        names = [tuple(dict.fromkeys(each)) for each in facets]
        places = [np.array([order.index(each) for each in facet]) for facet, order in zip(facets, names, strict=True)]
        if len(names[1]) < 2:
            raise CannotMeasure("examiners", "Severity needs at least two examiners.")
        cell = places[1] * len(names[2]) + places[2]
        return cls(names[0], names[1], names[2], places[0], cell, known.astype(np.int64))
