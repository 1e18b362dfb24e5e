"""What conformity looks at in the procedures that govern the records of the house."""

from django.utils.translation import gettext as _

from guildhall.documents import governing, queries
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop

CLAUSES = ["2012:10.2.2", "2012:10.2.3", "2026:10/documents-records"]


@control(
    "documents.procedures_are_in_effect",
    title=gettext_noop("Every procedure that governs records is in effect"),
    clauses=CLAUSES,
    events=["documents.version.*", "documents.document.register"],
)
def procedures_are_in_effect() -> Answer:
    """Each kind of record that has a course names its procedure, and of each procedure a version is in effect."""
    known = dict(queries.documents().filter(code__in=governing.procedures()).values_list("code", "pk"))
    return Answer(findings=[_missing(code, known.get(code)) for code in governing.missing()], looked_at=_all())


@control(
    "documents.procedures_stand_while_records_are_open",
    title=gettext_noop("Records end under the procedure under which they began"),
    clauses=CLAUSES,
    events=["documents.version.*"],
)
def procedures_stand_while_records_are_open() -> Answer:
    """Where a procedure was replaced while records were open, somebody judged whether they go on under the new one."""
    found = governing.replaced()
    told = ", ".join(
        _("%(procedure)s version %(ordinal)d (%(count)d open)")
        % {"procedure": each.life.procedure, "ordinal": each.version.ordinal, "count": each.count}
        for each in found
    )
    asked = _("Open records began under versions that were replaced since: %(told)s. Say how they go on.")
    return Answer(looked_at=_all(), judgement=asked % {"told": told} if found else "")


def _missing(code: str, document_id: object) -> Finding:
    """A procedure that is not in effect, on its document where there is one."""
    sentence = gettext_noop("governs records, and no version of it is in effect")
    if document_id is None:
        return Finding("", code, sentence, ("documents:procedures",))
    return Finding(f"documents.document:{document_id}", code, sentence, ("documents:document", str(document_id)))


def _all() -> int:
    return len(governing.procedures())
