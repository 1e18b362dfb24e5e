"""The sequencer: gives waiting entries their place in the tree, in batches, and signs a checkpoint for each batch.

There is one at a time. Acts write into an outbox and never wait for it; it inserts leaves and never touches an entry.
Before it goes on it recomputes the root from the stored tree: over a tree that somebody altered it signs nothing.
"""

import logging
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from guildhall.ledger import canonical, guard, locks, merkle, proofs, signing
from guildhall.ledger.models import Checkpoint, Entry, Leaf, Node, Waiting

BATCH = 1000
"""Entries to a batch: one transaction and one checkpoint."""

LINE = "ledger.sequencer"
"""The line that a sequencer locks, so that there is one."""

log = logging.getLogger(__name__)


def run(limit: int = BATCH) -> int:
    """Number up to `limit` waiting entries and sign the tree; returns how many were numbered."""
    if not Waiting.objects.exists():
        return 0
    with transaction.atomic(durable=True), guard.writing_as("ledger"):
        locks.lock([LINE])
        return _number(limit)


def waiting() -> int:
    """How many entries wait for their number."""
    return Waiting.objects.count()


def _number(limit: int) -> int:
    batch = _authentic(list(Waiting.objects.order_by("entry")[:limit]))
    if not batch:
        return 0
    tree = _tree_so_far()
    leaves = []
    for entry_id, hashed in batch.items():
        leaves.append(Leaf(index=tree.size, entry=entry_id, hash=hashed, seal=signing.leaf_seal(tree.size, hashed)))
        tree.append(hashed)
    Leaf.objects.bulk_create(leaves)
    Node.objects.bulk_create(Node(level=level, index=index, hash=hashed) for level, index, hashed in tree.full)
    Checkpoint(size=tree.size, root=tree.root, note=signing.signer().sign(tree.size, tree.root)).save(force_insert=True)
    Waiting.objects.filter(entry__in=list(batch)).delete()
    return len(leaves)


def _authentic(waiting: list[Waiting]) -> dict[UUID, bytes]:
    """The leaf hashes of those entries that stand as their act wrote them, in the order of `waiting`."""
    rows = Entry.objects.filter(id__in=[each.entry for each in waiting]).values(*canonical.FIELDS)
    hashes = {row["id"]: _hash(row) for row in rows}
    found = {
        each.entry: hashes[each.entry]
        for each in waiting
        if each.entry in hashes and signing.entry_seal(hashes[each.entry]) == bytes(each.seal)
    }
    if len(found) != len(waiting):
        log.error("%d waiting entries are not as an act wrote them; verify the ledger.", len(waiting) - len(found))
    return found


def _hash(row: Mapping[str, Any]) -> bytes:
    return merkle.leaf_hash(canonical.leaf_data(row))


def _tree_so_far() -> merkle.Tree:
    last = proofs.latest()
    if last is None:
        return merkle.Tree()
    tree = proofs.StoredTree().grown(last.size)
    if tree.root != bytes(last.root):
        raise proofs.LedgerBroken(f"The stored tree does not have the root that was signed at {last.size} entries.")
    return tree
