"""What the pages of records say: by which procedure a record began, and of a version where its sealed file is."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from guildhall.documents import governing
from guildhall.documents.lifecycles import IN_EFFECT
from guildhall.documents.models import DocumentVersion, Frozen, Governed
from guildhall.ledger.records import Record
from guildhall.shell.records import Fact, said_of_every_record
from guildhall.shell.requests import PageRequest


@said_of_every_record
def procedure(record: Record, request: PageRequest) -> Iterator[Fact]:
    """By which procedure, in which version, the record began; and whether that one was replaced since."""
    if found := governing.of(record):
        yield _fact(found)


@said_of_every_record
def sealed_file(record: Record, request: PageRequest) -> Iterator[Fact]:
    """Of a version that was approved, the sealed file in which it is kept."""
    if isinstance(record, DocumentVersion) and record.approved_at:
        kept = Frozen.objects.filter(version=record).first()
        if kept is None:
            yield Fact(_("Sealed file"), _("is being made"))
        else:
            yield Fact(_("Sealed file"), _("PDF with the approval page"), _address(record), kept.fingerprint)


def _address(version: DocumentVersion) -> tuple[object, ...]:
    return ("documents:version-sealed", version.pk)


def _fact(found: Governed) -> Fact:
    if found.version is None:
        return Fact(_("Under procedure"), found.procedure, note=_("No version was in effect when it began."))
    told = _("%(procedure)s version %(ordinal)d") % {"procedure": found.procedure, "ordinal": found.version.ordinal}
    replaced = "" if found.version.state in IN_EFFECT else _("Another version took its place since.")
    return Fact(_("Under procedure"), told, ("documents:version", found.version.pk), replaced)
