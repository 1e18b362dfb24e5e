"""Who says what holds between items, and who gives items to write."""

from django.utils.translation import gettext as _

from guildhall.identity.permissions import refusal_in
from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER, ITEM_WRITER
from guildhall.itembank.models import Assignment, EnemyPair, ItemSet, Likeness, SetMember
from guildhall.itembank.permissions.items import barred
from guildhall.itembank.queries import likenesses
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.schemes.models import Scheme


@permission("reviews items of the scheme or manages its examinations, and trains nobody for it")
def may_judge_likeness(*, by: Actor, likeness: Likeness) -> Refusal | None:
    """Whether two items are one is judged by who sees items of others: reviewers and who manages the examinations."""
    scope_id = likeness.version.item.scheme.scope_id
    return refusal_in(by, scope_id, ITEM_REVIEWER, EXAM_MANAGER) or barred(by, scope_id)


@permission("manages examinations of the scheme, or reviews its items and wrote neither of the two")
def may_compare(*, by: Actor, likeness: Likeness) -> Refusal | None:
    """Two items are seen side by side by who judges them; a reviewer who wrote one does not see the other for it."""
    refused: Refusal | None = may_judge_likeness(by=by, likeness=likeness)
    if refused or refusal_in(by, likeness.version.item.scheme.scope_id, EXAM_MANAGER) is None:
        return refused
    if not likenesses.wrote_one(by.person_id, likeness):
        return None
    return Refusal(
        _("You wrote one of these items, and the other is not shown to you for it."),
        mend=Mend(_("Somebody else who reviews items of this scheme judges them.")),
        code="R-11",
        clauses=("2012:9.2.4", "2012:7.4.2"),
    )


@permission("manages examinations of the scheme and trains nobody for it")
def may_keep_bank(*, by: Actor, scheme: Scheme) -> Refusal | None:
    """How items stand to each other, and who writes what, is arranged by who manages the scheme's examinations."""
    return refusal_in(by, scheme.scope_id, EXAM_MANAGER) or barred(by, scheme.scope_id)


@permission("manages examinations of the scheme and trains nobody for it")
def may_keep_pair(*, by: Actor, pair: EnemyPair) -> Refusal | None:
    """Enemies are lifted by who may declare them."""
    refused: Refusal | None = may_keep_bank(by=by, scheme=pair.item.scheme)
    return refused


@permission("manages examinations of the scheme and trains nobody for it")
def may_keep_set(*, by: Actor, item_set: ItemSet) -> Refusal | None:
    """A set is changed by who may form it."""
    refused: Refusal | None = may_keep_bank(by=by, scheme=item_set.scheme)
    return refused


@permission("manages examinations of the scheme and trains nobody for it")
def may_keep_member(*, by: Actor, member: SetMember) -> Refusal | None:
    """An item leaves a set by who may put it in."""
    refused: Refusal | None = may_keep_bank(by=by, scheme=member.of.scheme)
    return refused


@permission("manages examinations of the scheme and trains nobody for it")
def may_steer(*, by: Actor, assignment: Assignment) -> Refusal | None:
    """What a writer is asked for is changed and ended by who may ask for it."""
    refused: Refusal | None = may_keep_bank(by=by, scheme=assignment.scheme)
    return refused


@permission("is asked to write these items")
def is_its_writer(*, by: Actor, assignment: Assignment) -> Refusal | None:
    """Only the writer themselves says which of their items count for what they were asked for."""
    if not by.is_person(assignment.writer_id):
        return Refusal(
            _("Somebody else was asked to write these items."),
            mend=Mend(_("Its writer says which of their items count for it.")),
            clauses=("2012:9.2.4", "2026:9.3"),
        )
    return refusal_in(by, assignment.scheme.scope_id, ITEM_WRITER, EXAM_MANAGER)
