"""The door for answers: it stands before Django, because a candidate's answer waits for nobody.

A message is a POST to ``/exams/sit/ATTEMPT/save`` with the attempt's cookie. There is no session, no template and no
address to resolve on this way; what it keeps is what matters: a bound for the body, the house's security headers, and
an answer in words. It acknowledges what the database has written through to the disk, and nothing else.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import translation
from django.utils.translation import gettext as _

from guildhall.exams.delivery import answers, journal, tokens
from guildhall.exams.delivery.journal import Acknowledged
from guildhall.kernel.refusals import Refusal
from guildhall.shell.middleware import HEADERS

Environ = dict[str, Any]
Start = Callable[[str, list[tuple[str, str]]], Any]
Application = Callable[[Environ, Any], Any]

PATH = re.compile(r"/exams/sit/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/save")
COOKIE = "seat"

STATUS = {
    "no-seat": HTTPStatus.UNAUTHORIZED,
    "another-attempt": HTTPStatus.FORBIDDEN,
    "expired": HTTPStatus.GONE,
    "too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "not-saved": HTTPStatus.SERVICE_UNAVAILABLE,
}
"""The status of each refusal; all others are 400."""


class AnswersFirst:
    """Takes answers in, and hands everything else on."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Start) -> Any:
        found = PATH.fullmatch(environ.get("PATH_INFO", ""))
        if found is None or environ["REQUEST_METHOD"] != "POST":
            return self.application(environ, start_response)
        status, told = _answered(environ, UUID(found[1]))
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        start_response(f"{status.value} {status.phrase}", [*_headers(), ("Content-Length", str(len(body)))])
        return [body]


def _answered(environ: Environ, attempt: UUID) -> tuple[HTTPStatus, dict[str, Any]]:
    with translation.override(_language(environ)):
        try:
            return HTTPStatus.OK, _told(_saved(environ, attempt))
        except Refusal as refusal:
            return STATUS.get(refusal.code, HTTPStatus.BAD_REQUEST), refusal.as_dict()


def _saved(environ: Environ, attempt: UUID) -> Acknowledged:
    token = tokens.read(cookie(environ, COOKIE))
    if token.attempt != attempt:
        raise tokens.foreign()
    message = answers.read(_body(environ))
    try:
        return journal.save(token, message)
    except (OperationalError, InterfaceError):
        connection.close()
    try:
        return journal.save(token, message)
    except (OperationalError, InterfaceError) as problem:
        connection.close()
        raise not_saved() from problem


def _body(environ: Environ) -> bytes:
    length = environ.get("CONTENT_LENGTH") or ""
    if not length.isdecimal():
        raise answers.malformed()
    if int(length) > answers.LARGEST_MESSAGE:
        raise answers.too_large()
    body: bytes = environ["wsgi.input"].read(int(length))
    return body


def cookie(environ: Environ, name: str) -> str:
    """The value of one cookie, or nothing."""
    for part in environ.get("HTTP_COOKIE", "").split(";"):
        found, _equals, value = part.strip().partition("=")
        if found == name:
            return str(value)
    return ""


def _told(saved: Acknowledged) -> dict[str, Any]:
    """An acknowledgement as the page reads it."""
    told: dict[str, Any] = {
        "now": _moment(saved.now),
        "deadline": _moment(saved.standing.deadline_at) if saved.standing.deadline_at else None,
        "state": saved.standing.state,
        "epoch": saved.standing.epoch,
        "upto": saved.upto,
    }
    if saved.late or saved.refused:
        told["late"] = [_why(seq, code) for seq, code in saved.late.items()]
        told["refused"] = [_why(seq, code) for seq, code in saved.refused.items()]
    return told


def _why(seq: int, code: str) -> dict[str, Any]:
    return {"seq": seq, "code": code, "sentence": sentences()[code]}


def sentences() -> dict[str, str]:
    """Why an answer is late or was not taken, for the candidate."""
    return {
        journal.AFTER_DEADLINE: _("It came after your time was over. It is kept, and a person looks at it."),
        journal.ELSEWHERE: _("You went on at another computer before it came. It is kept, and a person looks at it."),
        journal.INTERRUPTED: _("It came while your examination was interrupted. It is kept; give it again later."),
        journal.CLOSED: _("It came after your examination was handed in. It is kept, and a person looks at it."),
        journal.NOT_IN_FORM: _("There is no such question in your examination. It was not taken."),
        journal.NUMBER_TAKEN: _("Another answer came under the same number. This one is sent again under a new one."),
        journal.ANSWER_TOO_LARGE: _("It is longer than five pages and was not taken. Shorten it."),
    }


def not_saved() -> Refusal:
    """The database does not answer."""
    return Refusal(
        _("The answer could not be saved just now. It waits on this computer."),
        mend=_("Go on; it is sent again by itself. Keep this page open."),
        code="not-saved",
    )


def _language(environ: Environ) -> str:
    chosen = cookie(environ, settings.LANGUAGE_COOKIE_NAME) or environ.get("HTTP_ACCEPT_LANGUAGE", "")[:2]
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _headers() -> list[tuple[str, str]]:
    """The headers of every answer of the house; Django's own middleware does not come this way."""
    lasting = {"Strict-Transport-Security": f"max-age={settings.SECURE_HSTS_SECONDS}"}
    return list(
        {
            **HEADERS,
            "Content-Type": "application/json; charset=utf-8",
            "Cache-Control": "no-store",
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            **(lasting if settings.SECURE_HSTS_SECONDS else {}),
        }.items()
    )
