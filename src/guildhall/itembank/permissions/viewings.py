"""Who may judge how others looked at items, and who sees who looked."""

from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import EXAM_MANAGER, SCHEME_MANAGER
from guildhall.itembank.models import ItemVersion, ViewingAlert
from guildhall.itembank.permissions.items import barred
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Refusal

watches_viewing = holds(EXAM_MANAGER, SCHEME_MANAGER)
"""Whom the pages about unusual viewing let in; the acts ask for the scheme."""


@permission("manages the scheme or its examinations")
def may_judge_viewing(*, by: Actor, alert: ViewingAlert) -> Refusal | None:
    """Unusual viewing is judged by who manages the scheme or its examinations; no item is shown for it."""
    return refusal_in(by, alert.scheme.scope_id, EXAM_MANAGER, SCHEME_MANAGER)


@permission("manages examinations of the scheme and trains nobody for it")
def may_see_lookers(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """Who looked at an item is seen by who keeps the bank."""
    scope_id = version.item.scheme.scope_id
    return refusal_in(by, scope_id, EXAM_MANAGER) or barred(by, scope_id)
