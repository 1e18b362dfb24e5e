"""What anybody may have of the ledger: checkpoints, hashes and proofs, never what an act was about.

Tiles have the paths of C2SP tlog-tiles. The content of entries is not published in bulk; who knows an entry's
identifier gets that one entry's leaf with its proof (decision 0010).
"""

import base64
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from guildhall.ledger import canonical, proofs, signing
from guildhall.ledger.models import Checkpoint, Entry

TILE = re.compile(r"^((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d{0,2}))?$")
"""A tile's number in groups of three digits, and how many hashes of it are asked for where it is not full."""


def key() -> str:
    """The key with which the log's checkpoints are checked, as signed notes publish it."""
    return str(signing.signer().verifier)


def checkpoint(size: int | None = None) -> Checkpoint | None:
    """The newest checkpoint, or the one that was signed at `size` entries."""
    return proofs.latest() if size is None else Checkpoint.objects.filter(size=size).first()


def tile(level: int, path: str) -> bytes | None:
    """The hashes of a tile one after the other, 32 bytes each; None where the log does not reach that far."""
    asked = TILE.match(path)
    newest = proofs.latest()
    if asked is None or newest is None or level > 7:
        return None
    number = int(asked[1].replace("x", "").replace("/", ""))
    width = int(asked[2] or proofs.TILE)
    signed = (newest.size >> (8 * level)) - number * proofs.TILE
    if width > min(signed, proofs.TILE) or (asked[2] and width == proofs.TILE):
        return None
    return b"".join(proofs.StoredTree().tile(level, number)[:width])


def inclusion(entry_id: UUID) -> dict[str, Any] | None:
    """One entry as the tree hashes it, with the proof that it is there; None while it waits, or where there is none."""
    proof = proofs.inclusion(entry_id)
    row = Entry.objects.filter(id=entry_id).values(*canonical.FIELDS).first()
    if proof is None or row is None:
        return None
    return {
        "entry": str(entry_id),
        "index": proof.index,
        "size": proof.size,
        "leaf": canonical.leaf_data(row).decode(),
        "columns": list(canonical.FIELDS),
        "proof": _texts(proof.proof),
        "checkpoint": proof.checkpoint,
        "key": key(),
    }


def consistency(old: int, size: int) -> dict[str, Any]:
    """The proof that the log of `size` entries began as the log of `old`; ValueError where it never had these sizes."""
    signed = [checkpoint(each) for each in (old, size)]
    return {
        "from": old,
        "to": size,
        "proof": _texts(proofs.consistency(old, size)),
        "checkpoints": [each.note if each else None for each in signed],
        "key": key(),
    }


def fingerprint(text: str) -> str:
    """What changes when a published text does, for caches."""
    return sha256(text.encode()).hexdigest()[:32]


def _texts(hashes: Sequence[bytes]) -> list[str]:
    return [base64.b64encode(hashed).decode() for hashed in hashes]
