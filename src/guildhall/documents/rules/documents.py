"""What holds of documents, whatever their versions say."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from guildhall.documents import queries
from guildhall.documents.models import Document, DocumentKind, Topic
from guildhall.documents.rules import ACCESS, CONTROL, PUBLIC
from guildhall.identity.models import Person
from guildhall.kernel.clauses import REFERENCE
from guildhall.kernel.periods import Period
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

CODE = re.compile(r"[A-Z]{2,}(-[A-Z0-9]+)+")
LONGEST_CODE = 40


@rule("document-code", clauses=CONTROL, kind=Kind.OURS)
def code_can_be_one(*, code: str) -> Refusal | None:
    """A document is called by a short code, so that texts, records and addresses can refer to it."""
    if CODE.fullmatch(code) and len(code) <= LONGEST_CODE:
        return None
    return Refusal(
        _("A document's code is two or more capital letters, a hyphen, and more capital letters or digits."),
        mend=Mend(_("Choose another code, such as PR-APPEALS.")),
        field="code",
    )


@rule("document-code", clauses=CONTROL, kind=Kind.OURS)
def code_is_free(*, code: str) -> Refusal | None:
    """No two documents have one code."""
    if not Document.objects.filter(code=code).exists():
        return None
    return Refusal(
        _("%(code)s is another document already.") % {"code": code},
        mend=Mend(_("Choose another code, or draft a new version of that document.")),
        field="code",
    )


@rule("document-kind", clauses=CONTROL, kind=Kind.OURS)
def kind_is_known(*, kind: str) -> Refusal | None:
    """A document is of one of the kinds that the body controls."""
    if kind in DocumentKind.values:
        return None
    return Refusal(
        _("This kind of document is not known."), mend=Mend(_("Choose one of those that are listed.")), field="kind"
    )


@rule("document-owner", clauses=CONTROL, kind=Kind.OURS)
def owner_belongs_to_the_personnel(*, owner: Person) -> Refusal | None:
    """Somebody who works for the body answers for each document."""
    if owner.is_personnel:
        return None
    return Refusal(
        _("Only somebody of the body's personnel answers for a document."),
        mend=Mend(_("Choose somebody who works here.")),
        field="owner",
    )


@rule("document-clauses", clauses=ACCESS, kind=Kind.OURS)
def clauses_can_be_read(*, governs: Sequence[str]) -> Refusal | None:
    """What a document governs is named by clauses that can be looked up."""
    unreadable = [each for each in governs if not REFERENCE.match(each)]
    if not unreadable:
        return None
    return Refusal(
        _("“%(clause)s” is no clause that can be looked up.") % {"clause": unreadable[0]},
        mend=Mend(_("Write edition and number, such as 2012:9.8, one to a line.")),
        field="governs",
    )


@rule("R-42", clauses=PUBLIC)
def what_is_on_a_topic_is_public(*, kind: str, topic: str, is_public: bool, restricted: bool) -> Refusal | None:
    """A public statement is for everybody, and so is the body's word on what everybody may know."""
    if topic and topic not in Topic.values:
        return Refusal(_("This topic is not known."), mend=Mend(_("Choose one of the list.")), field="topic")
    if (topic or kind == DocumentKind.PUBLIC_STATEMENT) and not is_public:
        return Refusal(
            _("What the body says to everybody must be public."),
            mend=Mend(_("Mark it as public, or choose another kind and no topic.")),
            field="is_public",
        )
    if is_public and restricted:
        return Refusal(
            _("What is public cannot be restricted to some."),
            mend=Mend(_("Take one of both away.")),
            field="restricted",
        )
    return None


@rule("R-49", clauses=CONTROL)
def topic_is_free(*, topic: str) -> Refusal | None:
    """The body says one thing on a topic: one document, in one version in effect."""
    other = Document.objects.filter(topic=topic).first() if topic else None
    if other is None:
        return None
    return Refusal(
        _("%(code)s is the body's word on this topic.") % {"code": other.code},
        mend=Mend(
            _("Draft a new version of that document."),
            act="documents.version.draft",
            link=("documents:document", str(other.pk)),
        ),
        field="topic",
    )


@rule("T-20", clauses=CONTROL, kind=Kind.OURS)
def reviews_are_often_enough(*, is_public: bool, review_months: int | None) -> Refusal | None:
    """A document is reviewed at least as often as the body has set; what the public reads, every year."""
    return _often_enough(is_public, review_months)


@rule("T-20", clauses=CONTROL, kind=Kind.OURS)
def its_reviews_are_often_enough(*, document: Document, review_months: int | None) -> Refusal | None:
    """A document is reviewed at least as often as the body has set; what the public reads, every year."""
    return _often_enough(document.is_public, review_months)


def _often_enough(is_public: bool, review_months: int | None) -> Refusal | None:
    if review_months is None:
        return None
    longest = queries.review_period(Document(is_public=is_public))
    if review_months >= 1 and not Period(months=review_months).is_longer_than(longest):
        return None
    return Refusal(
        _("This document has to be reviewed sooner than that."),
        mend=Mend(_("Choose fewer months, or leave it empty: the length that the body has set then counts.")),
        field="review_months",
    )


@rule("R-42", clauses=PUBLIC)
def document_is_not_public_yet(*, document: Document) -> Refusal | None:
    """What is public already is not made public again."""
    if not document.is_public:
        return None
    return Refusal(_("This document is public already."), mend=Mend(_("Nothing needs to be done.")))


@rule("R-42", clauses=PUBLIC)
def document_may_be_taken_off(*, document: Document) -> Refusal | None:
    """What everybody may know is never taken off the public pages."""
    if not document.is_public:
        return Refusal(_("This document is not public."), mend=Mend(_("Nothing needs to be done.")))
    if not document.topic and document.kind != DocumentKind.PUBLIC_STATEMENT:
        return None
    return Refusal(
        _("Everybody may read this without asking, so it stays public."),
        mend=Mend(_("Draft a new version that says what is right now.")),
    )


@rule("R-49", clauses=CONTROL, kind=Kind.OURS)
def public_is_not_restricted(*, document: Document, restricted: bool) -> Refusal | None:
    """What is public is restricted to nobody."""
    if not (document.is_public and restricted):
        return None
    return Refusal(
        _("What is public cannot be restricted to some."),
        mend=Mend(_("Take it off the public pages first.")),
        field="restricted",
    )
