"""Answers from CSV files: a header row, one row a person, empty where there is no answer."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.notes import CannotMeasure, listed


@dataclass(frozen=True, eq=False)
class Columns:
    """A file: its column names and its rows, as text."""

    names: tuple[str, ...]
    rows: list[list[str]]

    def text(self, name: str) -> list[str]:
        """A column as it stands."""
        if name not in self.names:
            raise CannotMeasure("column", f"There is no column {name}; there are {listed(self.names, 8)}.")
        place = self.names.index(name)
        return [row[place].strip() for row in self.rows]

    def numbers(self, name: str) -> Floats:
        """A column of numbers; empty is missing."""
        return _numbers(self.text(name), name)

    def table(self, without: Sequence[str] = ()) -> tuple[tuple[str, ...], Floats]:
        """All columns but those named, as numbers."""
        for name in without:
            self.text(name)
        kept = [name for name in self.names if name not in without]
        if not kept:
            raise CannotMeasure("empty", "No column is left.")
        places = [self.names.index(name) for name in kept]
        columns = [_numbers([row[place] for row in self.rows], self.names[place]) for place in places]
        return tuple(kept), np.stack(columns, axis=1)


def read(path: Path) -> Columns:
    """A CSV file; refuses one that is not there, has no rows, or rows of different length."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise CannotMeasure("file", f"{path} cannot be read as text: {problem}.") from problem
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    if len(rows) < 2:
        raise CannotMeasure("empty", f"{path} needs a header row and at least one row of values.")
    names = tuple(name.strip() for name in rows[0])
    wrong = next((place for place, row in enumerate(rows) if len(row) != len(names)), None)
    if wrong is not None:
        sentence = f"{path}: row {wrong + 1} has {len(rows[wrong])} values, the header {len(names)}."
        raise CannotMeasure("rows", sentence)
    if len(set(names)) != len(names):
        raise CannotMeasure("names", f"{path}: two columns have the same name.")
    return Columns(names, rows[1:])


def scores(path: Path) -> Floats:
    """One total score a person: the column total or score, the only column, or the sum of all items.

    A file with the columns score (or scale) and count holds frequencies.
    """
    columns = read(path)
    if set(columns.names) in ({"score", "count"}, {"scale", "count"}):
        name = "score" if "score" in columns.names else "scale"
        return np.repeat(columns.numbers(name), np.nan_to_num(columns.numbers("count")).astype(np.int64))
    for name in ("total", "score"):
        if name in columns.names:
            return columns.numbers(name)
    _, table = columns.table()
    return np.nan_to_num(table).sum(axis=1) if table.shape[1] > 1 else table[:, 0]


def _numbers(values: Sequence[str], name: str) -> Floats:
    try:
        return np.array([float(value) if value.strip() else np.nan for value in values])
    except ValueError as problem:
        wrong = next(value for value in values if not _is_number(value))
        sentence = f"Column {name} holds {wrong!r}, which is no number: leave the column out, or mend it."
        raise CannotMeasure("not_numbers", sentence) from problem


def _is_number(value: str) -> bool:
    try:
        float(value or 0)
    except ValueError:
        return False
    return True
