"""A version's text as a page: its pictures, and what it refers to, lead where the reader may go."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from guildhall.documents import referring, rendering
from guildhall.documents.models import Document, DocumentVersion

PICTURE = "picture:"
"""How a text names a picture that is kept for its document."""


def on_desk(document: Document, body: str) -> SafeString:
    """A text as who works here reads it, drafts included."""
    known = {each.name: reverse("documents:picture", args=[each.pk]) for each in document.pictures.all()}
    return _shown(body, known, referring.on_desk(body))


def in_public(version: DocumentVersion) -> SafeString:
    """A text as everybody reads it: it leads to public documents alone."""
    code = version.document.code
    named = {each.name for each in version.document.pictures.all() if names_picture(version.body, each.name)}
    known = {name: reverse("documents:public-picture", args=[code, name]) for name in named}
    return _shown(version.body, known, referring.in_public(version.body))


def in_words(version: DocumentVersion) -> str:
    """What a version says in plain words, a paragraph to each block: to be kept with a record that quotes it."""
    text = version.paper_words if version.is_uploaded else rendering.plain(version.body)
    return "\n\n".join(line for line in text.splitlines() if line.strip())


def of_nobody(body: str) -> SafeString:
    """A text that belongs to no document of the body yet, so that no picture is kept for it."""
    return _shown(body, {}, referring.on_desk(body))


def names_picture(body: str, name: str) -> bool:
    """Whether a text shows the picture of that name."""
    return f"]({PICTURE}{name})" in body or f"]({PICTURE}{name} " in body


def _shown(body: str, pictures: Mapping[str, str], resolve: rendering.Resolve) -> SafeString:
    def located(source: str) -> str:
        return pictures.get(source.removeprefix(PICTURE), "") if source.startswith(PICTURE) else ""

    html = rendering.page(body, resolve=resolve, picture=located, below=1, table=_("Table"))
    return mark_safe(html)  # noqa: S308  # the renderer lets nothing through but what is on its list
