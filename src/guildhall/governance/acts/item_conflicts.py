"""Conflicts in items are declared by who has them, or named by the secretary; each shuts its member out at once."""

from guildhall.governance.lifecycles.committees import ITEM_CONFLICT, ConflictState
from guildhall.governance.models import AgendaItem, ItemConflict
from guildhall.governance.permissions.committees import may_keep_meetings
from guildhall.governance.permissions.conflicts import declares_for_themselves, may_lift
from guildhall.governance.rules.committees import a_committee_change_has_its_reason
from guildhall.governance.rules.conflicts import nobody_lifts_their_own_conflict
from guildhall.governance.rules.meetings import (
    a_conflict_in_an_item_is_described,
    nothing_was_decided_yet,
    the_conflict_is_of_a_member,
    the_item_is_before_the_meeting,
)
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

CLAUSES = ("2012:4.3.7", "2012:4.3.8", "2026:4.3")


@act(
    "governance.item-conflict.declare",
    about=("item", "person"),
    move=ITEM_CONFLICT.declare,
    permission=declares_for_themselves | may_keep_meetings,
    rules=[
        the_item_is_before_the_meeting,
        nothing_was_decided_yet,
        the_conflict_is_of_a_member,
        a_conflict_in_an_item_is_described,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("declared a conflict in {subject}"),
)
def declare(*, by: Actor, item: AgendaItem, person: Person, words: str) -> ItemConflict:
    """Declare that a member has a conflict in an item: they neither vote on it nor see motion, papers or minutes.

    A vote that they cast before counts no more.
    """
    return create(ItemConflict, item=item, person=person, words=words.strip(), declared_by=str(by))


@act(
    "governance.item-conflict.lift",
    about="conflict",
    move=ITEM_CONFLICT.lift,
    permission=may_lift,
    rules=[nobody_lifts_their_own_conflict, a_committee_change_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("lifted the conflict in {subject}"),
)
def lift(*, by: Actor, conflict: ItemConflict, reason: str) -> ItemConflict:
    """Put right a conflict that was declared in error; somebody else does it than who was shut out (R-60)."""
    return change(conflict, state=ConflictState.LIFTED, lifted_at=clock.now(), lifted_by=str(by))
