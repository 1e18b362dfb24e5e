"""Writes entries: into the log and, in the same transaction, into the outbox of the sequencer.

Every act does this, so the SQL is spelled once and not by the ORM at every act, where spelling it cost more than the
change that the act makes.
"""

import json
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, models

from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Refusal
from guildhall.ledger import canonical, merkle, signing
from guildhall.ledger.guard import writing_as
from guildhall.ledger.models import Entry, Outcome, Waiting
from guildhall.vault import keys


def write(*, key_id: UUID, payload: dict[str, Any], **columns: Any) -> Entry:
    """Append the entry of an act that was done; `payload` is kept as an HMAC and sealed, never plain."""
    content = canonical.content(payload)
    entry = Entry(at=clock.now(), mac=keys.mac(key_id, content), **columns)
    entry.sealed = keys.seal(key_id, content, place=f"entry:{entry.id}")
    return _append(entry)


def write_refused(*, act: str, by: Actor, subject: str, line: str, refusal: Refusal) -> Entry:
    """Append the entry of an attempt that was refused: who, which act, which rule, on what; nothing of its content."""
    return _append(
        Entry(
            at=clock.now(),
            act=act,
            actor=str(by),
            subject=subject,
            line=line,
            outcome=Outcome.REFUSED,
            code=refusal.code,
            clauses=" ".join(refusal.clauses),
        )
    )


def read_payload(entry: Entry) -> dict[str, Any]:
    """Arguments and changes of an act, for who may read them; `KeyDestroyed` when they were erased."""
    payload: dict[str, Any] = json.loads(keys.unseal(entry.sealed, place=f"entry:{entry.id}")) if entry.sealed else {}
    return payload


def _append(entry: Entry) -> Entry:
    hashed = merkle.leaf_hash(canonical.leaf_data({name: getattr(entry, name) for name in canonical.FIELDS}))
    waiting = Waiting(entry=entry.id, seal=signing.entry_seal(hashed))
    with writing_as("ledger"):
        _insert(entry, waiting)
    return entry


def _insert(entry: Entry, waiting: Waiting) -> None:
    """Both rows: one round trip on PostgreSQL, where each costs; SQLite cannot write two tables in one statement."""
    entry_sql, waiting_sql = _insertion(Entry), _insertion(Waiting)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"WITH entry AS ({entry_sql}) {waiting_sql}", [*_stored(entry), *_stored(waiting)])
        else:
            cursor.execute(entry_sql, _stored(entry))
            cursor.execute(waiting_sql, _stored(waiting))


@lru_cache(maxsize=2)
def _insertion(model: type[models.Model]) -> str:
    """The statement that inserts one row with every column of `model`."""
    fields, quoted = model._meta.concrete_fields, connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({values})"  # noqa: S608  # names, no values


def _stored(row: models.Model) -> list[Any]:
    """The values of `row` as its columns keep them, in the order of `_insertion`."""
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in row._meta.concrete_fields]
