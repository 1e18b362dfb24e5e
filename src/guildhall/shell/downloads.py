"""Hands a stored file out: as a file to be saved, never as something that a browser would run or show by itself.

Who may read it is asked before, by the reading of the room that the file belongs to::

    file = scan_of(by=request.actor, declaration=declaration)
    return download(request, file)
"""

import logging
from collections.abc import Iterator

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from guildhall.kernel.refusals import Refusal
from guildhall.shell import refusals
from guildhall.vault import files, keys
from guildhall.vault.models import StoredFile

log = logging.getLogger(__name__)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "no-store",
}


def download(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """`file` as an attachment under its own name, unsealed piece by piece.

    The first piece is opened before anything is answered: an erased file is a page that says so (410), missing bytes
    are not found (404), and bytes that somebody touched are a `Refusal` (409), logged without name or content.
    """
    try:
        name = files.name_of(file)
        pieces = files.open_stream(file)
        first = next(pieces)
    except keys.KeyDestroyed:
        return refusals.refused(request, _erased(), status=410)
    except FileNotFoundError as problem:
        log.exception("The bytes of %s are missing.", file.ref)
        raise Http404 from problem
    except keys.Forged as problem:
        log.exception("The bytes of %s were touched.", file.ref)
        raise _touched() from problem
    return _attachment(file, name, _whole(file, first, pieces))


def _attachment(file: StoredFile, name: str, pieces: Iterator[bytes]) -> StreamingHttpResponse:
    kind = file.what
    answer = StreamingHttpResponse(pieces, content_type=kind.media_type, headers=HEADERS)
    answer["Content-Disposition"] = content_disposition_header(True, name or f"file.{kind.extensions[0]}") or ""
    answer["Content-Length"] = str(file.size)
    return answer


def _whole(file: StoredFile, first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """All pieces. Where a later one was touched the answer breaks off, shorter than it said it would be."""
    yield first
    try:
        yield from rest
    except keys.Forged:
        log.exception("The bytes of %s were touched.", file.ref)
        raise


def _erased() -> Refusal:
    return Refusal(
        _("This file was erased together with the personal data of the person it belonged to."),
        mend=_("Nobody can read it again. What was recorded about it stays in the history, without its content."),
        code="erased",
    )


def _touched() -> Refusal:
    return Refusal(
        _("This file is no longer what was handed in: its bytes were changed after they were kept."),
        mend=_("Tell whoever runs this installation, who can bring it back from a backup."),
        code="file-touched",
    )
