"""Items leave the bank by an act: who took out what, for whom and why stays for ever."""

from guildhall.identity.models import Person
from guildhall.itembank.exporting import Outgoing
from guildhall.itembank.models import ExportedVersion, ItemExport
from guildhall.itembank.permissions import may_export
from guildhall.itembank.rules.exports import (
    export_holds_items_of_the_scheme,
    export_is_not_too_large,
    export_says_for_whom_and_why,
    kind_of_export_is_known,
)
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import create
from guildhall.schemes.models import Scheme
from guildhall.vault.files import keep


@act(
    "itembank.export.make",
    about="scheme",
    permission=may_export,
    rules=[
        export_says_for_whom_and_why,
        export_is_not_too_large,
        export_holds_items_of_the_scheme,
        kind_of_export_is_known,
    ],
    clauses=["2012:7.4.1", "2012:7.4.2", "2026:7.4"],
    label=gettext_noop("Export items"),
    sentence=gettext_noop("took items of {subject} out of the bank"),
)
def make(*, by: Actor, scheme: Scheme, outgoing: Outgoing, reason: str, recipient: str) -> ItemExport:
    """Take items of a scheme out of the bank, as a package or printed, for somebody and for a reason.

    Every version that goes along is kept by name, so that it can be said of each item who could have it.
    """
    export = create(
        ItemExport,
        number=next_number("XI"),
        scheme=scheme,
        kind=outgoing.kind,
        chosen=outgoing.chosen,
        count=len(outgoing.versions),
        reason=reason.strip(),
        recipient=recipient.strip(),
        file=keep(outgoing.file) if outgoing.file else None,
        table=keep(outgoing.table) if outgoing.table else None,
        made_by=Person.objects.get(pk=by.name),
    )
    for position, version in enumerate(outgoing.versions, start=1):
        create(ExportedVersion, export=export, version=version, position=position)
    return export
