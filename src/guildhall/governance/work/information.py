"""What waits for who protects data, for who approves agreements, and for who looks after public information."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.governance.controls.information import REVIEWED_WITHIN
from guildhall.governance.lifecycles.information import AgreementState
from guildhall.governance.queries import information as queries
from guildhall.identity import grants
from guildhall.identity.roles import DATA_PROTECTION_OFFICER, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work

SOON = timedelta(days=30)
"""How long before it is due the next review of public information is asked for."""


@work("governance.requests")
def requests_to_answer(*, person_id: UUID) -> Iterator[WorkItem]:
    """Requests under the law, for the data protection officer; never those about themselves."""
    if person_id not in grants.holders(DATA_PROTECTION_OFFICER):
        return
    for request in queries.requests_open().exclude(person_id=person_id)[:100]:
        yield WorkItem(
            _("Request %(number)s: answer it") % {"number": request.number},
            _("The law may oblige the body; the person is told before anything is released."),
            _("Answer"),
            ("governance:request", str(request.pk)),
            request.due_on,
        )


@work("governance.agreements")
def agreements_to_approve(*, person_id: UUID) -> Iterator[WorkItem]:
    """Texts of agreement that somebody else proposed, for top management."""
    if person_id not in grants.holders(TOP_MANAGEMENT):
        return
    for text in queries.agreement_texts().filter(state=AgreementState.PROPOSED).exclude(proposed_by_id=person_id)[:50]:
        yield WorkItem(
            _("Agreement %(number)s: approve or reject") % {"number": text.number},
            _("Its author cannot approve it; you can."),
            _("Read"),
            ("governance:agreement", str(text.pk)),
        )


@work("governance.information")
def information_to_review(*, person_id: UUID) -> Iterator[WorkItem]:
    """The yearly look at what the body says in public, for the quality manager."""
    if person_id not in grants.holders(QUALITY_MANAGER):
        return
    latest = queries.latest_review()
    due = REVIEWED_WITHIN.after(clock.day_of(latest.reviewed_at)) if latest else clock.today()
    if due - clock.today() <= SOON:
        yield WorkItem(
            _("Public information: go through it"),
            _("What everybody reads is right, and stays right, because somebody looks."),
            _("Look"),
            ("web:information",),
            due,
        )
