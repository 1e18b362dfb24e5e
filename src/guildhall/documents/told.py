"""Who is told what of documents, and which of their days count."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from guildhall.documents import carrying, queries
from guildhall.documents.models import Distribution, Document, DocumentVersion, ExternalDocument
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find


@timer(
    "documents.review",
    code="T-20",
    title=gettext_noop("Document is reviewed"),
    starts=["documents.version.take-effect", "documents.version.confirm", "documents.document.describe"],
    stops=["documents.version.withdraw"],
    warn_days=(90, 30, 7),
    in_work=False,
)
def document_is_reviewed(*, entry: Any) -> Run | None:
    """The periodic review of what is in effect of a document; whoever answers for it is warned."""
    document = _document(entry)
    if document is None:
        return None
    due = queries.in_effect().filter(document=document).order_by("review_due_on").first()
    if entry.act == "documents.version.withdraw":
        return None if due else _run(document, find(entry.subject))
    return _run(document, due)


def _run(document: Document, version: Any) -> Run | None:
    if not isinstance(version, DocumentVersion) or version.review_due_on is None:
        return None
    return Run(
        about=document.ref,
        due_on=version.review_due_on,
        number=document.code,
        person_id=document.owner_id,
        link=("documents:version", str(version.pk)),
    )


@timer(
    "documents.currency",
    code="T-20",
    title=gettext_noop("External document is looked up"),
    starts=["documents.external.register", "documents.external.check"],
    stops=["documents.external.supersede"],
    warn_days=(30, 7),
    in_work=False,
)
def external_is_looked_up(*, entry: Any) -> Run | None:
    """The look whether a document from outside is still current."""
    external = find(entry.result)
    if not isinstance(external, ExternalDocument):
        return None
    return Run(
        about=external.ref,
        due_on=external.due_on,
        number=external.number,
        person_id=external.owner_id,
        link=("documents:external", str(external.pk)),
    )


@tells("documents.version.submit", text="documents/version-submitted", mailed=False)
def approvers_hear_of_a_version(*, entry: Any) -> Iterator[Told]:
    """Everybody who may approve it and did not write in it."""
    if version := _version(entry):
        yield from _each_told(version, sorted(queries.approvers(version)))


@tells("documents.version.send-back", text="documents/version-sent-back")
def authors_hear_what_came_back(*, entry: Any) -> Iterator[Told]:
    """Whoever wrote in it."""
    if version := _version(entry):
        yield from _each_told(version, _authors(version))


@tells("documents.version.approve", text="documents/version-approved", mailed=False)
def authors_hear_of_the_approval(*, entry: Any) -> Iterator[Told]:
    """Whoever wrote in it, with the day from which it holds."""
    version = _version(entry)
    if version and version.effective_on:
        yield from _each_told(version, _authors(version), effective_on=version.effective_on)


@tells("documents.version.approve", text="documents/to-acknowledge")
def readers_hear_what_to_acknowledge(*, entry: Any) -> Iterator[Told]:
    """Whoever holds a role that works by it and has not acknowledged this edition yet."""
    version = _version(entry)
    if version and version.effective_on:
        asked = carrying.asking().filter(document=version.document)
        yield from _each_told(version, _owing(version, asked), effective_on=version.effective_on)


@tells("documents.distribution.make", text="documents/to-acknowledge")
def readers_hear_of_a_distribution(*, entry: Any) -> Iterator[Told]:
    """Whoever holds the role to which a document is distributed to be acknowledged."""
    made = find(entry.result)
    if isinstance(made, Distribution) and made.must_acknowledge:
        version = queries.effective(made.document.code)
        if version:
            yield from _each_told(version, _owing(version, [made]), effective_on=made.from_on)


@tells("documents.version.withdraw", text="documents/version-withdrawn", mailed=False)
def readers_hear_of_a_withdrawal(*, entry: Any) -> Iterator[Told]:
    """Whoever holds a role to which the document is distributed, and who answers for it."""
    if version := _version(entry):
        live = version.document.distributions.filter(ended_at__isnull=True)
        people = {grant.person_id for each in live for grant in queries.reached(each)}
        yield from _each_told(version, sorted(people | {version.document.owner_id}))


def _version(entry: Any) -> DocumentVersion | None:
    """The version that an act was about."""
    found = find(entry.subject)
    return found if isinstance(found, DocumentVersion) else None


def _document(entry: Any) -> Document | None:
    """The document that an act, or the version that it was about, concerns."""
    found = find(entry.subject)
    if isinstance(found, DocumentVersion):
        return found.document
    return found if isinstance(found, Document) else None


def _authors(version: DocumentVersion) -> list[UUID]:
    return list(version.authors.order_by("wrote_at", "id").values_list("person_id", flat=True))


def _owing(version: DocumentVersion, asked: Iterable[Distribution]) -> list[UUID]:
    """Whom these distributions ask to acknowledge a version, and who has not done so in any language."""
    people = {grant.person_id for each in asked for grant in queries.reached(each)}
    known = carrying.read(people, [version.document_id])
    return sorted(each for each in people if (each, version.document_id, version.ordinal) not in known)


def _each_told(version: DocumentVersion, people: Iterable[UUID], **dates: date) -> Iterator[Told]:
    words: dict[str, str | date] = {"title": version.title, "reason": version.sent_back_because}
    for person_id in people:
        yield Told(person_id, version.number, words={**words, **dates}, link=("documents:version", str(version.pk)))
