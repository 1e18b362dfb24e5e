"""The public register: asked by number and surname, by name with consent, or by the address in a QR code."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from guildhall.certification import addresses, queries
from guildhall.certification.forms import LookUpForm, NameForm
from guildhall.certification.models import Certificate
from guildhall.certification.queries import Answer, Word
from guildhall.certification.views.published import CREDENTIAL, TOKEN, answered, open_to_all
from guildhall.ledger.publishing import fingerprint
from guildhall.shell.limits import at_most
from guildhall.shell.pages import PUBLIC, page
from guildhall.shell.records import Status, Tone
from guildhall.shell.requests import PageRequest

PAGE, JSON = "text/html", "application/json"
TONES = {Word.VALID: Tone.HOLDS, Word.NOT_YET: Tone.SOON}


@page(area="public", permission=PUBLIC)
@at_most(20, of="register")
def look_up(request: PageRequest) -> HttpResponse:
    """Ask whether a certification is valid: by its number and the surname, or by name where the person agreed."""
    by_number, by_name = LookUpForm(_posted(request, "number")), NameForm(_posted(request, "name"))
    context: dict[str, Any] = {"title": _("Is a certification valid?"), "by_number": by_number, "by_name": by_name}
    if by_number.is_bound and by_number.is_valid():
        found = queries.register_answer(**by_number.cleaned_data)
        context |= {"answers": [_shown(found)] if found else [], "asked": True}
    elif by_name.is_bound and by_name.is_valid():
        context |= {"answers": [_shown(each) for each in queries.by_name(by_name.cleaned_data["name"])], "asked": True}
    return _private(render(request, "certification/register.html", context))


def _posted(request: PageRequest, asked: str) -> Any:
    return request.POST if request.method == "POST" and request.POST.get("by") == asked else None


@page(area="public", permission=PUBLIC)
@at_most(60, of="verify")
def verify(request: PageRequest, secret: str) -> HttpResponse:
    """What the register says to who holds a certificate: as a page, as JSON, or as the credential itself."""
    found = queries.with_secret(secret)
    kind = request.get_preferred_type([PAGE, JSON, CREDENTIAL, TOKEN]) or PAGE
    response = _unknown(request, kind) if found is None else _told(request, found, kind)
    response["Vary"] = "Accept, Accept-Language, Cookie"
    return response


def _told(request: PageRequest, answer: Answer, kind: str) -> HttpResponse:
    if kind == JSON:
        return answered(request, json.dumps(as_json(answer), ensure_ascii=False), JSON, etag=_tag(answer))
    if kind in {CREDENTIAL, TOKEN}:
        return _credential(request, answer, kind)
    context = {"title": _("Certificate %(number)s") % {"number": answer.certification}, "answer": _shown(answer)}
    return _private(render(request, "certification/answer.html", context))


def _credential(request: PageRequest, answer: Answer, kind: str) -> HttpResponse:
    issued = Certificate.objects.filter(certification=answer.certification, issued_at__isnull=False)
    last = issued.select_related(*Certificate.reload_with).order_by("-ordinal").first()
    if last is None:
        return _unknown(request, JSON)
    return answered(request, last.credential if kind == CREDENTIAL else last.token, kind)


def _unknown(request: PageRequest, kind: str) -> HttpResponse:
    sentence = _("The register knows no certificate under this address.")
    if kind == PAGE:
        context = {"title": _("No such certificate"), "sentence": sentence}
        return _private(render(request, "certification/unknown.html", context, status=404))
    content = json.dumps({"sentence": sentence}, ensure_ascii=False)
    return open_to_all(HttpResponse(content, content_type=JSON, status=404), "no-store")


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer for software. Who asks again asks here: this is the body's own register, and no copy."""
    held, body = answer.certification, addresses.body()
    return {
        "valid": answer.is_valid,
        "status": str(answer.word),
        "status_since": answer.since.isoformat(timespec="seconds"),
        "as_of": answer.asked_at.isoformat(timespec="seconds"),
        "number": held.number,
        "holder": answer.holder,
        "scheme": held.version.scheme.code,
        "scheme_name": held.version.title or held.version.scheme.name,
        "scheme_version": held.version.number,
        "scope": held.scope_words,
        "conditions": held.conditions,
        "effective_on": answer.begins.isoformat(),
        "expires_on": answer.ends.isoformat(),
        "body": body.name,
        "issuer": body.did,
        "primary_source": True,
        "ledger_entry": answer.entry,
        "address": addresses.of_certification(held),
    }


def _shown(answer: Answer) -> dict[str, Any]:
    return {
        "told": answer,
        "held": answer.certification,
        "status": Status(answer.status, TONES.get(answer.word, Tone.FAILS)),
        "tone": TONES.get(answer.word, Tone.FAILS),
        "address": addresses.of_certification(answer.certification),
    }


def _tag(answer: Answer) -> str:
    """What changes when the answer does, apart from when it was asked."""
    facts = (answer.certification.number, answer.certification.revision, answer.word, answer.holder, answer.entry)
    return fingerprint(f"{translation.get_language()}:{facts}")


def _private(response: HttpResponse) -> HttpResponse:
    """An answer about a person stays in no cache and in no index."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
