"""The words in which people are told: a subject and a body per text and language, from the rooms' own files.

A text ``room/name`` lies in ``room/texts/name.en.txt``: its first line is the subject, the rest the body. It may use
``name`` (who is told), ``body_name``, ``number``, ``link``, ``on_paper`` and the words that its telling gives. Plain
text; what is filled in is never taken for markup.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from guildhall.notices.models import Notice

SOURCE_LANGUAGE = "en"


@dataclass(frozen=True)
class Text:
    """A text as somebody reads it."""

    subject: str
    body: str


def of(notice: Notice, language: str, *, on_paper: bool = False) -> Text:
    """What a notice says, in a language; `on_paper` for readers who may have no account."""
    known = {"name": notice.person.name, "number": notice.number, "link": address(notice.link), "on_paper": on_paper}
    return written(notice.text, language=language, words={**notice.words, **known})


def written(text: str, *, language: str, words: Mapping[str, Any]) -> Text:
    """A text with its words filled in; words whose name ends in ``_on`` are dates (ISO 8601)."""
    filled = {name: date.fromisoformat(w) if name.endswith("_on") and w else w for name, w in words.items()}
    template = _plain_text().select_template(files(text, language))
    with translation.override(language):
        lines = template.render(Context({**filled, "body_name": settings.GUILDHALL.body_name}, autoescape=False))
    subject, _, body = lines.strip().partition("\n")
    return Text(subject.strip(), body.strip())


def files(text: str, language: str) -> list[str]:
    """The files that may hold a text, the reader's language first."""
    room, _, name = text.partition("/")
    return [f"{room}/texts/{name}.{each}.txt" for each in dict.fromkeys([language[:2], SOURCE_LANGUAGE])]


def address(link: list[str] | tuple[str, ...]) -> str:
    """The full address of a page, as it stands in an e-mail or letter; the house's own without a link."""
    told = settings.GUILDHALL
    root = told.public_url.rstrip("/") or f"http://{told.host}:{told.port}"
    return root + (reverse(link[0], args=link[1:]) if link else "/")


@lru_cache(maxsize=1)
def _plain_text() -> Engine:
    builtins = ["django.templatetags.i18n", "django.templatetags.l10n"]
    return Engine(app_dirs=True, autoescape=False, builtins=[*Engine.default_builtins, *builtins])


def as_html(text: Text, language: str) -> str:
    """The same text as a simple page for e-mail programs."""
    known = {"text": text, "language": language, "body_name": settings.GUILDHALL.body_name}
    return render_to_string("notices/mail.html", known)
