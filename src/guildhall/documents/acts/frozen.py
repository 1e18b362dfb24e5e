"""What was approved is kept as a sealed file; the house makes it, once."""

from guildhall.documents.issuers import ISSUER
from guildhall.documents.models import DocumentVersion, Frozen
from guildhall.documents.rules import CONTROL
from guildhall.documents.rules.frozen import it_is_not_frozen_yet, it_was_approved
from guildhall.identity.permissions import NOBODY
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import create
from guildhall.vault.files import Received
from guildhall.vault.files import keep as keep_file


@act(
    "documents.frozen.keep",
    about="version",
    permission=NOBODY,
    machines=[ISSUER.name],
    rules=[it_was_approved, it_is_not_frozen_yet],
    clauses=CONTROL,
    sentence=gettext_noop("sealed {subject}: {fingerprint}"),
)
def keep(*, by: Actor, version: DocumentVersion, document: Received, fingerprint: str) -> Frozen:
    """Keep an approved version as a sealed file with its approval page; there is one, and it never changes.

    The fingerprint stands in the ledger, so that a file that was exchanged later can be told.
    """
    return create(Frozen, version=version, file=keep_file(document), fingerprint=fingerprint)
