"""Files that people hand in: checked, encrypted in pieces under the data key of their owner, and handed out again.

Two steps. `receive` looks at an upload and writes its bytes, outside any transaction; `keep` writes the row, inside the
act of the room that wants the file. What was received and never kept is swept away later. The bytes lie under an HMAC
of the content in the owner's key; destroy the key and file and name are unreadable wherever they were copied.

Layout: ``version (1) || key id (16) || salt (16)``, then pieces of 64 KiB, each sealed with AES-256-GCM under a key
made for this file from data key and salt. A piece's nonce is its number and whether it is the last, so that pieces
cannot be cut off, repeated or exchanged; the address is sealed in.
"""

import hmac
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath, PureWindowsPath
from typing import IO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from guildhall.kernel import clock
from guildhall.kernel.refusals import Refusal
from guildhall.vault import keys, kinds
from guildhall.vault.kinds import Content, Kind
from guildhall.vault.models import StoredFile

STORAGE = "files"
PIECE = 64 * 1024
HEADER = 33
TAG = 16
LONGEST_NAME = 120


@dataclass(frozen=True)
class Received:
    """A file that was checked and whose encrypted bytes are written; `keep` makes it part of a record."""

    key_id: UUID
    address: str
    name: str
    kind: str
    size: int


def limit() -> int:
    """The largest file that may be handed in, in bytes."""
    megabytes: int = settings.GUILDHALL.max_upload_mb
    return megabytes * 1024 * 1024


def receive(upload: UploadedFile, *, key_id: UUID, allowed: tuple[Kind, ...] = kinds.PAPERS) -> Received:
    """Check what somebody hands in and write its bytes, sealed under `key_id`; call it before the act.

    A file that is too large, empty, of no kind in `allowed`, or other than it says is a `Refusal`; nothing is written.
    """
    found = check(upload, allowed)
    size = upload.size or 0
    address = _address(upload, key_id)
    storage().save(path(address), _Pieces(_sealed(upload, size, key_id, address)))
    return Received(key_id, address, clean_name(upload.name or ""), found.code, size)


def check(upload: UploadedFile, allowed: tuple[Kind, ...] = kinds.PAPERS) -> Kind:
    """What kind of file this is; a `Refusal` where it is not taken in. Nothing is written."""
    size = _size(upload)
    return _recognised(upload, clean_name(upload.name or ""), size, allowed)


def keep(received: Received) -> StoredFile:
    """Write the row of a received file, inside an act; the record that wants it refers to the row."""
    if not storage().exists(path(received.address)):
        raise Refusal(
            _("The file is no longer there: it was handed in too long ago and never used."),
            mend=_("Hand the file in again."),
            code="file-gone",
        )
    file = StoredFile(key_id=received.key_id, address=received.address, kind=received.kind, size=received.size)
    file.sealed_name = keys.seal(file.key_id, received.name.encode(), place=_place(file))
    file.save(force_insert=True)
    return file


def name_of(file: StoredFile) -> str:
    """What the file is called; `KeyDestroyed` when it was erased."""
    return keys.unseal(file.sealed_name, place=_place(file)).decode()


def open_stream(file: StoredFile) -> Iterator[bytes]:
    """The content of a file, piece by piece; every piece is checked before it is handed out.

    `KeyDestroyed` when it was erased, `Forged` when its bytes were touched or cut off, `FileNotFoundError` when they
    are missing. Who may read is asked, and the reading logged, by the rooms above (`guildhall.ledger.readings`).
    """
    kept = storage().open(path(file.address))
    try:
        cipher = _opened_header(kept.read(HEADER), file)
    except BaseException:
        kept.close()
        raise
    return _pieces(kept, cipher, file)


def sweep(older_than: timedelta = timedelta(days=1)) -> int:
    """Delete bytes that no row refers to, once they are older than any act could still want them; how many files."""
    swept = 0
    oldest = clock.now() - older_than
    for first in _folders():
        for second in storage().listdir(first)[0]:
            folder = f"{first}/{second}"
            names = storage().listdir(folder)[1]
            wanted = set(StoredFile.objects.filter(address__in=names).values_list("address", flat=True))
            for name in sorted(set(names) - wanted):
                if storage().get_modified_time(f"{folder}/{name}") < oldest:
                    storage().delete(f"{folder}/{name}")
                    swept += 1
    return swept


def _folders() -> list[str]:
    """The outermost folders of the storage; none before the first file was received."""
    try:
        return storage().listdir("")[0]
    except FileNotFoundError:
        return []


def storage() -> Storage:
    """Where the bytes lie: a folder of the installation, or whatever ``STORAGES`` says."""
    return storages[STORAGE]


def path(address: str) -> str:
    """Where the bytes of an address lie: two levels of folders, so that no folder grows too large."""
    return f"{address[:2]}/{address[2:4]}/{address}"


