"""What must be true of the reasons of an item."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from guildhall.itembank import delivering
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.queries.rationales import targets
from guildhall.itembank.rules.items import FITNESS
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule


@rule("item-reasons", kind=Kind.OURS, clauses=FITNESS)
def reasons_are_of_this_item(*, version: ItemVersion, reasons: Mapping[str, tuple[str, str]]) -> Refusal | None:
    """A reason is given for an option that the item has."""
    known = {each.name for each in targets(delivering.parsed(version))}
    if set(reasons) <= known:
        return None
    return Refusal(
        _("A reason is given for an option that this item does not have any more."),
        mend=Mend(_("Reload the page; the item was changed meanwhile.")),
    )
