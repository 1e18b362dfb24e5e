"""Agreements, public information, consents, disclosures and legal requests, as others may read them."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from guildhall.governance.lifecycles.information import AgreementState, ConsentState, RequestState
from guildhall.governance.models import (
    AgreementText,
    CalendarAddress,
    Consent,
    Disclosure,
    InformationReview,
    LegalRequest,
)

OPEN_REQUESTS = (RequestState.RECEIVED, RequestState.FOUNDED, RequestState.TOLD)


def agreement_texts() -> QuerySet[AgreementText]:
    """All texts of agreement, the latest first."""
    return AgreementText.objects.select_related("proposed_by", "approved_by").order_by("-number")


def agreement_in_effect(party: str, language: str) -> AgreementText | None:
    """What the body agrees with that kind of party today."""
    return agreement_texts().filter(party=party, language=language, state=AgreementState.EFFECTIVE).first()


def latest_review() -> InformationReview | None:
    """When somebody last went through what the body says in public."""
    return InformationReview.objects.order_by("-reviewed_at").first()


def consents() -> QuerySet[Consent]:
    """All consents, the latest first."""
    return Consent.objects.select_related("person", "scan").order_by("-number")


def consents_in_force(person_id: UUID, day: date) -> QuerySet[Consent]:
    """What somebody agrees to on `day`: given, not taken back, within its term."""
    given = consents().filter(person_id=person_id, state=ConsentState.GIVEN)
    return given.filter(given_on__lte=day, until_on__gte=day)


def disclosures() -> QuerySet[Disclosure]:
    """All disclosures, the latest first."""
    return Disclosure.objects.select_related("person", "consent", "request", "disclosed_by").order_by("-number")


def disclosures_told(person_id: UUID) -> QuerySet[Disclosure]:
    """What somebody may know was told about them; not what the law forbids to tell them."""
    silent = LegalRequest.objects.filter(person_id=person_id, told_at__isnull=True)
    return disclosures().filter(person_id=person_id).exclude(request__in=silent)


def requests() -> QuerySet[LegalRequest]:
    """All requests under the law, the latest first."""
    return LegalRequest.objects.select_related("person", "letter", "assessed_by").order_by("-number")


def requests_open() -> QuerySet[LegalRequest]:
    """The requests that wait, the earliest due first."""
    return requests().filter(state__in=OPEN_REQUESTS).order_by("due_on", "received_on")


def calendar_addresses(person_id: UUID) -> QuerySet[CalendarAddress]:
    """The secret addresses of somebody's calendar that hold, the latest first."""
    held = CalendarAddress.objects.filter(person_id=person_id, revoked_at__isnull=True)
    return held.select_related("person").order_by("-made_at")
