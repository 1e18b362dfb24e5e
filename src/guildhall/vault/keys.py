"""Data keys: one per person and one for the body, wrapped by a master key that no database holds.

AES-256-GCM seals, AES key wrap (RFC 3394) wraps, HKDF-SHA256 (RFC 5869) derives. A sealed value carries the identifier
of its key: ``version (1 byte) || key id (16) || nonce (12) || ciphertext and tag``. What is derived for the whole body
comes from a random root that is wrapped like a data key, so that the master key can be changed while blind indexes and
the ledger's seals stay what they are (`guildhall.vault.rotation`).
"""

import hmac
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings
from django.db import connections, transaction
from psycopg.errors import Diagnostic

from guildhall.kernel import identifiers
from guildhall.vault.models import DataKey
from guildhall.vault.router import KEYS

VERSION = b"\x01"
BODY = UUID(int=0)
"""The key of the body itself: for records that are about no person."""
ROOT = UUID(int=1)
"""The row of the root from which everything is derived that belongs to no person."""
AT_ONCE = 10_000
"""How many keys one query fetches."""


class KeyDestroyed(Exception):
    """The key that sealed this value is gone: what it protected has been erased and cannot be read again.

    A template shows nothing in its place; `guildhall.vault.fields.shown` says that it was erased.
    """

    silent_variable_failure = True


class Forged(Exception):
    """A sealed value does not belong where it stands, or was altered."""


class WrongMasterKey(Exception):
    """The data keys were wrapped by another master key than the one this installation was given."""


_cache: ContextVar[dict[UUID, bytes | None] | None] = ContextVar("data_keys", default=None)


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


def derived(purpose: str) -> bytes:
    """A key for one `purpose` of the whole body: blind indexes, seals, the body's own records. 32 bytes."""
    return _derived(_root(settings.GUILDHALL.master_key), purpose)


def new_key() -> UUID:
    """Make a data key and return its identifier.

    It is stored at once, in its own database: should the act that asked for it be undone, an orphan remains that
    protects nothing.
    """
    key_id, key = identifiers.new_id(), os.urandom(32)
    DataKey(id=key_id, wrapped=wrapped(key, settings.GUILDHALL.master_key)).save(force_insert=True)
    _remember(key_id, key)
    return key_id


def destroy(key_id: UUID) -> None:
    """Destroy a data key: all that was sealed under it is erased, in every copy that is not a copy of the keys.

    It cannot be undone; call it after the act that decided it was committed. Rows and ledger stay, unreadable. Backups
    of the keys' database are short-lived, and erasure is complete when the last one that held the key is gone.
    """
    if key_id in {BODY, ROOT}:
        raise ValueError("This key belongs to the body and to no person; it is never destroyed.")
    DataKey.objects.filter(id=key_id).delete()
    _remember(key_id, None)
    transaction.on_commit(wipe, using=KEYS)


def wipe() -> bool:
    """Take what was deleted out of the files of the keys' database too; False while somebody still reads the old state.

    SQLite overwrites deleted rows (``secure_delete``) but keeps them in its write-ahead log until it is truncated;
    PostgreSQL keeps them in the table's file until the table is rewritten. Neither is done inside a transaction, which
    sees the old state itself.
    """
    if connections[KEYS].in_atomic_block:
        return False
    if connections[KEYS].vendor == "postgresql":
        return _table_is_rewritten()
    with connections[KEYS].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return not cursor.fetchone()[0]


def _table_is_rewritten() -> bool:
    """Rewrite PostgreSQL's table of keys; it says in a notice how many deleted rows somebody could still see."""
    connection, details = connections[KEYS], list[str]()

    def hear(notice: Diagnostic) -> None:
        details.append(notice.message_detail or "")

    connection.ensure_connection()
    connection.connection.add_notice_handler(hear)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM (FULL, VERBOSE) {connection.ops.quote_name(DataKey._meta.db_table)}")
    finally:
        connection.connection.remove_notice_handler(hear)
    return any(detail.startswith("0 ") for detail in details)


def fetch(key_ids: Iterable[UUID]) -> None:
    """Fetch many keys in one query (each 10,000), for the rest of this request; without a request it does nothing."""
    cache = _cache.get()
    if cache is None:
        return
    wanted = sorted(set(key_ids) - {BODY} - set(cache))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        cache.update(dict.fromkeys(some))
        for key_id, kept in DataKey.objects.filter(id__in=some).values_list("id", "wrapped"):
            cache[key_id] = unwrapped(kept, settings.GUILDHALL.master_key)


def exists(key_id: UUID) -> bool:
    """Whether what this key protects can still be read."""
    try:
        _key(key_id)
    except KeyDestroyed:
        return False
    return True


def seal(key_id: UUID, plain: bytes, *, place: str) -> bytes:
    """`plain` encrypted under a data key, bound to its `place` (table, column and row), so that it cannot be moved."""
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


def own(key_id: UUID, purpose: bytes) -> bytes:
    """A key for one `purpose` under a data key; it goes when the data key goes. 32 bytes."""
    return hmac.digest(_key(key_id), b"guildhall:" + purpose, "sha256")


def mac(key_id: UUID, message: bytes) -> bytes:
    """HMAC-SHA256 of `message` under a data key: proves content later, tells nothing once the key is gone."""
    return hmac.digest(own(key_id, b"mac"), message, "sha256")


def blind(purpose: str, text: str) -> bytes:
    """A blind index: equal for equal `text`, meaningless without the master key. 16 bytes."""
    return hmac.digest(derived(f"blind:{purpose}"), text.encode(), "sha256")[:16]


def wrapped(key: bytes, master: str) -> bytes:
    """`key` as the database keeps it: useless to who does not have the master key. 40 bytes."""
    return aes_key_wrap(_wrapping(master), key)


def unwrapped(kept: bytes | memoryview, master: str) -> bytes:
    """The key in what the database keeps; `WrongMasterKey` where another master key wrapped it."""
    try:
        return aes_key_unwrap(_wrapping(master), bytes(kept))
    except InvalidUnwrap as problem:
        raise WrongMasterKey(
            "The data keys cannot be opened with this GUILDHALL_MASTER_KEY. Give the one with which they were wrapped."
        ) from problem


def _key(key_id: UUID) -> bytes:
    if key_id == BODY:
        return derived("body")
    cache = _cache.get()
    key = cache[key_id] if cache is not None and key_id in cache else _fetched(key_id)
    if key is None:
        raise KeyDestroyed("The key of this record was destroyed: its personal content has been erased.")
    return key


def _fetched(key_id: UUID) -> bytes | None:
    row = DataKey.objects.filter(id=key_id).exclude(id=ROOT).first()
    key = unwrapped(row.wrapped, settings.GUILDHALL.master_key) if row else None
    _remember(key_id, key)
    return key


def _remember(key_id: UUID, key: bytes | None) -> None:
    cache = _cache.get()
    if cache is not None:
        cache[key_id] = key


@lru_cache(maxsize=4)
def _wrapping(master: str) -> bytes:
    return _derived(bytes.fromhex(master), "wrap")


@lru_cache(maxsize=4)
def _root(master: str) -> bytes:
    """The root, kept by the process like the master key itself: it belongs to no person and is never erased."""
    row = DataKey.objects.filter(id=ROOT).first()
    if row is None:
        made = DataKey(id=ROOT, wrapped=wrapped(os.urandom(32), master))
        DataKey.objects.bulk_create([made], ignore_conflicts=True)
        row = DataKey.objects.get(id=ROOT)
    return unwrapped(row.wrapped, master)


@lru_cache(maxsize=64)
def _derived(secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(secret)
