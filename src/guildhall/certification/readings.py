"""What is read only by who may, and leaves a trace: decision files, certifications, certificates, whole files."""

from guildhall.certification import bundles
from guildhall.certification.models import Certificate, Certification, DecisionFile
from guildhall.certification.permissions import (
    may_bundle,
    may_open_certificate,
    may_read_certification,
    may_read_file,
    may_read_the_whole_file,
)
from guildhall.identity.models import Person
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading
from guildhall.vault.models import StoredFile


@reading("certification.decision.read", about="file", permission=may_read_file)
def open_file(*, by: Actor, file: DecisionFile) -> DecisionFile:
    """A decision file with everything on which the decision rests."""
    return file


@reading("certification.certification.read", about="certification", permission=may_read_certification)
def open_certification(*, by: Actor, certification: Certification) -> Certification:
    """A certification with its certificates, decisions and holds."""
    return certification


@reading("certification.person.read", about="person", permission=may_read_the_whole_file)
def open_whole_file(*, by: Actor, person: Person) -> Person:
    """Somebody's whole way, from the application to the certificate, in one view."""
    return person


@reading("certification.certificate.document", about="certificate", permission=may_open_certificate)
def document_of(*, by: Actor, certificate: Certificate) -> StoredFile | None:
    """The sealed sheet of a certificate; nothing while it is being made."""
    return certificate.document


@reading("certification.certificate.credential", about="certificate", permission=may_open_certificate)
def credential_of(*, by: Actor, certificate: Certificate) -> str:
    """The credential of a certificate, for a wallet; nothing while it is being made."""
    return certificate.credential


@reading("certification.certificate.bundle", about="certificate", permission=may_bundle)
def bundle_of(*, by: Actor, certificate: Certificate) -> dict[str, bytes]:
    """What a stranger needs to verify a certificate offline: sheet, credential, keys, status, ledger proof."""
    return bundles.of(certificate)
