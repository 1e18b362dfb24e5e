"""What every record's page says of the procedure under which the record began."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from guildhall.documents import governing
from guildhall.documents.lifecycles import IN_EFFECT
from guildhall.documents.models import Governed
from guildhall.ledger.records import Record
from guildhall.shell.records import Fact, said_of_every_record
from guildhall.shell.requests import PageRequest


@said_of_every_record
def procedure(record: Record, request: PageRequest) -> Iterator[Fact]:
    """By which procedure, in which version, the record began; and whether that one was replaced since."""
    if found := governing.of(record):
        yield _fact(found)


def _fact(found: Governed) -> Fact:
    if found.version is None:
        return Fact(_("Under procedure"), found.procedure, note=_("No version was in effect when it began."))
    told = _("%(procedure)s version %(ordinal)d") % {"procedure": found.procedure, "ordinal": found.version.ordinal}
    replaced = "" if found.version.state in IN_EFFECT else _("Another version took its place since.")
    return Fact(_("Under procedure"), told, ("documents:version", found.version.pk), replaced)
