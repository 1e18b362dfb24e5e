"""What persons agreed to, what was told about them, and what the law asked for: read by who may, with a trace."""

from guildhall.governance.models import Consent, Disclosure, LegalRequest
from guildhall.governance.permissions.information import may_read_consent, may_read_disclosure, may_read_request
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading
from guildhall.vault.models import StoredFile


@reading("governance.consent.read", about="consent", permission=may_read_consent)
def one_consent(*, by: Actor, consent: Consent) -> Consent:
    """What somebody agrees that others are told about them."""
    return consent


@reading("governance.consent.scan", about="consent", permission=may_read_consent)
def scan_of(*, by: Actor, consent: Consent) -> StoredFile | None:
    """The scan of the paper on which somebody consented; nothing where they did it here."""
    return consent.scan


@reading("governance.disclosure.read", about="disclosure", permission=may_read_disclosure)
def one_disclosure(*, by: Actor, disclosure: Disclosure) -> Disclosure:
    """What was told about somebody, to whom and on which ground."""
    return disclosure


@reading("governance.legal-request.read", about="request", permission=may_read_request)
def one_request(*, by: Actor, request: LegalRequest) -> LegalRequest:
    """A request under the law, with what was found on it."""
    return request


@reading("governance.legal-request.letter", about="request", permission=may_read_request)
def letter_of(*, by: Actor, request: LegalRequest) -> StoredFile | None:
    """The letter by which an authority or court asks."""
    return request.letter
