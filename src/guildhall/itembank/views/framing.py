"""Pages that show another page of the house within themselves, and the pages that may be shown so.

Nothing of the house may be framed by others, and hardly anything by itself: both sides say so, answer by answer.
"""

from django.http import HttpResponse

from guildhall.shell.middleware import POLICY


def framing(answer: HttpResponse) -> HttpResponse:
    """A page that shows a page of the house in a frame."""
    answer["Content-Security-Policy"] = _policy({"frame-src": "'self'"})
    return answer


def framed(answer: HttpResponse) -> HttpResponse:
    """A page that a page of the house, and nobody else, may show in a frame."""
    answer["Content-Security-Policy"] = _policy({"frame-ancestors": "'self'"})
    answer["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def _policy(more: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in (POLICY | more).items())
