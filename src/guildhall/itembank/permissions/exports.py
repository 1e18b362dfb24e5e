"""Who may take items out of the bank."""

from guildhall.identity.permissions import refusal_in
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.itembank.models import ItemExport
from guildhall.itembank.permissions.items import barred
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Refusal
from guildhall.schemes.models import Scheme


@permission("manages examinations of the scheme and trains nobody for it")
def may_export(*, by: Actor, scheme: Scheme) -> Refusal | None:
    """Items leave the bank by the hand of who keeps it alone, and never by somebody who trains for the scheme."""
    return refusal_in(by, scheme.scope_id, EXAM_MANAGER) or barred(by, scheme.scope_id)


@permission("manages examinations of the scheme and trains nobody for it")
def may_have_export(*, by: Actor, export: ItemExport) -> Refusal | None:
    """What was exported is had again by who could export it today."""
    refused: Refusal | None = may_export(by=by, scheme=export.scheme)
    return refused
