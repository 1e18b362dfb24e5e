"""Freezes what was approved: the text of a version, or the paper that was handed in, as a sealed PDF/A.

No transaction is open while this runs: setting and sealing takes longer than anybody may wait for a lock.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

import guildhall.notices.letters
from guildhall import credentials
from guildhall.documents import addresses, issuers, referring, rendering
from guildhall.documents.models import DocumentVersion
from guildhall.documents.rendering import Approval, Attached, Content, Picture
from guildhall.documents.texts import PICTURE
from guildhall.identity.persons import names
from guildhall.kernel import clauses, clock
from guildhall.vault import files, keys
from guildhall.vault.files import Received
from guildhall.vault.kinds import PDF
from guildhall.vault.models import StoredFile

FONTS = [Path(guildhall.notices.letters.__file__).parent / "fonts"]


@dataclass(frozen=True)
class Sealed:
    """A file that was made and sealed: received by the vault, with its fingerprint."""

    received: Received
    fingerprint: str


def frozen(version: DocumentVersion) -> Sealed:
    """An approved version as it is kept, in its own language."""
    with translation.override(version.language):
        pdf = rendering.sheet(content(version, clock.now()), fonts=FONTS)
    return sealed(pdf, f"{version.document.code}-{version.ordinal}-{version.language}.pdf")


def sealed(pdf: bytes, name: str) -> Sealed:
    """A PDF with the body's seal, received by the vault."""
    whole = credentials.sealed(pdf, issuers.seal(), at=clock.now(), name=addresses.body().name)
    upload = SimpleUploadedFile(name, whole, content_type=PDF.media_type)
    return Sealed(files.receive(upload, key_id=keys.BODY, allowed=(PDF,)), sha256(whole).hexdigest())


def content(version: DocumentVersion, made_at: datetime) -> Content:
    """What the sheet of a version holds, in the language that is active."""
    edition = edition_of(version)
    return Content(
        body=addresses.body().name,
        language=version.language,
        number=version.document.number,
        title=version.title,
        edition=edition,
        footer=f"{version.document.code} · {edition}",
        text=_handed_in(version) if version.is_uploaded else version.body,
        approval=_approval(version),
        made_at=made_at,
        resolve=referring.on_paper(version.body),
        pictures=pictures_of(version),
        attached=_attached(version),
    )


def edition_of(version: DocumentVersion) -> str:
    """Which version this is, in words."""
    return _("Version %(ordinal)d of %(day)s") % {"ordinal": version.ordinal, "day": day(version.effective_on)}


def pictures_of(version: DocumentVersion) -> dict[str, Picture]:
    """The pictures that the text of a version shows, by the name under which it does."""
    kept = version.document.pictures.select_related("file") if PICTURE in version.body else ()
    return {f"{PICTURE}{each.name}": Picture(read(each.file)) for each in kept}


def read(file: StoredFile) -> bytes:
    """The whole content of a file that is kept."""
    return b"".join(files.open_stream(file))


def _handed_in(version: DocumentVersion) -> str:
    """What stands on the sheet of a version that was handed in as a file."""
    return _(
        "This version was handed in as a PDF. The file lies within this one, unchanged, as an attachment; its "
        "fingerprint stands on the approval page."
    )


def _attached(version: DocumentVersion) -> Attached | None:
    if version.upload is None:
        return None
    words = _("The document as it was handed in and approved")
    return Attached(f"{version.document.code}.pdf", read(version.upload), PDF.media_type, words)


def _approval(version: DocumentVersion) -> Approval:
    return Approval(
        heading=_("Approval"),
        opening=_("This file holds what was approved. It was made and sealed by the house right after the approval."),
        rows=[(label, said) for label, said in _rows(version) if said],
    )


def _rows(version: DocumentVersion) -> Iterator[tuple[str, str]]:
    document = version.document
    people = {*_authors(version), version.submitted_by_id, version.approved_by_id}
    called = names(each for each in people if each)
    yield _("Document"), f"{document.number} · {document.code}"
    yield _("Kind"), str(document.kind_word)
    yield _("Belongs to"), str(document.scope)
    yield _("Answers for it"), document.owner.name
    yield _("Written by"), ", ".join(sorted(called[each] for each in _authors(version) if each in called))
    yield _("Submitted"), _done(version.submitted_at, version.submitted_by_id, called)
    yield _("Approved"), _done(version.approved_at, version.approved_by_id, called)
    yield _("In effect from"), day(version.effective_on)
    yield _("What changed"), version.summary
    yield _("Favours no training"), _("Confirmed on approval") if version.no_training_favoured else ""
    yield _("Clauses"), ", ".join(clauses.label(each) for each in document.governs)
    yield _("Fingerprint of the content (SHA-256)"), _fingerprint(version)


def _authors(version: DocumentVersion) -> set[UUID]:
    return {version.authored_by_id, *version.authors.values_list("person_id", flat=True)}


def _done(at: datetime | None, person_id: UUID | None, called: Mapping[UUID, str]) -> str:
    """When something was done and by whom; who was erased has no name any more."""
    if at is None or person_id is None:
        return ""
    return f"{day(clock.day_of(at))}, {called.get(person_id, '')}".rstrip(", ")


def _fingerprint(version: DocumentVersion) -> str:
    """Of what was approved, as it is kept: the text in UTF-8, or the file that was handed in."""
    approved = read(version.upload) if version.upload else version.body.encode()
    said = sha256(approved).hexdigest()
    return " ".join(said[place : place + 8] for place in range(0, len(said), 8))


def day(on: date | None) -> str:
    """A date as it stands on paper, in the language that is active."""
    return date_format(on, "j F Y" if translation.get_language() == "en" else "j. F Y") if on else ""
