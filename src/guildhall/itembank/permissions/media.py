"""Who may look at the library of a scheme and change it."""

from guildhall.identity.permissions import refusal_in
from guildhall.identity.roles import EXAM_MANAGER, ITEM_WRITER
from guildhall.itembank.models import Medium
from guildhall.itembank.permissions.items import barred
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Refusal


@permission("writes items of the scheme or manages its examinations, and trains nobody for it")
def may_see_medium(*, by: Actor, medium: Medium) -> Refusal | None:
    """What items show is seen by who writes items of the scheme; who trains for it sees what they kept themselves."""
    refused = refusal_in(by, medium.scheme.scope_id, ITEM_WRITER, EXAM_MANAGER)
    return refused or (None if by.is_person(medium.kept_by_id) else barred(by, medium.scheme.scope_id))


@permission("added it to the library, or manages examinations of the scheme")
def may_keep_medium(*, by: Actor, medium: Medium) -> Refusal | None:
    """What stands in the library is changed by who added it and by who keeps the bank."""
    scope_id = medium.scheme.scope_id
    if by.is_person(medium.kept_by_id):
        return refusal_in(by, scope_id, ITEM_WRITER, EXAM_MANAGER)
    return refusal_in(by, scope_id, EXAM_MANAGER) or barred(by, scope_id)
