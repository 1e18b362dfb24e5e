"""Lists of tasks as files: which forms are read, which rows are good, and why a row is not. No database here.

Two forms are read. *Ours* has the columns ``number``, ``task``, ``domain`` and ``source``, of which the last two may be
left out. The *O*NET* form is that of the task statements of the O*NET database (``onet_soc_code``, ``title``,
``task_id``, ``task``, ``task_type``, or the headings of the database itself); it knows no domains, which are given to
the tasks afterwards. A file is UTF-8, UTF-16 with its mark, or Windows' Western; its cells are parted by commas,
semicolons or tabs.
"""

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from guildhall.kernel.refusals import Refusal
from guildhall.kernel.words import gettext_noop

MOST_TASKS = 500
"""More tasks than this no panel can rate with care."""

LARGEST = 1024 * 1024
"""The largest list that is read, in bytes."""

LONGEST = {"number": 20, "words": 1000, "domain": 100, "source": 100}
"""How long a cell may be, in characters, by what it holds."""

ATTRIBUTION = (
    "Tasks from the O*NET database by the U.S. Department of Labor, Employment and Training Administration "
    "(USDOL/ETA), used under the CC BY 4.0 license; USDOL/ETA has not approved or tested what was changed."
)
"""What the licence of the O*NET database asks to be said wherever its tasks are shown."""

REASONS = {
    "cells": gettext_noop("The row has %(found)s cells where the head has %(expected)s."),
    "no-number": gettext_noop("The row has no number."),
    "no-task": gettext_noop("The row has no task."),
    "long-number": gettext_noop("The number is longer than %(most)s characters."),
    "long-words": gettext_noop("The task is longer than %(most)s characters."),
    "long-domain": gettext_noop("The domain is longer than %(most)s characters."),
    "long-source": gettext_noop("The source is longer than %(most)s characters."),
    "number-again": gettext_noop("The number %(number)s stands in line %(line)s already."),
    "task-again": gettext_noop("The same task stands in line %(line)s already."),
    "number-known": gettext_noop("A task with the number %(number)s is in the analysis already."),
    "task-known": gettext_noop("The same task is in the analysis already, as number %(number)s."),
}
"""Why a row is not taken, in a sentence with what is known of it."""


@dataclass(frozen=True)
class Form:
    """A form of list: the columns it must have and may have, and what each holds."""

    name: str
    must: tuple[str, ...]
    may: tuple[str, ...]
    open_ended: bool = False


OURS = Form("ours", ("number", "task"), ("domain", "source"))
ONET = Form("onet", ("onet_soc_code", "task_id", "task"), ("title", "task_type"), open_ended=True)
SPELLED = {"o_net_soc_code": "onet_soc_code"}
"""Other spellings of a column, tidied."""


@dataclass(frozen=True)
class Row:
    """A good row."""

    line: int
    number: str
    words: str
    domain: str
    source: str


@dataclass(frozen=True)
class Problem:
    """A row that is not taken: its line, how it begins, and the reason with what it needs to be told."""

    line: int
    begins: str
    reason: str
    told: dict[str, Any]


@dataclass(frozen=True)
class TaskList:
    """A list that was read: its good rows, its bad ones, and whose it is."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    attribution: str

    @property
    def plain(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Good and bad rows as a column of a table keeps them."""
        return [asdict(row) for row in self.rows], [asdict(problem) for problem in self.problems]


def read(content: bytes, known: Collection[tuple[str, str]] = ()) -> TaskList:
    """Read a list; `known` are number and words of the tasks that are there already.

    A file that cannot be read as a list at all is a `Refusal`; nothing of it is taken.
    """
    head, rows = _parted(_decoded(content))
    form = _form(head)
    found = _Reader(head, form, known)
    for line, cells in rows:
        found.read(line, cells)
    if not found.rows and not found.problems:
        raise _unreadable(_("This list has a head and no rows."))
    return TaskList(tuple(found.rows), tuple(found.problems), ATTRIBUTION if form is ONET else "")


