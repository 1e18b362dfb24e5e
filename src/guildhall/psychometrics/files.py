"""Answers from CSV files: a header row, one row a person, empty where there is no answer."""

import csv
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.notes import CannotMeasure, listed


class Columns:
    """A file: its column names, and its lines, which are read as text or as numbers when asked for."""

    def __init__(self, path: Path, names: tuple[str, ...], lines: list[str]) -> None:
        self.path = path
        self.names = names
        self.lines = lines

    @cached_property
    def rows(self) -> list[list[str]]:
        """The rows as text, without empty values beyond the header; refuses one that is longer or shorter."""
        found = [self._trimmed(row) for row in _parsed(self.path, self.lines) if row]
        wrong = next((place for place, row in enumerate(found) if len(row) != len(self.names)), None)
        if wrong is not None:
            sentence = f"{self.path}: row {wrong + 2} has {len(found[wrong])} values, the header {len(self.names)}."
            raise CannotMeasure("rows", sentence)
        return found

    def _trimmed(self, row: list[str]) -> list[str]:
        while len(row) > len(self.names) and not row[-1].strip():
            row = row[:-1]
        return row

    def text(self, name: str) -> list[str]:
        """A column as it stands."""
        place = self._place(name)
        return [row[place].strip() for row in self.rows]

    def numbers(self, name: str) -> Floats:
        """A column of numbers; empty is missing."""
        return _numbers(self.text(name), name)

    def table(self, without: Sequence[str] = ()) -> tuple[tuple[str, ...], Floats]:
        """All columns but those named, as numbers."""
        left_out = {self._place(name) for name in without}
        places = [place for place in range(len(self.names)) if place not in left_out]
        if not places:
            raise CannotMeasure("empty", "No column is left.")
        return tuple(self.names[place] for place in places), self._table(places)

    def _table(self, places: list[int]) -> Floats:
        """The quick way where every value is there and a number, else column by column, which says what is wrong."""
        try:
            if any(line.count(",") != len(self.names) - 1 for line in self.lines):
                raise ValueError
            return np.loadtxt(self.lines, delimiter=",", quotechar='"', comments=None, usecols=places, ndmin=2)
        except ValueError:
            columns = [_numbers([row[place] for row in self.rows], self.names[place]) for place in places]
            return np.stack(columns, axis=1)

    def _place(self, name: str) -> int:
        if name not in self.names:
            raise CannotMeasure("column", f"There is no column {name}; there are {listed(self.names, 8)}.")
        return self.names.index(name)


def read(path: Path) -> Columns:
    """A CSV file; refuses one that is not there, has no rows, or columns without a name or of one name."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise CannotMeasure("file", f"{path} cannot be read as text: {problem}.") from problem
    lines = [f"{line}\n" for line in text.split("\n") if line.strip()]
    reader = csv.reader(lines)
    names = _names(path, next(_read(path, reader), []))
    if len(lines) <= reader.line_num:
        raise CannotMeasure("empty", f"{path} needs a header row and at least one row of values.")
    return Columns(path, names, lines[reader.line_num :])


def _parsed(path: Path, lines: Sequence[str]) -> Iterator[list[str]]:
    return _read(path, csv.reader(lines))


def _read(path: Path, reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as problem:
        raise CannotMeasure("file", f"{path} cannot be read as CSV: {problem}.") from problem


def _names(path: Path, header: Sequence[str]) -> tuple[str, ...]:
    """What the columns are called; commas at the end of the header, as some programs write them, are no columns."""
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        sentence = f"{path}: columns are separated by commas here; save the file as CSV with commas."
        raise CannotMeasure("separator", sentence)
    if "" in names:
        sentence = f"{path}: column {names.index('') + 1} has no name. Name it, or leave row numbers out of the file."
        raise CannotMeasure("names", sentence)
    if len(set(names)) != len(names):
        raise CannotMeasure("names", f"{path}: two columns have the same name.")
    return tuple(names)


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
