"""Who may do what with items. A role counts in the scheme of the item alone; the administrator has none here."""

from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER, ITEM_WRITER, PSYCHOMETRICIAN, SCHEME_MANAGER
from guildhall.itembank import queries
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.lifecycles.items import REVIEWED_STATES
from guildhall.itembank.models import ItemComment, ItemImport, ItemVersion, StagedItem
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.schemes.models import Scheme

TRAINING = ("2012:5.2.3 b)", "2012:7.4.2", "2026:5.2", "2026:7.4")

works_on_items = holds(ITEM_WRITER, ITEM_REVIEWER, EXAM_MANAGER, PSYCHOMETRICIAN)
"""Whom the pages of the bank let in; the acts and readings ask for the scheme."""

writes_items = holds(ITEM_WRITER, EXAM_MANAGER)
reviews_items = holds(ITEM_REVIEWER)
manages_items = holds(EXAM_MANAGER)
judges_items = holds(ITEM_REVIEWER, EXAM_MANAGER)
studies_items = holds(PSYCHOMETRICIAN, EXAM_MANAGER)
knows_the_policy = holds(SCHEME_MANAGER, EXAM_MANAGER, ITEM_REVIEWER, ITEM_WRITER, PSYCHOMETRICIAN)
sets_the_policy = holds(SCHEME_MANAGER)


@permission("writes items of the scheme, or manages its examinations")
def may_write(*, by: Actor, scheme: Scheme) -> Refusal | None:
    """Items are written and handed in by those who hold the role in that scheme."""
    return refusal_in(by, scheme.scope_id, ITEM_WRITER, EXAM_MANAGER)


