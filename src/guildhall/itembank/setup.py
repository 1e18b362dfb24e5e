"""The step of the set-up in this room: items enough for one form."""

from django.utils.translation import gettext as _

from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER, ITEM_WRITER
from guildhall.itembank import queries
from guildhall.itembank.models import ItemVersion
from guildhall.kernel.steps import Standing, setup_step
from guildhall.kernel.words import gettext_noop


@setup_step(
    "itembank.items",
    place=110,
    title=gettext_noop("Fill the item bank"),
    why=gettext_noop(
        "Items are written or imported, reviewed by somebody else and approved; a form needs enough of them."
    ),
    clauses=["2012:9.3.1", "2012:7.4.2", "2026:9.3"],
    who=[ITEM_WRITER.code, ITEM_REVIEWER.code, EXAM_MANAGER.code],
    link=("itembank:items",),
    needs=["schemes.effect"],
)
def the_bank_is_filled() -> Standing:
    """Some scheme has as many items in use as one form of its blueprint needs."""
    first = ItemVersion.objects.select_related("item__scheme").order_by("pk").first()
    if first is None:
        return Standing(False, _("There is no item yet."))
    cells = queries.coverage(first.item.scheme)
    missing = sum(cell.missing for cell in cells)
    filled = any(cell.needed for cell in cells) and not missing
    return Standing(filled, _("%(count)d are missing") % {"count": missing} if missing else "")
