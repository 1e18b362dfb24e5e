"""What is read only by who may, and leaves a trace: documents of the house, their papers, and the archive."""

from guildhall.documents.models import (
    Distribution,
    Document,
    DocumentVersion,
    ExternalDocument,
    Frozen,
    ManualCopy,
    Picture,
)
from guildhall.documents.permissions import (
    may_end_distribution,
    may_open_copy,
    may_read_document,
    may_read_version,
    may_see_picture,
    works_by_documents,
)
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading
from guildhall.vault.models import StoredFile


@reading("documents.document.read", about="document", permission=may_read_document)
def one_document(*, by: Actor, document: Document) -> Document:
    """What is said of a document, for who may read what is in effect of it."""
    return document


@reading("documents.distribution.read", about="distribution", permission=may_end_distribution)
def one_distribution(*, by: Actor, distribution: Distribution) -> Distribution:
    """Who has acknowledged a document and who has not, for who keeps it."""
    return distribution


@reading("documents.version.read", about="version", permission=may_read_version)
def one_version(*, by: Actor, version: DocumentVersion) -> DocumentVersion:
    """What a version says, for who works by it, writes or keeps it; what is obsolete for the archive alone (R-49)."""
    return version


@reading("documents.version.paper", about="version", permission=may_read_version)
def paper_of(*, by: Actor, version: DocumentVersion) -> StoredFile | None:
    """The PDF that was handed in as a version; nothing where it was written here."""
    return version.upload


@reading("documents.version.source", about="version", permission=may_read_version)
def source_of(*, by: Actor, version: DocumentVersion) -> StoredFile | None:
    """The file from which a PDF was made; nothing where none was kept."""
    return version.source


@reading("documents.picture.see", about="picture", permission=may_see_picture)
def file_of(*, by: Actor, picture: Picture) -> StoredFile:
    """A picture, for who may read the document in which it stands."""
    return picture.file


@reading("documents.external.file", about="external", permission=works_by_documents)
def external_file(*, by: Actor, external: ExternalDocument) -> StoredFile | None:
    """The copy of a document from outside that the body keeps; nothing where it keeps none."""
    return external.file


@reading("documents.version.sealed", about="version", permission=may_read_version)
def sealed_file_of(*, by: Actor, version: DocumentVersion) -> StoredFile | None:
    """The sealed file of a version that was approved; nothing while it is being made."""
    kept = Frozen.objects.filter(version=version).select_related("file").first()
    return kept.file if kept else None


@reading("documents.manual.open", about="copy", permission=may_open_copy)
def file_of_copy(*, by: Actor, copy: ManualCopy) -> StoredFile | None:
    """A copy of the manual, for who ordered it; nothing while it is being made."""
    return copy.file