def clean_name(name: str) -> str:
    """A name that is safe to show and to save: no folders, no invisible or reserved characters, at most 120 long."""
    base = PureWindowsPath(PurePosixPath(name).name).name
    seen = "".join(c for c in unicodedata.normalize("NFC", base) if unicodedata.category(c)[0] != "C")
    tidy = re.sub(r"\s+", " ", re.sub(r'[<>:"/\\|?*]', "_", seen)).strip(" .")
    stem, dot, extension = tidy.rpartition(".")
    ending = f".{extension}" if dot and len(extension) < 10 else ""
    return f"{stem[: LONGEST_NAME - len(ending)]}{ending}" if ending else tidy[:LONGEST_NAME]


def too_large() -> Refusal:
    """The file is larger than this house takes in."""
    return Refusal(
        _("This file is larger than %(megabytes)s MB, the largest that can be handed in here.")
        % {"megabytes": settings.GUILDHALL.max_upload_mb},
        mend=_("Make it smaller, for example by scanning at a lower resolution, or split it into several files."),
        code="file-too-large",
    )


def _size(upload: UploadedFile) -> int:
    size = upload.size or 0
    if size > limit():
        raise too_large()
    if not size:
        raise Refusal(
            _("This file is empty."),
            mend=_("Look whether it opens on your own computer, and hand it in again."),
            code="file-empty",
        )
    return size


def _recognised(upload: UploadedFile, name: str, size: int, allowed: tuple[Kind, ...]) -> Kind:
    content = Content.of(_bytes(upload), size)
    if content.is_program or content.is_page:
        raise _dangerous(allowed)
    claimed = kinds.called(name)
    if claimed is None or claimed not in allowed:
        raise _not_allowed(allowed)
    said = (upload.content_type or "").split(";")[0].strip().lower()
    agrees = said in {claimed.media_type, *claimed.also, *kinds.UNSAID}
    if not agrees or not claimed.holds(content):
        raise _not_what_it_says(claimed)
    return claimed


def _dangerous(allowed: tuple[Kind, ...]) -> Refusal:
    return Refusal(
        _("This file is a program or a web page, whatever its name says, and is not taken in."),
        mend=_wanted(allowed),
        code="file-dangerous",
    )


def _not_allowed(allowed: tuple[Kind, ...]) -> Refusal:
    return Refusal(_("Files of this kind are not taken in here."), mend=_wanted(allowed), code="file-kind")


def _not_what_it_says(claimed: Kind) -> Refusal:
    return Refusal(
        _("This file is called a %(kind)s, but its content is not one, or is more than one thing, or holds macros.")
        % {"kind": _(claimed.name)},
        mend=_("Open it in the program that made it, save or export it again, and hand that in."),
        code="file-content",
    )


def _wanted(allowed: tuple[Kind, ...]) -> str:
    names = get_text_list([_(each.name) for each in allowed], _("or"))
    return _("Hand in one of these: %(kinds)s.") % {"kinds": names}


def _address(upload: UploadedFile, key_id: UUID) -> str:
    seen = hmac.new(keys.own(key_id, b"address"), digestmod="sha256")
    for piece in upload.chunks(PIECE):
        seen.update(piece)
    return seen.hexdigest()


def _sealed(upload: UploadedFile, size: int, key_id: UUID, address: str) -> Iterator[bytes]:
    salt = os.urandom(16)
    cipher = AESGCM(keys.own(key_id, b"file:" + salt))
    yield keys.VERSION + key_id.bytes + salt
    file = _bytes(upload)
    file.seek(0)
    last = (size - 1) // PIECE
    for number in range(last + 1):
        yield cipher.encrypt(_nonce(number, number == last), file.read(PIECE), address.encode())


class _Pieces(File):  # type: ignore[type-arg]  # it is no generic when the house runs
    """Pieces that a storage writes one after the other; never whole in memory."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__(file=None)
        self._pieces = pieces

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        return self._pieces


def _opened_header(header: bytes, file: StoredFile) -> AESGCM:
    if len(header) < HEADER or header[:1] != keys.VERSION or header[1:17] != file.key_id.bytes:
        raise keys.Forged(f"The bytes of {file.ref} were not sealed for it.")
    return AESGCM(keys.own(file.key_id, b"file:" + header[17:]))


def _pieces(kept: IO[bytes], cipher: AESGCM, file: StoredFile) -> Iterator[bytes]:
    with kept:
        last = (file.size - 1) // PIECE
        for number in range(last + 1):
            try:
                yield cipher.decrypt(_nonce(number, number == last), kept.read(PIECE + TAG), file.address.encode())
            except InvalidTag as problem:
                raise keys.Forged(f"The bytes of {file.ref} were altered.") from problem
        if kept.read(1):
            raise keys.Forged(f"Somebody appended to the bytes of {file.ref}.")


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])


def _place(file: StoredFile) -> str:
    return f"{StoredFile._meta.db_table}.name.{file.pk}"


def _bytes(upload: UploadedFile) -> IO[bytes]:
    file: IO[bytes] = upload.file  # type: ignore[assignment]  # an upload always has one
    return file
