"""A PDF that somebody hands in: its bytes are sealed and its words are read before any act begins."""

import io
from dataclasses import dataclass
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from guildhall.kernel.refusals import Refusal
from guildhall.vault import files, keys, kinds
from guildhall.vault.files import Received

LONGEST = 500_000
"""How many characters of a paper are kept for searches."""


@dataclass(frozen=True)
class Paper:
    """A PDF that was received, with the words that stand in it, as far as they can be read."""

    received: Received
    words: str


def take(upload: UploadedFile, *, key_id: UUID = keys.BODY) -> Paper:
    """Receive a PDF and read its words; a PDF that is locked or broken is a `Refusal`, and nothing is kept."""
    files.check(upload, (kinds.PDF,))
    words = _words(upload)
    return Paper(files.receive(upload, key_id=key_id, allowed=(kinds.PDF,)), words)


def _words(upload: UploadedFile) -> str:
    upload.seek(0)
    try:
        reader = PdfReader(io.BytesIO(upload.read()))
        if reader.is_encrypted:
            raise _locked()
        found = "\n".join(page.extract_text() for page in reader.pages)
    except PdfReadError as problem:
        raise _broken() from problem
    finally:
        upload.seek(0)
    return found.replace("\x00", "")[:LONGEST]


def _locked() -> Refusal:
    return Refusal(
        _("This PDF is locked with a password, so nobody could read it here."),
        mend=_("Save it without a password and hand it in again."),
        code="paper-locked",
    )


def _broken() -> Refusal:
    return Refusal(
        _("This PDF is broken and cannot be read."),
        mend=_("Save or print the document as PDF once more and hand that in."),
        code="paper-broken",
    )
