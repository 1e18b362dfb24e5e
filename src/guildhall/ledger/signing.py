"""Under which name and key this installation signs its log, and the seals that no database can make."""

import hmac
from urllib.parse import urlsplit

from django.conf import settings

from guildhall.ledger.notes import Signer
from guildhall.vault import keys


def origin() -> str:
    """The log's name: what the installation was told, or host and path of its address, or ``localhost/ledger``."""
    told: str = settings.GUILDHALL.ledger_origin
    public = urlsplit(settings.GUILDHALL.public_url)
    return told or f"{public.netloc}{public.path}".rstrip("/") or "localhost/ledger"


def signer() -> Signer:
    """Who signs this installation's checkpoints."""
    return Signer(origin(), bytes.fromhex(settings.GUILDHALL.ledger_key))


def leaf_seal(index: int, hashed: bytes) -> bytes:
    """What binds a leaf's hash to its place; only who holds the master key can make it."""
    return hmac.digest(keys.derived("ledger.leaf"), index.to_bytes(8) + hashed, "sha256")


def entry_seal(hashed: bytes) -> bytes:
    """What an act puts beside its waiting entry, so that nothing is numbered which no act wrote."""
    return hmac.digest(keys.derived("ledger.entry"), hashed, "sha256")
