"""What conformity looks at in the references of documents to each other and to the standard."""

from collections.abc import Iterable, Iterator

from guildhall.documents import queries
from guildhall.documents.models import Document, DocumentVersion
from guildhall.documents.rendering import Reference, references
from guildhall.kernel import clauses
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop


@control(
    "documents.references_lead_somewhere",
    title=gettext_noop("References in documents lead somewhere"),
    clauses=["2012:10.2.2", "2012:10.2.3", "2026:10/documents-records"],
    events=["documents.version.*", "documents.document.register"],
)
def references_lead_somewhere() -> Answer:
    """Each document and clause that a version in effect refers to exists."""
    found = list(queries.in_effect().filter(body__contains="[[").order_by("document__code"))
    codes = set(Document.objects.values_list("code", flat=True)) if found else set()
    return Answer(findings=list(_dangling(found, codes)), looked_at=len(found))


def _dangling(found: Iterable[DocumentVersion], codes: set[str]) -> Iterator[Finding]:
    for version in found:
        if any(not _leads(each, codes) for each in references(version.body)):
            sentence = gettext_noop("refers to a document or clause that does not exist")
            yield Finding(version.ref, version.number, sentence, ("documents:version", str(version.pk)))


def _leads(reference: Reference, codes: set[str]) -> bool:
    if reference.kind == "clause":
        return clauses.exists(reference.name)
    return reference.kind != "document" or reference.name in codes
