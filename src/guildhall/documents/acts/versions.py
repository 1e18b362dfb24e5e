"""Versions are written, submitted, approved by somebody else, take effect on their day, are reviewed, and end."""

from datetime import date

from guildhall.documents import queries
from guildhall.documents.acts.carrying import carry_roles_of
from guildhall.documents.lifecycles import VERSION, VersionState
from guildhall.documents.models import Author, Document, DocumentVersion, PeriodicReview, ReviewOutcome
from guildhall.documents.papers import Paper
from guildhall.documents.permissions import may_approve, may_keep_documents, may_tend_document, may_write_version
from guildhall.documents.rendering import plain
from guildhall.documents.rules import CONTROL, PUBLIC
from guildhall.documents.rules.versions import (
    approver_is_no_author,
    effect_lies_ahead,
    its_day_has_come,
    language_is_spoken_here,
    no_other_draft_is_at_work,
    no_other_version_waits,
    no_training_is_favoured,
    papers_are_what_they_should_be,
    reviewer_is_no_author,
    the_change_is_told,
    version_says_something,
    what_everybody_may_know_is_replaced,
)
from guildhall.documents.rules.words import findings_are_said, the_reason_is_said, title_is_said
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.vault.files import Received, keep

TIMERS = actors.machine("timers")


@act(
    "documents.version.draft",
    about="document",
    move=VERSION.draft,
    permission=may_tend_document,
    rules=[language_is_spoken_here, no_other_draft_is_at_work],
    clauses=CONTROL,
    sentence=gettext_noop("began {subject}"),
)
def draft(*, by: Actor, document: Document, language: str, title: str = "") -> DocumentVersion:
    """Begin a version in a language; it starts as a copy of what is in effect, which stays in effect meanwhile."""
    now = queries.current(document.pk, language)
    author = Person.objects.get(pk=by.name)
    made = create(
        DocumentVersion,
        document=document,
        language=language,
        ordinal=queries.next_ordinal(document.pk, language),
        title=title.strip() or (now.title if now else document.title),
        body=now.body if now else "",
        words=now.words if now and now.body else "",
        authored_by=author,
    )
    create(Author, version=made, person=author)
    return made


@act(
    "documents.version.write",
    about="version",
    move=VERSION.write,
    permission=may_write_version,
    rules=[title_is_said],
    clauses=CONTROL,
    sentence=gettext_noop("wrote in {subject}"),
)
def write(*, by: Actor, version: DocumentVersion, title: str, body: str, summary: str = "") -> DocumentVersion:
    """Write what a draft says, in Markdown, and what is different from the version before it.

    Whoever writes is an author, and approves it never. A text takes the place of a paper that was handed in.
    """
    _is_author(by, version)
    return change(
        version,
        title=title.strip(),
        body=body,
        summary=summary.strip(),
        words=queries.folded(f"{version.document.code} {title} {plain(body)}"),
        upload=None,
        source=None,
        paper_words="",
    )


@act(
    "documents.version.hand-in",
    about="version",
    move=VERSION.write,
    permission=may_write_version,
    rules=[title_is_said, papers_are_what_they_should_be],
    clauses=CONTROL,
    sentence=gettext_noop("handed in a paper for {subject}"),
    label=gettext_noop("Hand in a PDF"),
)
def hand_in(
    *, by: Actor, version: DocumentVersion, paper: Paper, title: str, summary: str = "", source: Received | None = None
) -> DocumentVersion:
    """Hand in a PDF as what a draft says, and beside it the file from which it was made.

    Its words are searched like those of a text. A paper takes the place of a text that was written.
    """
    _is_author(by, version)
    return change(
        version,
        title=title.strip(),
        body="",
        summary=summary.strip(),
        words=queries.folded(f"{version.document.code} {title} {paper.words}"),
        paper_words=paper.words,
        upload=keep(paper.received),
        source=keep(source) if source else None,
    )


