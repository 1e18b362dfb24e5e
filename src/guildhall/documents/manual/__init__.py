"""Makes the manual: every document in effect that somebody may read, as one linked and sealed PDF.

Written documents are chapters; of those that were handed in as PDF the pages are shown. References lead to the chapter
of the document that they name, and out of the file where there is none.
"""

import io
from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from guildhall.documents import addresses, freezing, queries, referring, rendering
from guildhall.documents.freezing import FONTS, Sealed
from guildhall.documents.models import DocumentKind, DocumentVersion, ManualCopy
from guildhall.documents.rendering import Chapter, Cover
from guildhall.kernel import clock

ORDER = (
    DocumentKind.MANUAL,
    DocumentKind.POLICY,
    DocumentKind.PUBLIC_STATEMENT,
    DocumentKind.PROCEDURE,
    DocumentKind.INSTRUCTION,
    DocumentKind.SCHEME_DOCUMENT,
    DocumentKind.FORM,
    DocumentKind.TEMPLATE,
)
"""How the kinds of documents follow on each other in the manual."""


def made(copy: ManualCopy) -> tuple[Sealed, int]:
    """A copy of the manual that was ordered, and how many documents are in it."""
    found = chapters_of(copy)
    with translation.override(copy.language):
        pdf = _set(copy, found, clock.now())
    return freezing.sealed(pdf, f"manual-{clock.day_of(copy.ordered_at)}-{copy.language}.pdf"), len(found)


def chapters_of(copy: ManualCopy) -> list[DocumentVersion]:
    """What is in the manual: of each document that who ordered it may read, the version in effect, in order."""
    readable = queries.readable_by(copy.ordered_by_id).select_related("upload").prefetch_related("document__pictures")
    return sorted(queries.spoken_each(readable, copy.language), key=_place)


def _place(version: DocumentVersion) -> tuple[int, str]:
    return ORDER.index(DocumentKind(version.document.kind)), version.document.code


def _set(copy: ManualCopy, found: Sequence[DocumentVersion], now: datetime) -> bytes:
    cover, chapters = _cover(copy, len(found), now), [_chapter(each) for each in found]
    return rendering.manual(cover, chapters, resolve=referring.on_paper(*(each.body for each in found)), fonts=FONTS)


def _cover(copy: ManualCopy, documents: int, now: datetime) -> Cover:
    day = freezing.day(clock.day_of(now))
    return Cover(
        body=addresses.body().name,
        language=copy.language,
        title=_("Manual"),
        subtitle=_("All documents in effect on %(day)s") % {"day": day},
        rows=[
            (_("Documents"), str(documents)),
            (_("Made for"), copy.ordered_by.name),
            (_("Valid"), _("On the day on which it was made; the documents themselves are kept by the house.")),
        ],
        contents=_("Contents"),
        footer=_("Manual of %(day)s") % {"day": day},
        made_at=now,
    )


def _chapter(version: DocumentVersion) -> Chapter:
    pdf = freezing.read(version.upload) if version.upload else b""
    return Chapter(
        code=version.document.code,
        number=f"{version.document.number} · {version.document.code}",
        title=version.title,
        edition=freezing.edition_of(version),
        text=version.body,
        pictures=freezing.pictures_of(version),
        pdf=pdf,
        pages=pages_of(pdf),
        alt=_("A page of %(title)s, as it was handed in") % {"title": version.title},
        instead=_("This document was handed in as a file whose pages cannot be shown here. The house keeps it."),
    )


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has; none where it is locked or broken."""
    if not pdf:
        return 0
    try:
        return len(PdfReader(io.BytesIO(pdf)).pages)
    except PyPdfError:
        return 0
