"""Who may do what with agreements, public information, consents, disclosures, legal requests and calendars."""

from django.utils.translation import gettext as _

from guildhall.governance.models import CalendarAddress, Consent, Disclosure, LegalRequest
from guildhall.identity.models import Person
from guildhall.identity.permissions import holds
from guildhall.identity.roles import (
    DATA_PROTECTION_OFFICER,
    DOCUMENT_CONTROLLER,
    OPERATIONS,
    QUALITY_MANAGER,
    TOP_MANAGEMENT,
)
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal

may_propose_agreements = holds(QUALITY_MANAGER, DOCUMENT_CONTROLLER)
may_approve_agreements = holds(TOP_MANAGEMENT)
may_see_agreements = holds(QUALITY_MANAGER, DOCUMENT_CONTROLLER, OPERATIONS, TOP_MANAGEMENT)
may_review_information = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
may_disclose = holds(DATA_PROTECTION_OFFICER)
may_take_in_requests = holds(DATA_PROTECTION_OFFICER, OPERATIONS)
may_see_disclosures = holds(DATA_PROTECTION_OFFICER, TOP_MANAGEMENT)
may_enter_consents = holds(OPERATIONS, DATA_PROTECTION_OFFICER)
may_see_the_calendar = holds(OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT)
"""Who sees every day that counts for the body; the same as see the list of deadlines."""


@permission("is that person")
def is_who_consents(*, by: Actor, person: Person) -> Refusal | None:
    """Somebody consents for themselves; what they signed on paper the office enters."""
    return None if by.is_person(person.pk) else _somebody_elses()


@permission("gave the consent")
def gave_the_consent(*, by: Actor, consent: Consent) -> Refusal | None:
    """A consent is taken back by who gave it."""
    return None if by.is_person(consent.person_id) else _somebody_elses()


@permission("is who the disclosure is about, and may know of it")
def may_know_of_the_disclosure(*, by: Actor, disclosure: Disclosure) -> Refusal | None:
    """Everybody reads what was told about them, unless the law forbids to tell them."""
    is_silent = disclosure.request is not None and disclosure.request.told_at is None
    return _somebody_elses() if is_silent or not by.is_person(disclosure.person_id) else None


@permission("is nobody whom the request is about")
def is_not_concerned(*, by: Actor, request: LegalRequest) -> Refusal | None:
    """Nobody handles, or reads, a request about themselves (R-08)."""
    if not by.is_person(request.person_id):
        return None
    return Refusal(
        _("This concerns yourself, and nobody handles a matter about themselves."),
        mend=Mend(_("Somebody else does it.")),
        code="R-08",
        clauses=("2012:4.3.7", "2026:4.3"),
    )


@permission("whose calendar it is")
def is_whose_calendar_it_is(*, by: Actor, address: CalendarAddress) -> Refusal | None:
    """Everybody takes their own addresses back."""
    return None if by.is_person(address.person_id) else _somebody_elses()


may_read_consent = gave_the_consent | may_enter_consents | may_see_disclosures
may_read_disclosure = may_know_of_the_disclosure | may_see_disclosures
may_read_request = may_take_in_requests & is_not_concerned | may_see_disclosures & is_not_concerned


def _somebody_elses() -> Refusal:
    return Refusal(
        _("This is somebody else's, and only they can do this."),
        mend=Mend(_("Ask them to do it, or ask the data protection officer.")),
    )
