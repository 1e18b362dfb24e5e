"""Nothing about a person is told to a third party without their consent or a law that demands it (R-45)."""

from datetime import date

from guildhall.governance.lifecycles.information import CONSENT, LEGAL_REQUEST, ConsentState, RequestState
from guildhall.governance.models import Consent, Disclosure, LegalRequest, Recipient
from guildhall.governance.permissions.information import (
    gave_the_consent,
    is_not_concerned,
    is_who_consents,
    may_disclose,
    may_enter_consents,
    may_take_in_requests,
)
from guildhall.governance.rules.information import (
    a_consent_has_a_term,
    a_consent_is_in_writing,
    a_consent_says_what_to_whom_and_why,
    a_correction_in_these_has_its_reason,
    a_disclosure_says_what,
    nobody_handles_a_request_about_themselves,
    nobody_is_told_against_the_law,
    the_consent_holds_today,
    the_person_is_told_or_the_law_forbids_it,
    the_request_says_who_asks_and_why,
)
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.vault.files import Received, keep

CONFIDENTIAL = ("2012:7.3.3", "2026:7.3")
BY_LAW = ("2012:7.3.4", "2026:7.3")
HANDLES = may_disclose & is_not_concerned


@act(
    "governance.consent.give",
    about="person",
    move=CONSENT.give,
    permission=is_who_consents | may_enter_consents,
    rules=[a_consent_says_what_to_whom_and_why, a_consent_has_a_term, a_consent_is_in_writing],
    clauses=CONFIDENTIAL,
    sentence=gettext_noop("recorded the consent {subject}"),
)
def consent(
    *,
    by: Actor,
    person: Person,
    recipient: Recipient,
    recipient_name: str,
    what: str,
    purpose: str,
    given_on: date,
    until_on: date,
    scan: Received | None = None,
) -> Consent:
    """Agree that something about oneself is told to somebody, for a purpose, until a day.

    Given in one's own account; or on paper, which operations enters with its scan.
    """
    return create(
        Consent,
        number=next_number("CS"),
        person=person,
        recipient=recipient,
        recipient_name=recipient_name.strip(),
        what=what.strip(),
        purpose=purpose.strip(),
        given_on=given_on,
        until_on=until_on,
        scan=keep(scan) if scan else None,
        recorded_by=str(by),
    )


@act(
    "governance.consent.revoke",
    about="consent",
    move=CONSENT.revoke,
    permission=gave_the_consent | may_enter_consents,
    clauses=CONFIDENTIAL,
    sentence=gettext_noop("took back the consent {subject}"),
)
def revoke(*, by: Actor, consent: Consent) -> Consent:
    """Take a consent back: from this moment nothing more is told on it."""
    return change(consent, state=ConsentState.REVOKED, revoked_at=clock.now(), revoked_by=str(by))


@act(
    "governance.disclosure.make",
    about=("person", "consent"),
    permission=may_disclose,
    rules=[nobody_handles_a_request_about_themselves, the_consent_holds_today, a_disclosure_says_what],
    clauses=CONFIDENTIAL,
    sentence=gettext_noop("told a third party something about somebody, with their consent"),
    label=gettext_noop("Record a disclosure"),
)
def disclose(*, by: Actor, person: Person, consent: Consent, what: str) -> Disclosure:
    """Record what was told about a person to whom they consented, on a consent that holds today."""
    return create(
        Disclosure,
        number=next_number("DS"),
        person=person,
        consent=consent,
        recipient_name=consent.recipient_name,
        what=what.strip(),
        disclosed_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.legal-request.receive",
    about="person",
    move=LEGAL_REQUEST.receive,
    permission=may_take_in_requests,
    rules=[nobody_handles_a_request_about_themselves, the_request_says_who_asks_and_why],
    clauses=BY_LAW,
    sentence=gettext_noop("took in the request under the law {subject}"),
)
def receive(
    *,
    by: Actor,
    person: Person,
    authority: str,
    ground: str,
    what: str,
    received_on: date,
    due_on: date | None = None,
    letter: Received | None = None,
) -> LegalRequest:
    """Take in a request by an authority or court for something about a person; nothing is released with it."""
    return create(
        LegalRequest,
        number=next_number("LR"),
        person=person,
        authority=authority.strip(),
        ground=ground.strip(),
        what=what.strip(),
        received_on=received_on,
        due_on=due_on,
        letter=keep(letter) if letter else None,
        recorded_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.legal-request.uphold",
    about="request",
    move=LEGAL_REQUEST.uphold,
    permission=HANDLES,
    rules=[a_correction_in_these_has_its_reason],
    clauses=BY_LAW,
    sentence=gettext_noop("found the request {subject} well founded"),
)
def uphold(*, by: Actor, request: LegalRequest, reason: str, silence: str = "") -> LegalRequest:
    """Find that the law obliges the body to release what is asked for, and say why.

    `silence` names the law that forbids to tell the person; where none does, they are told before the release.
    """
    return _assessed(by, request, RequestState.FOUNDED, reason, silence=silence.strip())


@act(
    "governance.legal-request.reject",
    about="request",
    move=LEGAL_REQUEST.reject,
    permission=HANDLES,
    rules=[a_correction_in_these_has_its_reason],
    clauses=BY_LAW,
    sentence=gettext_noop("rejected the request {subject}"),
)
def reject(*, by: Actor, request: LegalRequest, reason: str) -> LegalRequest:
    """Reject a request that no law supports, with the reason that its sender is told; nothing is released."""
    return _assessed(by, request, RequestState.REJECTED, reason)


def _assessed(by: Actor, request: LegalRequest, state: RequestState, reason: str, **more: str) -> LegalRequest:
    assessor = Person.objects.get(pk=by.name)
    assessed = {"reasons": reason.strip(), "assessed_at": clock.now(), "assessed_by": assessor}
    return change(request, state=state, **assessed, **more)


@act(
    "governance.legal-request.tell",
    about="request",
    move=LEGAL_REQUEST.tell,
    permission=HANDLES,
    rules=[nobody_is_told_against_the_law],
    clauses=BY_LAW,
    sentence=gettext_noop("told the person of the request {subject}"),
)
def tell(*, by: Actor, request: LegalRequest) -> LegalRequest:
    """Tell the person what will be released about them, to whom and on which ground, before it is released."""
    return change(request, state=RequestState.TOLD, told_at=clock.now())


@act(
    "governance.legal-request.release",
    about="request",
    move=LEGAL_REQUEST.release,
    permission=HANDLES,
    rules=[the_person_is_told_or_the_law_forbids_it, a_disclosure_says_what],
    clauses=BY_LAW,
    sentence=gettext_noop("released what {subject} asked for"),
)
def release(*, by: Actor, request: LegalRequest, what: str) -> Disclosure:
    """Release what the law demands and nothing more, after the person was told or where the law forbids that."""
    change(request, state=RequestState.RELEASED)
    return create(
        Disclosure,
        number=next_number("DS"),
        person=request.person,
        request=request,
        recipient_name=request.authority,
        what=what.strip(),
        disclosed_by=Person.objects.get(pk=by.name),
    )
