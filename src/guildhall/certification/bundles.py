"""Gathers what a stranger needs to verify one certificate offline, for ever (`guildhall.credentials.bundle`)."""

import json

from guildhall import credentials
from guildhall.certification import published, queries
from guildhall.certification.models import Certificate, Certification
from guildhall.documents import issuers
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.words import gettext_noop
from guildhall.ledger import publishing
from guildhall.ledger.models import Entry, Outcome
from guildhall.vault import files

GRANT = "certification.decision.grant"


def latest(certification: Certification) -> Certificate:
    """The certificate that was issued last, whatever became of it; refused where none was issued yet."""
    issued = queries.certificates().filter(certification=certification, issued_at__isnull=False)
    found = issued.order_by("-ordinal").first()
    if found is None:
        raise _nothing_issued()
    return found


def of(certificate: Certificate) -> dict[str, bytes]:
    """The files of the bundle of a certificate, by name; the status list is signed at this moment."""
    if certificate.document is None:
        raise _nothing_issued()
    listed = published.status_list(certificate.status_list)
    proof = _proof(certificate.certification)
    parts = credentials.Parts(
        pdf=b"".join(files.open_stream(certificate.document)),
        credential=json.loads(certificate.credential),
        token=certificate.token,
        did_document=published.did_document(),
        status_list=listed,
        status_token=credentials.token_of(listed, issuers.signing().token),
        seal_root=issuers.seal_root(),
        ledger_proof=credentials.as_file(proof),
        checkpoint=str(proof["checkpoint"]).encode(),
        ledger_key=f"{publishing.key()}\n".encode(),
    )
    return credentials.bundle(parts)


def _proof(certification: Certification) -> dict[str, object]:
    """The place in the ledger of the decision that granted it, with what proves it."""
    granted = queries.grant_of(certification)
    entry = Entry.objects.filter(subject=granted.ref if granted else "", act=GRANT, outcome=Outcome.DONE).first()
    proof = publishing.inclusion(entry.id) if entry else None
    if proof is None:
        raise Refusal(
            gettext_noop("The decision has no place in the ledger yet."),
            mend=Mend(gettext_noop("Wait until the worker has numbered it, and do it again.")),
            code="not-numbered",
        )
    return proof


def _nothing_issued() -> Refusal:
    return Refusal(
        gettext_noop("No certificate was issued for this certification yet."),
        mend=Mend(gettext_noop("The worker makes it right after the decision; do it again then.")),
        code="not-issued",
    )
