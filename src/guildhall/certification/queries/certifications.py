"""Certifications and certificates: which stand, which demand a decision, and which a person has."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from guildhall.certification.lifecycles import IN_FORCE, STANDING, UNDECIDED, CertificationState, DecisionState
from guildhall.certification.models import Certificate, Certification, DecisionFile, DecisionKind, Hold, HoldKind
from guildhall.kernel import clock
from guildhall.schemes.models import Scheme


def certifications() -> QuerySet[Certification]:
    """All certifications, each with whom it is about and its scheme."""
    return Certification.objects.select_related(*Certification.reload_with)


def certificates() -> QuerySet[Certificate]:
    """All certificates, each with its certification."""
    return Certificate.objects.select_related(*Certificate.reload_with)


def of_person(person_id: UUID) -> QuerySet[Certification]:
    """The certifications of one person, the latest first."""
    return certifications().filter(person_id=person_id).order_by("-effective_on", "-number")


def current(person_id: UUID, scheme: Scheme) -> Certification | None:
    """The certification of a person in a scheme that is not over: valid, or suspended."""
    standing = of_person(person_id).filter(version__scheme=scheme, state__in=STANDING)
    return standing.filter(expires_on__gte=clock.today()).first()


def grant_of(certification: Certification) -> DecisionFile | None:
    """The decision by which a certification was granted."""
    granting = DecisionFile.objects.filter(
        certification=certification,
        kind=DecisionKind.GRANT,
        state__in=(DecisionState.GRANTED, DecisionState.SUPERSEDED),
    )
    return granting.select_related(*DecisionFile.reload_with).order_by("decided_at").first()


def in_force(certification: Certification) -> Certificate | None:
    """The certificate that stands for a certification now."""
    return certificates().filter(certification=certification, state__in=IN_FORCE).first()


def adverse_hold(certification: Certification) -> Hold | None:
    """The appeal that keeps anything adverse from being done to a certification (R-18)."""
    return Hold.objects.filter(certification=certification, kind=HoldKind.APPEAL, lifted_at__isnull=True).first()


def demanding_a_decision() -> QuerySet[Certification]:
    """Suspensions whose deadline has passed and on which no decision is under way (R-37).

    An appeal stops the clock of the deadline, not the suspension (R-18).
    """
    open_file = DecisionFile.objects.filter(certification=OuterRef("pk"), state__in=UNDECIDED)
    appeal = Hold.objects.filter(certification=OuterRef("pk"), kind=HoldKind.APPEAL, lifted_at__isnull=True)
    over = certifications().filter(state=CertificationState.SUSPENDED, suspension_ends_on__lt=clock.today())
    return over.exclude(Exists(open_file.exclude(kind=DecisionKind.GRANT))).exclude(Exists(appeal))
