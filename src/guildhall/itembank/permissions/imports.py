"""Who may do what with what an import brought, and with the rules that sort imports."""

from guildhall.identity.permissions import refusal_in
from guildhall.identity.roles import EXAM_MANAGER, ITEM_WRITER
from guildhall.itembank.models import ImportRule, ItemVersion
from guildhall.itembank.permissions.items import handles_import
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Refusal


@permission("handed its import in, or manages examinations of the scheme")
def handles_its_import(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """What an import brought is taken back by who handles that import."""
    batch = version.imported_with
    if batch is None:
        return refusal_in(by, version.item.scheme.scope_id, EXAM_MANAGER)
    refused: Refusal | None = handles_import(by=by, batch=batch)
    return refused


@permission("writes items of the scheme, or manages its examinations")
def keeps_import_rules(*, by: Actor, rule: ImportRule) -> Refusal | None:
    """The rules that sort imports belong to all who hand items in for the scheme."""
    return refusal_in(by, rule.scheme.scope_id, ITEM_WRITER, EXAM_MANAGER)
