"""Writes entries: into the log and, in the same transaction, into the outbox of the sequencer."""

import json
from typing import Any
from uuid import UUID

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
    with writing_as("ledger"):
        entry.save(force_insert=True)
        Waiting(entry=entry.id, seal=signing.entry_seal(hashed)).save(force_insert=True)
    return entry
