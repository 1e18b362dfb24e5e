"""What software fetches to verify a credential: the body's keys, its status lists, the root of its seal."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import quote_etag

from guildhall import credentials
from guildhall.certification import published
from guildhall.certification.models import StatusList
from guildhall.credentials import JsonObject
from guildhall.documents import issuers
from guildhall.ledger.publishing import fingerprint
from guildhall.shell.pages import PUBLIC, page

SHORTLY = "public, max-age=300"
AT_ONCE = "no-cache"
"""A status that changed is seen at once: who keeps a copy asks whether it is still the same."""

CREDENTIAL, TOKEN = "application/vc", "application/vc+jwt"


def open_to_all(response: HttpResponse, caching: str) -> HttpResponse:
    """Let every site read it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = caching
    response["X-Robots-Tag"] = "noindex"
    return response


def answered(request: HttpRequest, content: str, kind: str, *, etag: str = "", caching: str = AT_ONCE) -> HttpResponse:
    """A document with its tag; who has it already is told so and gets nothing (304)."""
    tag = quote_etag(etag or fingerprint(content))
    unchanged = request.headers.get("If-None-Match") == tag
    response = HttpResponse(status=304) if unchanged else HttpResponse(content, content_type=kind)
    response["ETag"] = tag
    return open_to_all(response, caching)


def nothing(sentence: str) -> HttpResponse:
    """There is no such document."""
    return open_to_all(JsonResponse({"sentence": sentence}, status=404), "no-store")


@page(area="public", permission=PUBLIC)
def did_document(request: HttpRequest) -> HttpResponse:
    """Which keys speak for the body (did:web)."""
    try:
        document = published.did_document()
    except issuers.NoKeys:
        return nothing("The body has no keys yet.")
    return answered(request, json.dumps(document), "application/did+json", caching=SHORTLY)


@page(area="public", permission=PUBLIC)
def status_list(request: HttpRequest, ordinal: int) -> HttpResponse:
    """The signed list of credentials that do not hold now; as a token for who asks for one."""
    listed = StatusList.objects.filter(ordinal=ordinal).first() if ordinal < 1 << 31 else None
    if listed is None:
        return nothing("There is no status list of this number.")
    document = published.status_list(listed)
    kind = request.get_preferred_type([CREDENTIAL, TOKEN]) or CREDENTIAL
    response = answered(request, _written(document, kind), kind)
    response["Vary"] = "Accept"
    return response


def _written(document: JsonObject, kind: str) -> str:
    return credentials.token_of(document, issuers.signing().token) if kind == TOKEN else json.dumps(document)


@page(area="public", permission=PUBLIC)
def seal_root(request: HttpRequest) -> HttpResponse:
    """The certificate to which the seal of every sheet leads: what a stranger trusts, once."""
    try:
        pem = issuers.seal_root()
    except issuers.NoKeys:
        return nothing("The body has no seal yet.")
    return answered(request, pem, "application/x-pem-file", caching=SHORTLY)