@act(
    "documents.version.submit",
    about="version",
    move=VERSION.submit,
    permission=may_write_version,
    rules=[version_says_something, the_change_is_told],
    clauses=CONTROL,
    sentence=gettext_noop("submitted {subject} to be approved"),
)
def submit(*, by: Actor, version: DocumentVersion) -> DocumentVersion:
    """Hand a draft over for approval; from now on nobody writes in it, unless it is sent back."""
    return change(
        version,
        state=VersionState.IN_REVIEW,
        submitted_at=clock.now(),
        submitted_by=Person.objects.get(pk=by.name),
        sent_back_because="",
    )


@act(
    "documents.version.send-back",
    about="version",
    move=VERSION.send_back,
    permission=may_approve | may_write_version,
    rules=[the_reason_is_said],
    clauses=CONTROL,
    sentence=gettext_noop("returned {subject} to its author: {reason}"),
)
def send_back(*, by: Actor, version: DocumentVersion, reason: str) -> DocumentVersion:
    """Give a submitted version back to its author, with what has to become better."""
    return change(version, state=VersionState.DRAFT, sent_back_because=reason.strip())


@act(
    "documents.version.discard",
    about="version",
    move=VERSION.discard,
    permission=may_write_version,
    rules=[the_reason_is_said],
    clauses=CONTROL,
    sentence=gettext_noop("discarded {subject}: {reason}"),
)
def discard(*, by: Actor, version: DocumentVersion, reason: str) -> DocumentVersion:
    """Give a draft up; it keeps its place in the history, and its number is free for the next."""
    return change(version, state=VersionState.DISCARDED)


@act(
    "documents.version.approve",
    about="version",
    move=VERSION.approve,
    permission=may_approve,
    rules=[approver_is_no_author, no_training_is_favoured, effect_lies_ahead, no_other_version_waits],
    clauses=CONTROL,
    effective="effective_on",
    sentence=gettext_noop("approved {subject} to take effect"),
)
def approve(
    *, by: Actor, version: DocumentVersion, effective_on: date, no_training_favoured: bool = False
) -> DocumentVersion:
    """Approve what somebody else wrote, from a day on; until then what is in effect stays so.

    Whoever has to acknowledge it can do so from now on, and loses their role on its day if they have not (R-46).
    """
    approved = change(
        version,
        state=VersionState.APPROVED,
        approved_at=clock.now(),
        approved_by=Person.objects.get(pk=by.name),
        no_training_favoured=no_training_favoured,
        effective_on=effective_on,
    )
    if effective_on <= clock.today():
        return take_effect(by=TIMERS, version=approved)
    carry_roles_of(version.document)
    return approved


@act(
    "documents.version.take-effect",
    about="version",
    move=VERSION.take_effect,
    permission=NOBODY,
    machines=[TIMERS.name],
    rules=[its_day_has_come],
    clauses=CONTROL,
    sentence=gettext_noop("let {subject} take effect"),
)
def take_effect(*, by: Actor, version: DocumentVersion) -> DocumentVersion:
    """Put an approved version into effect on its day; the one before it becomes obsolete in the same moment."""
    begins = version.effective_on or clock.today()
    if earlier := queries.current(version.document_id, version.language):
        supersede(by=TIMERS, version=earlier, ended_on=begins)
    review_due_on = queries.review_period(version.document).after(begins)
    effective = change(version, state=VersionState.EFFECTIVE, review_due_on=review_due_on)
    carry_roles_of(version.document)
    return effective


@act(
    "documents.version.supersede",
    about="version",
    move=VERSION.supersede,
    permission=NOBODY,
    machines=[TIMERS.name],
    clauses=CONTROL,
    effective="ended_on",
    sentence=gettext_noop("replaced {subject}"),
)
def supersede(*, by: Actor, version: DocumentVersion, ended_on: date) -> DocumentVersion:
    """Take a version out of effect because a later one takes its place; from now on the archive alone has it."""
    _close_reviews(version)
    return change(version, state=VersionState.OBSOLETE, ended_on=ended_on)


