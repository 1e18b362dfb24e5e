"""What others may read of the body's entity, accreditations, cover and money."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet, Sum

from guildhall.governance.lifecycles.body import (
    AccreditationState,
    CoverState,
    EntityState,
    LiabilityState,
    RegistrationState,
    YearState,
)
from guildhall.governance.models import (
    Accreditation,
    Cover,
    FinancialYear,
    LegalEntity,
    Liability,
    Registration,
    RevenueSource,
)
from guildhall.kernel import clock

SOON = timedelta(days=60)
CONCENTRATED = Decimal(25)
"""From how many per cent of a year's revenue on one payer is a threat to impartiality of its own (our choice)."""


def entity() -> LegalEntity | None:
    """The legal entity as it is described now."""
    return LegalEntity.objects.filter(state=EntityState.CURRENT).first()


def registrations() -> QuerySet[Registration]:
    """The proofs of registration that count, the first that is due first."""
    return Registration.objects.filter(state=RegistrationState.CURRENT).order_by("review_on")


def accreditations_on(day: date) -> QuerySet[Accreditation]:
    """The accreditations to which the body may refer on a day."""
    standing = Accreditation.objects.filter(state=AccreditationState.IN_FORCE)
    return standing.filter(granted_on__lte=day, until_on__gte=day).order_by("accreditor", "number")


def accreditation_of(scope_id: UUID, day: date | None = None) -> Accreditation | None:
    """The accreditation under which a scheme runs on a day; None where there is none, so that nothing refers to it."""
    return accreditations_on(day or clock.today()).filter(schemes__scope_id=scope_id).first()


def covers_on(day: date) -> QuerySet[Cover]:
    """The insurances and reserves that cover the body on a day."""
    return Cover.objects.filter(state=CoverState.IN_FORCE, from_on__lte=day, until_on__gte=day).order_by("until_on")


def liability() -> Liability | None:
    """What the body may become liable for, as it was assessed last."""
    return Liability.objects.filter(state=LiabilityState.CURRENT).first()


def covered(day: date, currency: str = "EUR") -> Decimal:
    """Up to how much the body is covered on a day, in one currency."""
    return covers_on(day).filter(currency=currency).aggregate(all=Sum("amount"))["all"] or Decimal(0)


def sources(year: FinancialYear) -> QuerySet[RevenueSource]:
    """What brought money in a year, the largest first."""
    return year.sources.filter(removed_at__isnull=True).order_by("-amount", "number")


def latest_year() -> FinancialYear | None:
    """The latest financial year of which a source is recorded."""
    known = FinancialYear.objects.filter(sources__removed_at__isnull=True, sources__isnull=False)
    return known.order_by("-year").first()


def reviewed_years() -> QuerySet[FinancialYear]:
    """The years whose money was reviewed, the latest first."""
    return FinancialYear.objects.filter(state=YearState.REVIEWED).order_by("-year")


@dataclass(frozen=True)
class Share:
    """What one source makes of a year's revenue, in per cent."""

    source: RevenueSource
    per_cent: Decimal

    @property
    def is_concentrated(self) -> bool:
        """Whether one payer could bend decisions by going away."""
        return self.source.is_one_payer and self.per_cent >= CONCENTRATED


def shares(year: FinancialYear) -> list[Share]:
    """Each source of a year with its share, the largest first."""
    found = list(sources(year))
    total = sum((each.amount for each in found), Decimal(0))
    return [Share(each, (each.amount * 100 / total).quantize(Decimal("0.1"))) for each in found]
