"""Data keys: one per person and one for the body, wrapped by a master key that no database holds.

AES-256-GCM seals, AES key wrap (RFC 3394) wraps, HKDF-SHA256 (RFC 5869) derives. A sealed value carries the identifier
of its key: ``version (1 byte) || key id (16) || nonce (12) || ciphertext and tag``.
"""

import hmac
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from django.conf import settings

from guildhall.kernel import identifiers
from guildhall.vault.models import DataKey

VERSION = b"\x01"
BODY = UUID(int=0)
"""The key of the body itself: for records that are about no person."""


class KeyDestroyed(Exception):
    """The key that sealed this value is gone: what it protected has been erased and cannot be read again."""


class Forged(Exception):
    """A sealed value does not belong where it stands, or was altered."""


_cache: ContextVar[dict[UUID, bytes] | None] = ContextVar("data_keys", default=None)


@contextmanager
def one_request() -> Iterator[None]:
    """Keep the data keys that are used within the block; never longer, so that an erased key is gone everywhere."""
    if _cache.get() is not None:
        yield
        return
    token = _cache.set({})
    try:
        yield
    finally:
        _cache.reset(token)


@lru_cache(maxsize=64)
def _derived(master: str, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(bytes.fromhex(master))


def derived(purpose: str) -> bytes:
    """A key for one `purpose`, derived from the master key: blind indexes, seals, the body's own records."""
    return _derived(settings.GUILDHALL.master_key, purpose)


def new_key() -> UUID:
    """Make a data key and return its identifier.

    It is stored at once, in its own database: should the act that asked for it be undone, an orphan remains that
    protects nothing.
    """
    key_id, key = identifiers.new_id(), os.urandom(32)
    DataKey.objects.create(id=key_id, wrapped=aes_key_wrap(derived("wrap"), key))
    _remember(key_id, key)
    return key_id


def destroy(key_id: UUID) -> None:
    """Destroy a data key: all that was sealed under it is erased, in every copy that is not a copy of the keys."""
    DataKey.objects.filter(id=key_id).delete()
    if cache := _cache.get():
        cache.pop(key_id, None)


def fetch(key_ids: Iterable[UUID]) -> None:
    """Fetch many keys in one query, for the rest of this request."""
    wanted = set(key_ids) - {BODY} - set(_cache.get() or ())
    for row in DataKey.objects.filter(id__in=wanted):
        _remember(row.id, _unwrapped(row))


def seal(key_id: UUID, plain: bytes, *, place: str) -> bytes:
    """`plain` encrypted under a data key and bound to its `place` (table, column, owner): it cannot be moved."""
    nonce = os.urandom(12)
    return VERSION + key_id.bytes + nonce + AESGCM(_key(key_id)).encrypt(nonce, plain, place.encode())


def unseal(sealed: bytes | memoryview, *, place: str) -> bytes:
    """What `seal` encrypted for this `place`; `KeyDestroyed` when it was erased, `Forged` when it was touched."""
    sealed = bytes(sealed)
    if sealed[:1] != VERSION or len(sealed) < 45:
        raise Forged(f"What stands in {place} was not sealed by this vault.")
    try:
        return AESGCM(_key(key_of(sealed))).decrypt(sealed[17:29], sealed[29:], place.encode())
    except InvalidTag as problem:
        raise Forged(f"What stands in {place} was altered or moved there.") from problem


def key_of(sealed: bytes | memoryview) -> UUID:
    """The identifier of the key that sealed a value."""
    return UUID(bytes=bytes(sealed[1:17]))


def mac(key_id: UUID, message: bytes) -> bytes:
    """HMAC-SHA256 of `message` under a data key: proves content later, tells nothing once the key is gone."""
    return hmac.digest(sha256(b"mac" + _key(key_id)).digest(), message, "sha256")


def blind(purpose: str, text: str) -> bytes:
    """A blind index: equal for equal `text`, meaningless without the master key. 16 bytes."""
    return hmac.digest(derived(f"blind:{purpose}"), text.encode(), "sha256")[:16]


def _key(key_id: UUID) -> bytes:
    if key_id == BODY:
        return derived("body")
    cached = (_cache.get() or {}).get(key_id)
    if cached:
        return cached
    row = DataKey.objects.filter(id=key_id).first()
    if row is None:
        raise KeyDestroyed("The key of this record was destroyed: its personal content has been erased.")
    key = _unwrapped(row)
    _remember(key_id, key)
    return key


def _unwrapped(row: DataKey) -> bytes:
    return aes_key_unwrap(derived("wrap"), bytes(row.wrapped))


def _remember(key_id: UUID, key: bytes) -> None:
    cache = _cache.get()
    if cache is not None:
        cache[key_id] = key
