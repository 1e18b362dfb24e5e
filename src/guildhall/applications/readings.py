"""What is read only by who may, and leaves a trace: what people tell of themselves, and what proves it."""

from guildhall.applications.models import Accommodation, AccommodationPaper, Application, Evidence, Signature
from guildhall.applications.permissions import (
    may_open_evidence,
    may_open_paper,
    may_read_accommodation,
    may_read_application,
    may_read_signature,
)
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading
from guildhall.vault.models import StoredFile


@reading("applications.application.read", about="application", permission=may_read_application)
def open_application(*, by: Actor, application: Application) -> Application:
    """An application as a whole: who applies, what they answered, what was found."""
    return application


@reading("applications.application.paper", about="application", permission=may_read_application)
def paper_of(*, by: Actor, application: Application) -> StoredFile | None:
    """The scan of an application that was signed on paper; nothing where it was signed here."""
    return application.paper


@reading("applications.signature.scan", about="signature", permission=may_read_signature)
def scan_of(*, by: Actor, signature: Signature) -> StoredFile | None:
    """The scan of an agreement that was signed on paper; nothing where it was signed here."""
    return signature.scan


@reading("applications.evidence.read", about="evidence", permission=may_open_evidence)
def open_evidence(*, by: Actor, evidence: Evidence) -> Evidence:
    """What somebody says in proof of a requirement, and which file they handed in."""
    return evidence


@reading("applications.evidence.file", about="evidence", permission=may_open_evidence)
def file_of(*, by: Actor, evidence: Evidence) -> StoredFile | None:
    """The file that proves a requirement; nothing where it is proven in words."""
    return evidence.file


@reading("applications.accommodation.read", about="accommodation", permission=may_read_accommodation)
def open_accommodation(*, by: Actor, accommodation: Accommodation) -> Accommodation:
    """What somebody needs in examinations and why, with what proves it in words."""
    return accommodation


@reading("applications.accommodation.paper", about="paper", permission=may_open_paper)
def accommodation_file(*, by: Actor, paper: AccommodationPaper) -> StoredFile | None:
    """The file that proves a special need; nothing where it is proven in words."""
    return paper.file
