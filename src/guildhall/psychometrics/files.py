"""Answers from CSV files: a header row, one row a person, empty where there is no answer.

Commas separate columns; a file whose header has none, as spreadsheets write it where the comma marks decimals, is read
with semicolons or tabs.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import isinf
from pathlib import Path

import numpy as np

from guildhall.psychometrics.arrays import Floats, Whole
from guildhall.psychometrics.notes import CannotMeasure, listed

MISSING = frozenset({"", "na", "nan"})
"""What stands where there is no number: nothing, or what R and Python write for it."""

MOST_PERSONS = 10_000_000
"""How many persons a file of frequencies may stand for."""

DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")


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
            found = np.loadtxt(self.lines, delimiter=",", quotechar='"', comments=None, usecols=places, ndmin=2)
            if np.isinf(found).any():
                raise ValueError
            return found
        except ValueError:
            columns = [_numbers([row[place] for row in self.rows], self.names[place]) for place in places]
            return np.stack(columns, axis=1)

    def _place(self, name: str) -> int:
        if name not in self.names:
            raise CannotMeasure("column", f"There is no column {name}; there are {listed(self.names, 8)}.")
        return self.names.index(name)


def read(path: Path) -> Columns:
    """A CSV file; refuses one that is not there, has no rows, or columns without a name or of one name."""
    lines = _with_commas(path, [f"{line}\n" for line in _text(path).split("\n") if line.strip()])
    reader = csv.reader(lines, skipinitialspace=True)
    names = _names(path, next(_read(path, reader), []))
    if len(lines) <= reader.line_num:
        raise CannotMeasure("empty", f"{path} needs a header row and at least one row of values.")
    return Columns(path, names, lines[reader.line_num :])


def _text(path: Path) -> str:
    """What stands in the file; tells what is wrong, and what would mend it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as problem:
        raise CannotMeasure("file", f"{path} cannot be read as text: there is no such file.") from problem
    except IsADirectoryError as problem:
        raise CannotMeasure("file", f"{path} cannot be read as text: it is a folder. Name a file in it.") from problem
    except UnicodeDecodeError as problem:
        sentence = f"{path} cannot be read as text: it is not in UTF-8. Save it as CSV in UTF-8."
        raise CannotMeasure("file", sentence) from problem
    except OSError as problem:
        raise CannotMeasure("file", f"{path} cannot be read as text: {problem.strerror}.") from problem
    if "\0" in text:
        raise CannotMeasure("file", f"{path} cannot be read as text: it holds zero bytes. Save it as CSV in UTF-8.")
    return text


def _with_commas(path: Path, lines: list[str]) -> list[str]:
    """The lines as they would stand in a file of commas, where the header has semicolons or tabs and no comma."""
    separator = next((each for each in ";\t" if lines and each in lines[0]), None)
    if separator is None or "," in lines[0]:
        return lines
    rows = _read(path, csv.reader(lines, delimiter=separator, skipinitialspace=True))
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([_with_point(value) for value in row] for row in rows)
    return [f"{line}\n" for line in written.getvalue().split("\n") if line]


def _with_point(value: str) -> str:
    return value.replace(",", ".") if DECIMAL_COMMA.fullmatch(value.strip()) else value


def _parsed(path: Path, lines: Sequence[str]) -> Iterator[list[str]]:
    return _read(path, csv.reader(lines, skipinitialspace=True))


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
    if "" in names:
        sentence = f"{path}: column {names.index('') + 1} has no name. Name it, or leave row numbers out of the file."
        raise CannotMeasure("names", sentence)
    if len(set(names)) != len(names):
        twice = next(name for place, name in enumerate(names) if name in names[:place])
        raise CannotMeasure("names", f"{path}: two columns have the same name: {twice}. Rename one of them.")
    return tuple(names)


def scores(path: Path) -> Floats:
    """One total score a person: the column total or score, the only column, or the sum of all items.

    A file with the columns score (or scale) and count holds frequencies.
    """
    columns = read(path)
    if set(columns.names) in ({"score", "count"}, {"scale", "count"}):
        name = "score" if "score" in columns.names else "scale"
        return np.repeat(columns.numbers(name), _frequencies(path, columns))
    for name in ("total", "score"):
        if name in columns.names:
            return columns.numbers(name)
    if any(name.lower().endswith("count") for name in columns.names):
        raise CannotMeasure("counts", f"{path}: a file of frequencies has two columns, score and count.")
    _, table = columns.table()
    return _sums(table) if table.shape[1] > 1 else table[:, 0]


def _frequencies(path: Path, columns: Columns) -> Whole:
    counts = np.nan_to_num(columns.numbers("count"))
    if counts.min() < 0 or (counts != np.floor(counts)).any() or counts.sum() > MOST_PERSONS:
        sentence = f"{path}: counts are whole numbers from 0, of at most {MOST_PERSONS} persons together."
        raise CannotMeasure("counts", sentence)
    return counts.astype(np.int64)


def _sums(table: Floats) -> Floats:
    """The sum of each row; an answer that is missing adds nothing, a row without any answer has no sum."""
    return np.where(np.isnan(table).all(axis=1), np.nan, np.nan_to_num(table).sum(axis=1))


def _numbers(values: Sequence[str], name: str) -> Floats:
    try:
        return np.array([_number(value) for value in values])
    except ValueError as problem:
        row = next(place for place, value in enumerate(values) if not _is_number(value))
        sentence = (
            f"Column {name}, row {row + 2}: {values[row].strip()!r} is no number. "
            "Leave the column out, or mend the value; no answer is left empty."
        )
        raise CannotMeasure("not_numbers", sentence) from problem


def _number(value: str) -> float:
    """A number, not-a-number where it is missing; infinite ones, and digits in groups, are none."""
    if value.strip().lower() in MISSING:
        return float("nan")
    found = float(value)
    if "_" in value or isinf(found):
        raise ValueError(value)
    return found


def _is_number(value: str) -> bool:
    try:
        _number(value)
    except ValueError:
        return False
    return True
