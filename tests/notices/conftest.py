"""What tests of notices need: the ledger followed, mail kept, a telling and a timer of their own."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from guildhall.identity.models import Grant
from guildhall.kernel import declarations
from guildhall.kernel.declarations import Run, Timer, timer
from guildhall.ledger import followers, sequencer
from guildhall.ledger.models import Entry
from guildhall.ledger.records import find

DURATION = timedelta(days=90)


def follow() -> None:
    """Let what follows from the acts done so far come about."""
    sequencer.run()
    followers.advance_all()


def everything_stored() -> bytes:
    """Every value of every table of notices and of the ledger, as the database holds it."""
    found = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("notices_", "ledger_")):
                cursor.execute(f"SELECT * FROM {table}")
                found += b"".join(_raw(value) for row in cursor.fetchall() for value in row)
    return found


def _raw(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


@contextmanager
def declared(name: str, **more: Any) -> Iterator[Timer]:
    """A timer about grants, for the block: it runs 90 days from the day on which a role is given."""
    known = {"starts": ["identity.grant.give"], "stops": ["identity.grant.end"], "warn_days": (60, 30, 7), **more}
    try:
        yield timer(name, code="T-10", title="Trial of a role ends", **known)(_trial)
    finally:
        del declarations._timers[name]


def _trial(*, entry: Entry) -> Run | None:
    grant = find(entry.result)
    if not isinstance(grant, Grant):
        return None
    return Run(
        about=grant.ref,
        due_on=grant.from_on + DURATION,
        number="G-7",
        person_id=grant.person_id,
        link=("web:inbox",),
    )


@pytest.fixture
def trial() -> Iterator[Timer]:
    """A timer that runs 90 days from the day on which a role is given, and warns 60, 30 and 7 days before."""
    with declared("notices.trial-of-a-role") as timer:
        yield timer


@pytest.fixture
def spooled(settings: Any) -> Iterator[Path]:
    """Mail goes into sealed files; the folder, empty at first."""
    settings.EMAIL_BACKEND = "guildhall.notices.spool.SealedFiles"
    folder = Path(settings.GUILDHALL.home) / "mail"
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def followed() -> Callable[[], None]:
    """Let what follows from the acts done so far come about."""
    return follow


def id_of(ref: str) -> UUID:
    """The identifier in a reference."""
    return UUID(ref.partition(":")[2])