@permission("wrote this version")
def wrote_it(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """A draft belongs to its author."""
    if not by.is_person(version.authored_by_id):
        return _somebody_elses()
    return refusal_in(by, version.item.scheme.scope_id, ITEM_WRITER, EXAM_MANAGER)


@permission("wrote this draft")
def wrote_its_draft(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """An author says where their item belongs as long as nobody but them has worked on it."""
    if version.state == ItemState.DRAFT and version.approved_at is None:
        refused: Refusal | None = wrote_it(by=by, version=version)
        return refused
    return refusal_in(by, version.item.scheme.scope_id, EXAM_MANAGER)


@permission("reviews items of the scheme")
def may_review(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """Reviews are made by those who hold the role in that scheme."""
    return refusal_in(by, version.item.scheme.scope_id, ITEM_REVIEWER)


@permission("manages examinations of the scheme")
def may_manage(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """The bank of a scheme is kept by its examination manager."""
    return refusal_in(by, version.item.scheme.scope_id, EXAM_MANAGER)


@permission("reviews items of the scheme, or manages its examinations")
def may_judge(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """What others wrote is judged by reviewers of the scheme and by who manages its examinations."""
    return refusal_in(by, version.item.scheme.scope_id, ITEM_REVIEWER, EXAM_MANAGER)


@permission("reviews what is in review, or manages examinations of the scheme")
def may_send_back(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """What is in review is sent back by a reviewer, what was reviewed by who would approve it."""
    if version.state in REVIEWED_STATES:
        return refusal_in(by, version.item.scheme.scope_id, ITEM_REVIEWER, EXAM_MANAGER)
    return refusal_in(by, version.item.scheme.scope_id, EXAM_MANAGER)


@permission("studies how the examinations of the scheme measure, or manages them")
def may_study(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """The statistics of items are judged by the psychometrician of the scheme and by who manages its examinations."""
    return refusal_in(by, version.item.scheme.scope_id, PSYCHOMETRICIAN, EXAM_MANAGER)


@permission("manages the scheme")
def may_set_policy(*, by: Actor, scheme: Scheme) -> Refusal | None:
    """How a scheme keeps its bank is said by who manages the scheme."""
    return refusal_in(by, scheme.scope_id, SCHEME_MANAGER)


@permission("reviews the item, or manages examinations of the scheme")
def may_resolve(*, by: Actor, comment: ItemComment) -> Refusal | None:
    """A point is resolved by who judges the item, never by its author."""
    refused: Refusal | None = may_judge(by=by, version=comment.version)
    return refused


@permission("wrote it, reviews it, studies it, or manages examinations of the scheme")
def may_see(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """An item is seen by its author, by reviewers while it is in review, and by who manages the scheme's examinations.

    The psychometrician of the scheme sees what candidates met. Who trains for the scheme sees their own alone.
    """
    scope_id = version.item.scheme.scope_id
    if by.is_person(version.authored_by_id):
        return refusal_in(by, scope_id, ITEM_WRITER, EXAM_MANAGER)
    if refusal_in(by, scope_id, EXAM_MANAGER) is None:
        return barred(by, scope_id)
    if version.approved_at is not None and refusal_in(by, scope_id, PSYCHOMETRICIAN) is None:
        return barred(by, scope_id)
    return refusal_in(by, scope_id, ITEM_REVIEWER) or barred(by, scope_id) or _not_theirs_to_review(by, version)


@permission("handed it in, or manages examinations of the scheme")
def handles_import(*, by: Actor, batch: ItemImport) -> Refusal | None:
    """An import is looked through by who handed it in, or by who manages the scheme's examinations."""
    if by.is_person(batch.staged_by_id):
        return refusal_in(by, batch.scheme.scope_id, ITEM_WRITER, EXAM_MANAGER)
    return refusal_in(by, batch.scheme.scope_id, EXAM_MANAGER)


@permission("handed it in, or manages examinations of the scheme and trains nobody for it")
def may_see_import(*, by: Actor, batch: ItemImport) -> Refusal | None:
    """What is staged is seen by who handed it in, and by who manages the scheme's examinations."""
    refused: Refusal | None = handles_import(by=by, batch=batch)
    return refused or (None if by.is_person(batch.staged_by_id) else barred(by, batch.scheme.scope_id))


@permission("handed its import in, or manages examinations of the scheme and trains nobody for it")
def may_see_staged(*, by: Actor, staged: StagedItem) -> Refusal | None:
    """One file of an import is seen by whoever sees the import."""
    refused: Refusal | None = may_see_import(by=by, batch=staged.batch)
    return refused


@permission("handed the file in, or manages examinations of the scheme and trains nobody for it")
def may_have_file(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """The file that an item came from may hold other items: it goes to its author and to who keeps the bank alone."""
    scope_id = version.item.scheme.scope_id
    if by.is_person(version.authored_by_id):
        return refusal_in(by, scope_id, ITEM_WRITER, EXAM_MANAGER)
    return refusal_in(by, scope_id, EXAM_MANAGER) or barred(by, scope_id)


def barred(by: Actor, scope_id: UUID) -> Refusal | None:
    """Why somebody who trains for a scheme sees no items of others there (R-10)."""
    if by.person_id is None or scope_id not in queries.trained_scopes(by.person_id):
        return None
    return Refusal(
        _("You train people for this scheme, and who trains for a scheme sees none of its items but their own."),
        mend=Mend(_("Somebody who trains nobody for this scheme does it.")),
        code="R-10",
        clauses=TRAINING,
    )


def _not_theirs_to_review(by: Actor, version: ItemVersion) -> Refusal | None:
    if version.state in REVIEWED_STATES or queries.took_part(by.person_id, version):
        return None
    return Refusal(
        _("This item is not in review, and reviewers see items while they review them."),
        mend=Mend(_("Wait until it is submitted for review.")),
        clauses=("2012:7.4.2", "2026:7.4"),
    )


def _somebody_elses() -> Refusal:
    return Refusal(
        _("Somebody else wrote this version, and nobody changes what another wrote."),
        mend=Mend(_("Send it back with a comment; its author mends it.")),
        clauses=("2012:9.2.4", "2026:9.3"),
    )
