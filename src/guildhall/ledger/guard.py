"""'Only acts write', held for real: a wrapper on every connection refuses any other write to the house's tables.

It sees what a guard on managers would miss: bare querysets, many-to-many changes, raw SQL. The exceptions are named:
a model says in `written_by` who writes it, where that is not an act.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

ACT = "act"
EVERYTHING = frozenset({"migration", "restore", "forge"})
"""Writers that may touch every table: schema changes, a restore into an empty house, and the tests' forger."""

QUOTED = r"""["'`\[]?(\w+)["'`\]]?"""
NAME = rf"""(?:{QUOTED.replace("(", "(?:")}\s*\.\s*)*{QUOTED}"""
"""A table in every spelling that a database takes: quoted or not, with its schema and database or without."""

WRITE = re.compile(
    rf"""\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?
    |MERGE\s+INTO(?:\s+ONLY)?|COPY)\s*{NAME}""",
    re.IGNORECASE | re.VERBOSE,
)
EMPTIED = re.compile(r"\bTRUNCATE\b(?!\s+ON\b)([^;]*)", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
READS = ("SELECT ", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "COMMIT")

_writers: ContextVar[tuple[str, ...]] = ContextVar("writers", default=())


class WriteOutsideAct(RuntimeError):
    """Something tried to change a record without an act. This is a defect of the program, never of a person."""


@contextmanager
def writing_as(writer: str) -> Iterator[None]:
    """Open the tables of `writer` for the block; acts and the named exceptions use it, and nobody else."""
    token = _writers.set((*_writers.get(), writer))
    try:
        yield
    finally:
        _writers.reset(token)


@lru_cache(maxsize=1)
def guarded_tables() -> dict[str, str]:
    """Every guarded table and its writer."""
    house = (model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("guildhall."))
    return {model._meta.db_table: writer for model in house if (writer := writer_of(model))}


def writer_of(model: type[models.Model]) -> str:
    """Who writes the table of `model`: an act, unless it says otherwise; nothing where it is not guarded."""
    return str(getattr(model, "written_by", ACT))


@lru_cache(maxsize=4096)
def _writers_needed(sql: str) -> frozenset[tuple[str, str]]:
    tables = guarded_tables()
    return frozenset((table, tables[table]) for table in _written(sql) if table in tables)


def _written(sql: str) -> set[str]:
    """The names behind every word that writes; with comments and without, since a text may look like a comment."""
    spellings = (sql, COMMENT.sub(" ", sql))
    named = {name for each in spellings for name in WRITE.findall(each)}
    emptied = {name for each in spellings for names in EMPTIED.findall(each) for name in re.findall(r"\w+", names)}
    return {name.lower() for name in named | emptied}


def refuse_writes_outside_acts(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """The wrapper: passes `sql` on, unless it writes a table whose writer is not at work."""
    if not sql.startswith(READS) or ";" in sql:
        at_work = frozenset(_writers.get())
        for table, writer in _writers_needed(sql):
            if writer not in at_work and not at_work & EVERYTHING:
                raise WriteOutsideAct(
                    f"'{table}' is written by '{writer}' only; at work: {sorted(at_work) or 'nobody'}."
                )
    return execute(sql, params, many, context)


def install(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Put the wrapper on a new connection."""
    if refuse_writes_outside_acts not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_writes_outside_acts)
