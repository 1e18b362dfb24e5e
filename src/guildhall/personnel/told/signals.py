"""Who is told of undeclared conflicts, and who is asked whether their interests changed."""

from collections.abc import Iterator
from typing import Any

from guildhall.identity import grants
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.declarations import Told, tells
from guildhall.ledger.records import find
from guildhall.personnel.models import ConflictSignal, Inquiry


@tells("personnel.conflict-signal.notice", text="personnel/conflict-noticed", mailed=False)
def judges_hear_of_a_signal(*, entry: Any) -> Iterator[Told]:
    """Everybody who may judge it, except who is named in it."""
    signal = find(entry.result)
    if isinstance(signal, ConflictSignal):
        named = {signal.person_id, signal.other_id}
        for person_id in sorted(grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT) - named):
            yield Told(person_id, signal.number, link=("personnel:conflict-signal", str(signal.pk)))


@tells("personnel.inquiry.ask", text="personnel/interests-asked")
def who_is_asked_hears_of_it(*, entry: Any) -> Iterator[Told]:
    """Who is asked whether their interests changed."""
    inquiry = find(entry.result)
    if isinstance(inquiry, Inquiry):
        words = {"answer_on": inquiry.due_on}
        yield Told(inquiry.person_id, inquiry.number, words=words, link=("personnel:inquiry", str(inquiry.pk)))
