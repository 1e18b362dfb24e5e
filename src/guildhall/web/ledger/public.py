"""What anybody may fetch: checkpoint, key, hashes and proofs. No cookies, no names, readable from any other site."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import quote_etag

from guildhall.ledger import publishing
from guildhall.shell.pages import PUBLIC, page

FOREVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=5"
LONGEST = 19
"""Digits of a size that is read at all."""


@page(area="public", permission=PUBLIC)
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed checkpoint; 404 while nothing has been numbered."""
    newest = publishing.checkpoint()
    return _text(request, newest.note, SHORTLY) if newest else _nothing("No entry has been numbered yet.")


@page(area="public", permission=PUBLIC)
def key(request: HttpRequest) -> HttpResponse:
    """The key with which checkpoints are checked."""
    return _text(request, publishing.key() + "\n", SHORTLY)


@page(area="public", permission=PUBLIC)
def tile(request: HttpRequest, level: str, tile_path: str) -> HttpResponse:
    """The hashes of one tile; what was once published there never changes."""
    hashes = publishing.tile(int(level), tile_path)
    if hashes is None:
        return _nothing("The log does not reach that far.")
    return _open(HttpResponse(hashes, content_type="application/octet-stream"), FOREVER)


@page(area="public", permission=PUBLIC)
def proof(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One entry as the tree hashes it, and the proof that it is there, for who knows its identifier."""
    found = publishing.inclusion(entry_id)
    return _open(JsonResponse(found), SHORTLY) if found else _nothing("There is no numbered entry of this identifier.")


@page(area="public", permission=PUBLIC)
def consistency(request: HttpRequest) -> HttpResponse:
    """The proof that the log of ``to`` entries began as the log of ``from``."""
    asked = [request.GET.get(name, "") for name in ("from", "to")]
    if not all(text.isascii() and text.isdigit() and len(text) <= LONGEST for text in asked):
        return _refused("Give two sizes of the log, as in ?from=10&to=20.", 400)
    try:
        found = publishing.consistency(int(asked[0]), int(asked[1]))
    except ValueError as problem:
        return _refused(str(problem), 404)
    return _open(JsonResponse(found), SHORTLY)


def _text(request: HttpRequest, text: str, caching: str) -> HttpResponse:
    response = _open(HttpResponse(text, content_type="text/plain; charset=utf-8"), caching)
    response["ETag"] = quote_etag(publishing.fingerprint(text))
    if request.headers.get("If-None-Match") == response["ETag"]:
        unchanged = _open(HttpResponse(status=304), caching)
        unchanged["ETag"] = response["ETag"]
        return unchanged
    return response


def _nothing(sentence: str) -> HttpResponse:
    return _refused(sentence, 404)


def _refused(sentence: str, status: int) -> HttpResponse:
    return _open(JsonResponse({"sentence": sentence}, status=status), "no-store")


def _open(response: HttpResponse, caching: str) -> HttpResponse:
    """Let every site read it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = caching
    return response
