"""Documents are registered, described, published and taken off the public pages."""

from collections.abc import Sequence

from guildhall.documents.lifecycles import IN_EFFECT
from guildhall.documents.models import Document
from guildhall.documents.models.documents import PREFIXES, DocumentKind
from guildhall.documents.permissions import may_keep_documents, may_register_documents, may_tend_document
from guildhall.documents.rules import ACCESS, CONTROL, PUBLIC
from guildhall.documents.rules.documents import (
    clauses_can_be_read,
    code_can_be_one,
    code_is_free,
    document_is_not_public_yet,
    document_may_be_taken_off,
    its_reviews_are_often_enough,
    kind_is_known,
    owner_belongs_to_the_personnel,
    public_is_not_restricted,
    reviews_are_often_enough,
    topic_is_free,
    what_is_on_a_topic_is_public,
)
from guildhall.documents.rules.versions import its_text_favours_no_training
from guildhall.documents.rules.words import the_reason_is_said, title_is_said
from guildhall.identity.models import Person, Scope
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create


@act(
    "documents.document.register",
    also_locks=["documents.document:codes"],
    permission=may_register_documents,
    rules=[
        kind_is_known,
        code_can_be_one,
        code_is_free,
        title_is_said,
        owner_belongs_to_the_personnel,
        clauses_can_be_read,
        what_is_on_a_topic_is_public,
        topic_is_free,
        reviews_are_often_enough,
    ],
    clauses=CONTROL,
    sentence=gettext_noop("registered the document {subject}"),
    label=gettext_noop("Register a document"),
)
def register(
    *,
    by: Actor,
    code: str,
    kind: str,
    title: str,
    owner: Person,
    scope: Scope,
    governs: Sequence[str] = (),
    topic: str = "",
    is_public: bool = False,
    restricted: bool = False,
    review_months: int | None = None,
) -> Document:
    """Give a document its number, its owner and its place; what it says comes with its versions."""
    return create(
        Document,
        number=next_number(PREFIXES[DocumentKind(kind)]),
        code=code,
        kind=kind,
        title=title.strip(),
        owner=owner,
        scope=scope,
        governs=list(governs),
        topic=topic,
        is_public=is_public,
        restricted=restricted,
        review_months=review_months,
        registered_by=Person.objects.get(pk=by.name),
    )


@act(
    "documents.document.describe",
    about="document",
    permission=may_tend_document,
    rules=[
        title_is_said,
        owner_belongs_to_the_personnel,
        clauses_can_be_read,
        public_is_not_restricted,
        its_reviews_are_often_enough,
    ],
    clauses=CONTROL,
    sentence=gettext_noop("described the document {subject} anew"),
    label=gettext_noop("Change owner, clauses or readers"),
)
def describe(
    *,
    by: Actor,
    document: Document,
    title: str,
    owner: Person,
    governs: Sequence[str] = (),
    restricted: bool = False,
    review_months: int | None = None,
) -> Document:
    """Say anew who answers for a document, what it governs, who reads it and how often it is reviewed.

    Its code, its kind and what its versions say stay as they are.
    """
    return change(
        document,
        title=title.strip(),
        owner=owner,
        governs=list(governs),
        restricted=restricted,
        review_months=review_months,
    )


@act(
    "documents.document.publish",
    about="document",
    permission=may_keep_documents,
    rules=[document_is_not_public_yet, its_text_favours_no_training],
    clauses=PUBLIC,
    sentence=gettext_noop("made the document {subject} public"),
    label=gettext_noop("Make public"),
)
def publish(*, by: Actor, document: Document, no_training_favoured: bool = False) -> Document:
    """Let everybody read a document in its effective version, under its code, from now on."""
    for version in document.versions.filter(state__in=IN_EFFECT):
        change(version, no_training_favoured=no_training_favoured)
    return change(document, is_public=True, restricted=False, review_months=None)


@act(
    "documents.document.conceal",
    about="document",
    permission=may_keep_documents,
    rules=[document_may_be_taken_off, the_reason_is_said],
    clauses=(*ACCESS, *PUBLIC),
    sentence=gettext_noop("took the document {subject} off the public pages: {reason}"),
    label=gettext_noop("Take off the public pages"),
)
def conceal(*, by: Actor, document: Document, reason: str) -> Document:
    """Take a document off the public pages; who works by it reads it as before."""
    return change(document, is_public=False)
