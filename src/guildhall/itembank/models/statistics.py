"""How a version of an item did with candidates, what somebody made of it, and what was flagged."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.itembank.models.items import ItemVersion
from guildhall.kernel import clock
from guildhall.ledger.constraints import together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Study
from guildhall.vault.fields import Sealed


class ItemStatistic(Record):
    """What a study found of one version: how many answered, how hard it was, how well it told apart.

    `p` is the mean share of the points, `r` the corrected correlation with the rest of the form; `b`, `a` and `fit`
    stand where the study calibrated. `numbers` keeps everything else that the study says of it.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("version__item__scheme__scope", "study")

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="statistics")
    study = models.ForeignKey(Study, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    form_number = models.CharField(max_length=20, blank=True)
    n = models.PositiveIntegerField()
    p = models.FloatField(null=True, blank=True)
    r = models.FloatField(null=True, blank=True)
    a = models.FloatField(null=True, blank=True)
    b = models.FloatField(null=True, blank=True)
    fit = models.FloatField(null=True, blank=True)
    flags = models.JSONField(default=list)
    numbers = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_statistic"
        indexes = [models.Index(fields=["version", "recorded_at"], name="item_statistic_by_version")]
        constraints = [
            models.CheckConstraint(
                condition=Q(p__isnull=True) | Q(p__gte=0, p__lte=1), name="item_difficulty_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(r__isnull=True) | Q(r__gte=-1, r__lte=1), name="item_discrimination_is_a_correlation"
            ),
        ]

    @property
    def line(self) -> str:
        return self.version.line


class StatisticsReview(Record):
    """That somebody looked at what was known of an item by a day, and what they made of it."""

    reload_with: ClassVar[tuple[str, ...]] = ("version__item__scheme__scope", "statistic", "reviewed_by")

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="statistics_reviews")
    statistic = models.ForeignKey(ItemStatistic, on_delete=models.PROTECT, related_name="reviews")
    comment = Sealed()
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_statistics_review"

    @property
    def line(self) -> str:
        return self.version.line


class FlagRuling(models.TextChoices):
    """What became of a flag."""

    KEPT = "kept", _("Kept in use")
    REPLACED = "replaced", _("Replaced by a new version")
    RETIRED = "retired", _("Retired")
    LOCKED = "locked", _("Locked as compromised")


class ItemFlag(Record):
    """That something about an item in use is to be judged before it is used again: why, by which study, and the end.

    Reasons may quote the item and are sealed.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("version__item__scheme__scope", "study", "raised_by")

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="raised_flags")
    study = models.ForeignKey(Study, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = Sealed()
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=clock.now)
    ruling = models.CharField(max_length=20, choices=FlagRuling, blank=True)
    ruling_reason = Sealed()
    ruled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ruled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "itembank_flag"
        constraints = [
            models.CheckConstraint(condition=Q(ruling__in=["", *FlagRuling.values]), name="item_flag_ruling_is_known"),
            models.CheckConstraint(
                condition=Q(ruling="") | Q(ruled_by__isnull=False), name="item_flag_is_ruled_by_somebody"
            ),
            together("ruled_by", "item_flag_ruled_by_and_at_together"),
        ]

    @property
    def line(self) -> str:
        return self.version.line