@act(
    "documents.version.withdraw",
    about="version",
    move=VERSION.withdraw,
    permission=may_approve,
    rules=[what_everybody_may_know_is_replaced, the_reason_is_said],
    clauses=(*CONTROL, *PUBLIC),
    sentence=gettext_noop("withdrew {subject}: {reason}"),
)
def withdraw(*, by: Actor, version: DocumentVersion, reason: str) -> DocumentVersion:
    """Take a version out of effect without a replacement, or back before its day; nobody works by it any more."""
    _close_reviews(version)
    withdrawn = change(version, state=VersionState.WITHDRAWN, ended_on=clock.today())
    carry_roles_of(version.document)
    return withdrawn


@act(
    "documents.version.archive",
    about="version",
    move=VERSION.archive,
    permission=may_keep_documents,
    clauses=CONTROL,
    sentence=gettext_noop("put {subject} into the archive"),
)
def archive(*, by: Actor, version: DocumentVersion) -> DocumentVersion:
    """Put what is over into the archive, once nothing of it is open any more; it is kept as long as records are."""
    return change(version, state=VersionState.ARCHIVED)


@act(
    "documents.version.review",
    about="version",
    move=VERSION.review,
    permission=may_write_version,
    clauses=CONTROL,
    sentence=gettext_noop("began the periodic review of {subject}"),
)
def review(*, by: Actor, version: DocumentVersion) -> DocumentVersion:
    """Begin to look whether a version is still right; people work by it meanwhile (10.2.3 b)."""
    create(PeriodicReview, version=version, begun_by=Person.objects.get(pk=by.name))
    return change(version, state=VersionState.UNDER_REVIEW)


@act(
    "documents.version.confirm",
    about="version",
    move=VERSION.confirm,
    permission=may_approve,
    rules=[reviewer_is_no_author, findings_are_said],
    clauses=CONTROL,
    sentence=gettext_noop("confirmed {subject} after its review"),
)
def confirm(*, by: Actor, version: DocumentVersion, findings: str) -> DocumentVersion:
    """Find that a version is still right and approve it again; the next review is due a full length from today."""
    _finish_review(by, version, ReviewOutcome.RIGHT, findings)
    review_due_on = queries.review_period(version.document).after(clock.today())
    return change(version, state=VersionState.EFFECTIVE, review_due_on=review_due_on)


@act(
    "documents.version.revise",
    about="version",
    move=VERSION.revise,
    permission=may_write_version | may_approve,
    rules=[findings_are_said],
    clauses=CONTROL,
    sentence=gettext_noop("found that {subject} needs a new version"),
)
def revise(*, by: Actor, version: DocumentVersion, findings: str) -> DocumentVersion:
    """Find that a version is no longer right; it stays in effect, and stays due, until a new one takes its place.

    The draft of the new one is begun, unless somebody writes it already.
    """
    _finish_review(by, version, ReviewOutcome.WANTING, findings)
    kept = change(version, state=VersionState.EFFECTIVE)
    if queries.at_work(version.document_id, version.language) is None:
        draft(by=by, document=version.document, language=version.language)
    return kept


def _is_author(by: Actor, version: DocumentVersion) -> None:
    if not version.was_written_by(by.person_id):
        create(Author, version=version, person=Person.objects.get(pk=by.name))


def _finish_review(by: Actor, version: DocumentVersion, outcome: ReviewOutcome, findings: str) -> None:
    finisher = Person.objects.get(pk=by.name)
    for each in version.reviews.filter(finished_at__isnull=True):
        change(each, finished_at=clock.now(), finished_by=finisher, outcome=outcome, findings=findings.strip())


def _close_reviews(version: DocumentVersion) -> None:
    """A review that is open when a version ends has lost its matter; who began it is told as who ended it."""
    for each in version.reviews.filter(finished_at__isnull=True).select_related("begun_by"):
        change(each, finished_at=clock.now(), finished_by=each.begun_by, outcome=ReviewOutcome.WANTING)
