"""Where the money of the body comes from, year by year: whoever pays most could bend its decisions."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.governance.lifecycles.body import YEAR, YearState
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed


class FinancialYear(Record):
    """A year of the body's money: its sources, and what top management concluded from them (4.3.5, 4.4)."""

    lifecycle = YEAR

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=YearState.OPEN)
    year = models.PositiveSmallIntegerField()
    currency = models.CharField(max_length=3, default="EUR")
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    conclusion = Sealed()
    is_enough = models.BooleanField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_financial_year"
        constraints = [
            known_states(YearState, "financial_year_state_is_known"),
            together("reviewed_by", "financial_year_reviewed_by_and_at_together"),
            models.UniqueConstraint(
                fields=["year"],
                name=explain(
                    "financial_year_is_one",
                    gettext_noop("This year is open already."),
                    mend=gettext_noop("Go on with the one that is there."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SourceKind(models.TextChoices):
    """From what kind of payer or for what kind of thing money comes."""

    CANDIDATES = "candidates", _("Fees of candidates and certified persons")
    EMPLOYER = "employer", _("An employer")
    ASSOCIATION = "association", _("An association")
    SCHEME_OWNER = "scheme-owner", _("An owner of a scheme")
    TRAINER = "trainer", _("A provider of training")
    RELATED = "related", _("A related body")
    GRANT = "grant", _("A grant or donation")
    OTHER = "other", _("Something else")


class RevenueSource(Record):
    """What one source brought in a year. `is_one_payer`: it is a single client, not many small ones.

    Its name is the body's own business and sealed; its number stands for it wherever others read of it.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("year",)

    number = models.CharField(max_length=20, unique=True)
    year = models.ForeignKey(FinancialYear, on_delete=models.PROTECT, related_name="sources")
    name = Sealed()
    kind = models.CharField(max_length=20, choices=SourceKind)
    is_one_payer = models.BooleanField(default=False)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "governance_revenue_source"
        constraints = [
            together("removed_by", "revenue_source_removed_by_and_at_together"),
            models.CheckConstraint(condition=Q(kind__in=SourceKind.values), name="revenue_source_kind_is_known"),
            models.CheckConstraint(
                condition=Q(amount__gt=Decimal(0)),
                name=explain(
                    "revenue_source_brings_something",
                    gettext_noop("A source that brought nothing is no source of revenue."),
                    mend=gettext_noop("Give the amount that it brought in the year."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.year.line
