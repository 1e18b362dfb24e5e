"""Documents of the starter set are taken in, as drafts that the body makes its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from guildhall.documents.acts import documents, versions
from guildhall.documents.models import Document
from guildhall.documents.permissions import may_keep_documents
from guildhall.documents.rules import ACCESS
from guildhall.documents.rules.documents import owner_belongs_to_the_personnel
from guildhall.documents.rules.starter import it_is_in_the_set, it_is_not_taken_in_yet
from guildhall.documents.starter import starters
from guildhall.identity.models import Person, Scope
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Refusal
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act

SUMMARY = gettext_noop("Taken in from the starter set.")


@dataclass(frozen=True)
class Taken:
    """What came of taking one document in: the document, or why not."""

    code: str
    document: Document | None = None
    refusal: Refusal | None = None


@act(
    "documents.starter.take-in",
    also_locks=["documents.document:codes"],
    permission=may_keep_documents,
    rules=[it_is_in_the_set, it_is_not_taken_in_yet, owner_belongs_to_the_personnel],
    clauses=ACCESS,
    sentence=gettext_noop("took {code} in from the starter set"),
    label=gettext_noop("Take in"),
)
def take_in(*, by: Actor, code: str, owner: Person) -> Document:
    """Take a document of the starter set in, with a draft in each language in which it is written.

    Whoever takes it in is its author and approves it never; the owner is asked to read it and to change what the body
    does otherwise.
    """
    found = starters()[code]
    document = documents.register(
        by=by,
        code=code,
        kind=found.kind,
        title=found.title,
        owner=owner,
        scope=Scope.objects.get(kind=Scope.Kind.BODY),
        governs=found.clauses,
        topic=found.topic,
        is_public=found.is_public,
        review_months=found.review_months,
    )
    for language, text in found.texts.items():
        draft = versions.draft(by=by, document=document, language=language, title=text.title)
        versions.write(by=by, version=draft, title=text.title, body=text.body, summary=SUMMARY)
    return document


def take_in_all(*, by: Actor, owner: Person, once: str) -> Iterator[Taken]:
    """Take in every document of the set that is not there yet, one after the other, each on its own.

    One that is refused, because something of its code or topic is there already, stops none of the others.
    """
    there = set(Document.objects.values_list("code", flat=True))
    for code in starters():
        if code not in there:
            yield _taken(by, owner, code, f"{once}:{code}")


def _taken(by: Actor, owner: Person, code: str, once: str) -> Taken:
    try:
        return Taken(code, document=take_in.once(once)(by=by, code=code, owner=owner))
    except Refusal as refusal:
        return Taken(code, refusal=refusal)
