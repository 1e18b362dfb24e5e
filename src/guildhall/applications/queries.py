"""What others may read of applications."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.applications.lifecycles import UNDECIDED, AccommodationState
from guildhall.applications.models import (
    Accommodation,
    Application,
    Evidence,
    Inquiry,
    RequirementResult,
    Signature,
    SignatureKind,
    Verdict,
)
from guildhall.identity import grants
from guildhall.identity.roles import ELIGIBILITY_REVIEWER, OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor
from guildhall.kernel.involvements import REVIEWED, Involvement
from guildhall.schemes.models import Requirement

OVERSEERS = (OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT)
"""Roles of the body that see that an application goes its way, in every scheme."""


@dataclass(frozen=True)
class OpenRequirement:
    """A requirement that is not met, and why not, in a sentence without its full stop."""

    requirement: Requirement
    why: str


@dataclass(frozen=True)
class Granted:
    """The special arrangements that hold for a candidate: they drive time and delivery of every sitting (R-29)."""

    accommodation: Accommodation
    extra_percent: int
    read_aloud: bool
    other: str

    @property
    def number(self) -> str:
        return self.accommodation.number


def applications() -> QuerySet[Application]:
    """All applications with whom and what they are about."""
    return Application.objects.select_related("person", "version__scheme__scope", "reviewer_by")


def listed_for(by: Actor) -> QuerySet[Application]:
    """The applications that somebody finds in their list: what was submitted, and what is filled in from paper.

    Who oversees the whole body finds all of them, a reviewer those of their schemes.
    """
    handed_in = applications().filter(Q(submitted_at__isnull=False) | Q(on_paper=True))
    if by.person_id is None:
        return handed_in.none()
    if grants.roles_of(by.person_id) & {each.code for each in OVERSEERS}:
        return handed_in
    scopes = grants.scopes_of(by.person_id, ELIGIBILITY_REVIEWER)
    return handed_in.filter(version__scheme__scope__in=scopes, submitted_at__isnull=False)


def of_person(person_id: UUID) -> QuerySet[Application]:
    """The applications of one person, the latest first."""
    return applications().filter(person_id=person_id).order_by("-made_at")


def requirements(application: Application, *stages: str) -> list[Requirement]:
    """What the version asks for, by `stages` or in all, in its order."""
    asked = Requirement.objects.filter(version_id=application.version_id).order_by("position", "code")
    return list(asked.filter(stage__in=stages) if stages else asked)


def evidence_of(application: Application) -> QuerySet[Evidence]:
    """The evidence that stands, in the order in which it came."""
    standing = Evidence.objects.filter(application=application, removed_at__isnull=True)
    return standing.select_related(*Evidence.reload_with).order_by("provided_at", "id")


def results_of(application: Application) -> dict[UUID, RequirementResult]:
    """What was found, by requirement."""
    found = RequirementResult.objects.filter(application=application)
    return {each.requirement_id: each for each in found.select_related("application__person", "found_by")}


def open_requirements(application: Application, *stages: str, day: date) -> list[OpenRequirement]:
    """The requirements, of `stages` or all, that are not met on `day`, and why not; empty where nothing is open."""
    results = results_of(application)
    asked = ((each, _why_open(results.get(each.pk), day)) for each in requirements(application, *stages))
    return [OpenRequirement(each, why) for each, why in asked if why]


def _why_open(result: RequirementResult | None, day: date) -> str:
    if result is None:
        return _("nobody has judged it yet")
    if result.verdict == Verdict.NOT_MET:
        return _("it was found not met")
    if result.valid_until and result.valid_until < day:
        return _("what was found held until %(day)s") % {"day": date_format(result.valid_until, "j M Y")}
    return ""


def signed(application: Application, kind: str) -> Signature | None:
    """The signature under the agreement or the code of conduct, on the words of the version that is applied for."""
    return Signature.objects.filter(
        application=application, kind=SignatureKind(kind), version_number=application.version.number
    ).first()


def open_inquiry(application: Application) -> Inquiry | None:
    """What the reviewer asked and nobody has answered yet."""
    return Inquiry.objects.filter(application=application, answered_at__isnull=True).first()


def accommodation_of(application: Application) -> Granted | None:
    """What was granted last, in whole or in part; None where nothing was."""
    granted = Accommodation.objects.filter(
        application=application, state__in=(AccommodationState.GRANTED, AccommodationState.PARTLY)
    )
    last = granted.select_related(*Accommodation.reload_with).order_by("-decided_at").first()
    return Granted(last, last.extra_percent, last.read_aloud, last.other) if last else None


def undecided_accommodation(application: Application) -> Accommodation | None:
    """The request for special arrangements that waits for its decision; it is decided before any examination (R-29)."""
    return Accommodation.objects.filter(application=application, state__in=UNDECIDED).first()


def accommodations() -> QuerySet[Accommodation]:
    """All requests for special arrangements, with whom and what they are about."""
    return Accommodation.objects.select_related(*Accommodation.reload_with)


def involved(application: Application) -> list[Involvement]:
    """Who had a part in the review of an application and in what was granted, in order; each part once a person."""
    parts = {(person, what): (person, what, at) for person, what, at in _parts(application) if person and at}
    told = (
        Involvement(who, REVIEWED, what, at, application.ref, application.number) for who, what, at in parts.values()
    )
    return sorted(told, key=lambda part: part.at)


def _parts(application: Application) -> Iterator[tuple[UUID | None, str, datetime | None]]:
    yield application.reviewer_by_id, _("reviewed the application"), application.reviewer_at
    for result in RequirementResult.objects.filter(application=application):
        yield result.found_by_id, _("judged prerequisites"), result.found_at
    for inquiry in Inquiry.objects.filter(application=application):
        yield inquiry.asked_by_id, _("asked for information"), inquiry.asked_at
    yield application.decided_by_id, _("decided on admission"), application.decided_at
    yield application.safeguard_by_id, _("recorded the safeguard"), application.safeguard_at
    for asked in Accommodation.objects.filter(application=application):
        yield asked.decided_by_id, _("decided on special arrangements"), asked.decided_at
