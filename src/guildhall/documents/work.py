"""What waits for whom in this room."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.documents import queries
from guildhall.documents.lifecycles import VersionState
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work

APPROVE_WITHIN = timedelta(days=14)
"""How soon a submitted version is approved or sent back (our own choice)."""

AHEAD = timedelta(days=30)
"""How long before its day a review or a look waits in somebody's work (T-20, the last warning but one)."""


@work("documents.acknowledge")
def documents_to_acknowledge(*, person_id: UUID) -> Iterator[WorkItem]:
    """What somebody's roles work by and they have not acknowledged yet."""
    for version, day in queries.unacknowledged(person_id):
        yield WorkItem(
            _("%(code)s %(title)s: read and acknowledge") % {"code": version.document.code, "title": version.title},
            _("A role of yours does not hold from that day on without it."),
            _("Read"),
            ("documents:version-acknowledge", str(version.pk)),
            day - timedelta(days=1) if day > clock.today() else day,
        )


@work("documents.drafts")
def drafts_to_finish(*, person_id: UUID) -> Iterator[WorkItem]:
    """What somebody writes, and what came back to them."""
    mine = queries.versions().filter(state=VersionState.DRAFT, authors__person_id=person_id)
    for version in mine.order_by("authored_at")[:50]:
        back = version.sent_back_because
        yield WorkItem(
            _("%(number)s: write and submit") % {"number": version.number},
            _("It came back to you: %(reason)s") % {"reason": back}
            if back
            else _("You began it; nobody else sees it."),
            _("Write"),
            ("documents:version", str(version.pk)),
        )


@work("documents.approvals")
def versions_to_approve(*, person_id: UUID) -> Iterator[WorkItem]:
    """What others submitted and this person may approve."""
    for version in queries.to_approve(person_id)[:100]:
        submitted = clock.day_of(version.submitted_at) if version.submitted_at else clock.today()
        yield WorkItem(
            _("%(number)s %(title)s: approve or send back") % {"number": version.number, "title": version.title},
            _("Its authors cannot approve it; you can."),
            _("Read"),
            ("documents:version", str(version.pk)),
            submitted + APPROVE_WITHIN,
        )


@work("documents.reviews")
def documents_to_review(*, person_id: UUID) -> Iterator[WorkItem]:
    """The documents that somebody answers for and whose periodic review comes near."""
    due = queries.reviews_due(clock.today() + AHEAD).filter(document__owner_id=person_id)
    for version in due[:50]:
        yield WorkItem(
            _("%(code)s %(title)s: review") % {"code": version.document.code, "title": version.title},
            _("You answer for it, and somebody looks in time whether it is still right."),
            _("Review"),
            ("documents:version", str(version.pk)),
            version.review_due_on,
        )


@work("documents.currency")
def external_to_look_up(*, person_id: UUID) -> Iterator[WorkItem]:
    """The documents from outside that somebody answers for and has to look up."""
    due = queries.external_in_use().filter(owner_id=person_id, due_on__lte=clock.today() + AHEAD)
    for external in due.order_by("due_on")[:50]:
        yield WorkItem(
            _("%(number)s %(title)s: look whether it is current")
            % {"number": external.number, "title": external.title},
            _("You answer for it, and its publisher may have another edition."),
            _("Look"),
            ("documents:external", str(external.pk)),
            external.due_on,
        )
