"""What an export must say and hold before items leave the bank."""

from django.utils.translation import gettext as _

from guildhall.itembank.exporting import MOST_ITEMS, Outgoing
from guildhall.itembank.models import ExportKind
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Scheme

SECURITY = ("2012:7.4.1", "2012:7.4.2", "2026:7.4")


@rule("item-export", kind=Kind.OURS, clauses=SECURITY)
def export_says_for_whom_and_why(*, reason: str, recipient: str) -> Refusal | None:
    """Items leave the bank for somebody and for a reason, or nobody could tell later where they went."""
    lacking = next((name for name, said in (("reason", reason), ("recipient", recipient)) if not said.strip()), "")
    if not lacking:
        return None
    return Refusal(
        _("It is not said for whom these items leave the bank, or why."),
        mend=Mend(_("Say who gets them and what for.")),
        field=lacking,
    )


@rule("item-export", kind=Kind.OURS, clauses=SECURITY)
def export_holds_items_of_the_scheme(*, scheme: Scheme, outgoing: Outgoing) -> Refusal | None:
    """An export holds items of one scheme, and at least one."""
    if outgoing.versions and all(each.item.scheme_id == scheme.pk for each in outgoing.versions):
        return None
    return Refusal(
        _("No item of this scheme fits what was asked for."),
        mend=Mend(_("Ask for other states, domains or numbers.")),
        field="states",
    )


@rule("item-export", kind=Kind.OURS, clauses=SECURITY)
def export_is_not_too_large(*, outgoing: Outgoing) -> Refusal | None:
    """One export holds no more than other systems read and one person answers for."""
    if len(outgoing.versions) <= MOST_ITEMS:
        return None
    return Refusal(
        _("%(count)d items were asked for; one export holds %(most)d.")
        % {"count": len(outgoing.versions), "most": MOST_ITEMS},
        mend=Mend(_("Export them in parts, for example domain by domain.")),
        field="domains",
    )


@rule("item-export", kind=Kind.OURS)
def kind_of_export_is_known(*, outgoing: Outgoing) -> Refusal | None:
    """Items leave as a package, whose files were written, or printed, without any."""
    written = outgoing.file is not None and outgoing.table is not None
    if outgoing.kind in ExportKind.values and written == (outgoing.kind == ExportKind.PACKAGE):
        return None
    return Refusal(
        _("Items leave the bank as a package or printed, and nothing else."),
        mend=Mend(_("Choose one of both.")),
        field="kind",
    )
