"""What the vault does around every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from guildhall.vault import files, keys

ENDLESS = 10
"""How many times the largest file a body may be before nobody reads it."""


class KeysForOneRequest:
    """Keeps the data keys that a request uses until it is answered, and not a moment longer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with keys.one_request():
            return self.get_response(request)


class RefuseEndlessBodies:
    """Refuses a request whose body is far beyond anything that a form could bring, before reading it (413).

    Up to that a file that is too large is read past, and the form says so (`guildhall.vault.uploads`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        told = request.META.get("CONTENT_LENGTH") or "0"
        if told.isdecimal() and int(told) > ENDLESS * files.limit():
            refusal = files.too_large()
            text = f"{refusal.sentence} {refusal.mend.sentence}"
            return HttpResponse(text, status=413, content_type="text/plain; charset=utf-8")
        return self.get_response(request)
