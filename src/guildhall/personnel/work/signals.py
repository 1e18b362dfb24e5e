"""What waits for whom of undeclared conflicts and questions about interests."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work
from guildhall.personnel import queries

JUDGE_SIGNAL_WITHIN = timedelta(days=14)
"""How soon it is judged what was noticed and not declared (our own choice)."""


@work("personnel.conflict-signals")
def signals_to_judge(*, person_id: UUID) -> Iterator[WorkItem]:
    """Possible conflicts of others that nobody declared, for quality manager and top management."""
    if person_id not in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return
    for signal in queries.signals_unjudged().exclude(person_id=person_id).exclude(other_id=person_id)[:100]:
        yield WorkItem(
            _("Undeclared conflict %(number)s: judge it") % {"number": signal.number},
            str(signal.kind_word),
            _("Judge"),
            ("personnel:conflict-signal", str(signal.pk)),
            clock.day_of(signal.found_at) + JUDGE_SIGNAL_WITHIN,
        )


@work("personnel.own-inquiries")
def inquiries_to_answer(*, person_id: UUID) -> Iterator[WorkItem]:
    """Questions whether one's own interests changed."""
    for inquiry in queries.inquiries_open().filter(person_id=person_id):
        yield WorkItem(
            _("Question %(number)s: did your interests change?") % {"number": inquiry.number},
            str(inquiry.reason_word),
            _("Answer"),
            ("personnel:inquiry", str(inquiry.pk)),
            inquiry.due_on,
        )