class _Reader:
    def __init__(self, head: Sequence[str], form: Form, known: Collection[tuple[str, str]]) -> None:
        self.head, self.form = head, form
        self.known = {number: number for number, _ in known}
        self.known_words = {_same(words): number for number, words in known}
        self.seen: dict[str, int] = {}
        self.seen_words: dict[str, int] = {}
        self.rows: list[Row] = []
        self.problems: list[Problem] = []

    def read(self, line: int, cells: list[str]) -> None:
        """Take a row among the good or the bad."""
        if len(cells) != len(self.head):
            return self._refuse(line, cells, "cells", {"found": len(cells), "expected": len(self.head)})
        row = _row(line, dict(zip(self.head, (" ".join(cell.split()) for cell in cells), strict=True)), self.form)
        for reason, told in self._against(row):
            return self._refuse(line, cells, reason, told)
        self.seen[row.number] = self.seen_words[_same(row.words)] = line
        self.rows.append(row)
        return None

    def _refuse(self, line: int, cells: list[str], reason: str, told: dict[str, Any]) -> None:
        begins = " ".join(" ".join(cells).split())
        self.problems.append(Problem(line, begins[:80], reason, told))

    def _against(self, row: Row) -> Iterator[tuple[str, dict[str, Any]]]:
        """Why a row is not good; the first reason is told."""
        if not row.number:
            yield "no-number", {}
        if not row.words:
            yield "no-task", {}
        for name, most in LONGEST.items():
            if len(getattr(row, name)) > most:
                yield f"long-{name}", {"most": most}
        if row.number in self.seen:
            yield "number-again", {"number": row.number, "line": self.seen[row.number]}
        if _same(row.words) in self.seen_words:
            yield "task-again", {"line": self.seen_words[_same(row.words)]}
        if row.number in self.known:
            yield "number-known", {"number": row.number}
        if _same(row.words) in self.known_words:
            yield "task-known", {"number": self.known_words[_same(row.words)]}


def _row(line: int, cells: dict[str, str], form: Form) -> Row:
    if form is ONET:
        source = f"O*NET {cells['onet_soc_code']}".strip()
        return Row(line, cells["task_id"], cells["task"], "", source)
    return Row(line, cells["number"], cells["task"], cells.get("domain", ""), cells.get("source", ""))


def _same(words: str) -> str:
    """What two spellings of the same task have in common."""
    return re.sub(r"\W+", " ", words).strip().casefold()


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST:
        raise _unreadable(_("This list is larger than a megabyte, and no list of tasks is."))
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded_as(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded_as(content, "cp1252")


def _decoded_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise _unreadable(_("This file is no text that can be read.")) from problem


def _parted(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The head, tidied, and the rows that hold anything, each with its line in the file."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise _unreadable(_("This file is empty."))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        parted = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as problem:
        raise _unreadable(_("A quotation mark in this list is opened and never closed.")) from problem
    head, *rows = parted
    if len(rows) > MOST_TASKS:
        raise _too_many(len(rows))
    return [_tidied(name) for name in head[1]], rows


def _tidied(name: str) -> str:
    tidy = re.sub(r"\W+", "_", name.strip().casefold()).strip("_")
    return SPELLED.get(tidy, tidy)


def _form(head: Sequence[str]) -> Form:
    for form in (ONET, OURS):
        unknown = set(head) - {*form.must, *form.may}
        if set(form.must) <= set(head) and len(set(head)) == len(head) and (form.open_ended or not unknown):
            return form
    raise _wrong_columns(head)


def _wrong_columns(found: Sequence[str]) -> Refusal:
    return Refusal(
        _("The columns of this list are: %(found)s. None of the two forms that are read has these.")
        % {"found": ", ".join(name or "–" for name in found)[:300]},
        mend=_(
            "Name the columns in the first line: number, task, domain, source, of which the last two may be left out; "
            "or those of the O*NET task statements: onet_soc_code, title, task_id, task, task_type."
        ),
        field="file",
    )


def _unreadable(sentence: str) -> Refusal:
    mend = _("Save the list as a CSV table in UTF-8, look at it in a plain editor, and hand it in again.")
    return Refusal(sentence, mend=mend, field="file")


def _too_many(count: int) -> Refusal:
    return Refusal(
        _("This list has %(count)d tasks, and no panel rates more than %(most)d with care.")
        % {"count": count, "most": MOST_TASKS},
        mend=_("Put tasks together, or leave out what a certified person is not examined on."),
        field="file",
    )
