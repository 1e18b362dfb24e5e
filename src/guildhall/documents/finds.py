"""What the search box finds in this room: documents by code, title or any words of their text."""

from collections.abc import Iterator

from guildhall.documents import queries
from guildhall.documents.permissions import works_by_documents
from guildhall.kernel.actors import Actor
from guildhall.kernel.searching import Found, searchable
from guildhall.kernel.words import gettext_noop


@searchable("6-documents", title=gettext_noop("Documents"), permission=works_by_documents)
def documents(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """The versions in effect that whoever asks may read and in which the words stand."""
    if by.person_id is None:
        return
    for version in queries.search(by.person_id, text)[:limit]:
        yield Found(
            version.document.code, f"{version.title} · {version.language_word}", ("documents:version", str(version.pk))
        )
