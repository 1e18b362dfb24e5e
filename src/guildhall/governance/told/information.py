"""Who hears what of agreements, consents, disclosures and requests under the law."""

from collections.abc import Iterator
from typing import Any

from guildhall.governance.models import AgreementText, Consent, Disclosure, LegalRequest
from guildhall.identity import grants
from guildhall.identity.roles import DATA_PROTECTION_OFFICER, TOP_MANAGEMENT
from guildhall.kernel.declarations import Told, tells
from guildhall.ledger.records import find


@tells("governance.agreement-text.propose", text="governance/agreement-proposed", mailed=False)
def top_management_hears_of_an_agreement(*, entry: Any) -> Iterator[Told]:
    """Top management, except who proposed it."""
    text = find(entry.subject)
    if isinstance(text, AgreementText):
        for person_id in sorted(grants.holders(TOP_MANAGEMENT) - {text.proposed_by_id}):
            yield Told(person_id, text.number, link=("governance:agreement", str(text.pk)))


@tells("governance.legal-request.receive", text="governance/request-received")
def officer_hears_of_a_request(*, entry: Any) -> Iterator[Told]:
    """Whoever protects data, except whom it is about."""
    request = find(entry.subject)
    if isinstance(request, LegalRequest):
        for person_id in sorted(grants.holders(DATA_PROTECTION_OFFICER) - {request.person_id}):
            yield Told(person_id, request.number, link=("governance:request", str(request.pk)))


@tells("governance.legal-request.tell", text="governance/request-told")
def person_hears_what_the_law_demands(*, entry: Any) -> Iterator[Told]:
    """Whom it is about, before anything is released: who asks, on which law, for what."""
    request = find(entry.subject)
    if isinstance(request, LegalRequest):
        words = {"authority": request.authority, "ground": request.ground, "what": request.what}
        yield Told(request.person_id, request.number, words, ("governance:my-consents",))


@tells("governance.disclosure.make", text="governance/disclosed")
def person_hears_what_was_told(*, entry: Any) -> Iterator[Told]:
    """Whom it is about: what was told, to whom, on their consent."""
    disclosure = find(entry.result)
    if isinstance(disclosure, Disclosure):
        words = {"recipient": disclosure.recipient_name, "what": disclosure.what}
        yield Told(disclosure.person_id, disclosure.number, words, ("governance:my-consents",))


@tells("governance.consent.revoke", text="governance/consent-revoked", mailed=False)
def officer_hears_of_a_consent_that_ends(*, entry: Any) -> Iterator[Told]:
    """Whoever protects data: nothing more is told on it."""
    consent = find(entry.subject)
    if isinstance(consent, Consent):
        for person_id in sorted(grants.holders(DATA_PROTECTION_OFFICER)):
            yield Told(person_id, consent.number, link=("governance:consent", str(consent.pk)))
