"""How known an item is: how often candidates met it, and what was unusual in how staff looked at items."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import OfPerson, Person
from guildhall.itembank.lifecycles import VIEWING_ALERT, AlertState
from guildhall.itembank.models.items import ItemVersion
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Scheme
from guildhall.vault.fields import Sealed


class Exposure(Record):
    """How many candidates had one version of an item before them, and when last; counted from attempts.

    `before_rest` is how many of them it were when it came back from its last rest: its policy counts from there.
    `lately` is how many of them saw it within the months to which its policy looks back, as of `counted_at`.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("version__item__scheme__scope",)

    version = models.OneToOneField(ItemVersion, on_delete=models.PROTECT, related_name="exposure")
    shown = models.PositiveIntegerField(default=0)
    before_rest = models.PositiveIntegerField(default=0)
    lately = models.PositiveIntegerField(default=0)
    last_on = models.DateField(null=True, blank=True)
    counted_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_exposure"
        indexes = [models.Index(fields=["shown"], name="exposure_by_count")]

    def __str__(self) -> str:
        return str(self.version)

    @property
    def line(self) -> str:
        return self.version.item.scheme.ref

    @property
    def since_rest(self) -> int:
        """How many candidates saw it since it came into use, or back from its last rest."""
        return max(0, self.shown - self.before_rest)


class WatchPolicy(Record):
    """From where on looking at items in use counts as unusual in one scheme; the latest of a scheme holds.

    `many` items within `minutes`; any look between `night_from` and `night_until` (hours where the body sits); or
    `idle` items within a day with which whoever looked had nothing to do.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope",)

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="watch_policies")
    ordinal = models.PositiveSmallIntegerField(default=1)
    many = models.PositiveSmallIntegerField(default=40)
    minutes = models.PositiveSmallIntegerField(default=60)
    night_from = models.PositiveSmallIntegerField(default=22)
    night_until = models.PositiveSmallIntegerField(default=5)
    idle = models.PositiveSmallIntegerField(default=10)
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_watch_policy"
        constraints = [
            models.UniqueConstraint(fields=["scheme", "ordinal"], name="watch_policy_ordinal_is_one"),
            models.CheckConstraint(
                condition=Q(many__gte=2, minutes__gte=1, idle__gte=1, night_from__lte=24, night_until__lte=24),
                name="watch_policy_is_meant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme.code} {self.ordinal}"

    @property
    def line(self) -> str:
        return self.scheme.ref


class AlertKind(models.TextChoices):
    """What was unusual in how somebody looked at items."""

    MANY = "many", _("Many items in a short time")
    NIGHT = "night", _("At night")
    IDLE = "idle", _("Items with which they had nothing to do")


class ViewingAlert(OfPerson):
    """Somebody looked at items in use in an unusual way on one day; a person judges what it was.

    It accuses nobody: `reason` is the judgement of somebody else, sealed under the key of whoever looked. `versions`
    names the versions by their identifiers, `limit` what the scheme's policy said then.
    """

    lifecycle = VIEWING_ALERT
    reload_with: ClassVar[tuple[str, ...]] = ("person", "scheme__scope")

    number = models.CharField(max_length=20, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="viewing_alerts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=AlertKind)
    day = models.DateField()
    state = models.CharField(max_length=20, default=AlertState.OPEN)
    versions = models.JSONField(default=list)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    limit = models.PositiveSmallIntegerField()
    noticed_at = models.DateTimeField(default=clock.now)
    reason = Sealed()
    judged_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "itembank_viewing_alert"
        constraints = [
            known_states(AlertState, "viewing_alert_state_is_known"),
            together("judged_by", "viewing_alert_judged_by_and_at_together"),
            models.CheckConstraint(condition=Q(kind__in=AlertKind.values), name="viewing_alert_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(judged_by__isnull=False), name="viewing_alert_is_judged_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(judged_by__isnull=True) | ~Q(judged_by=F("person")),
                name=explain(
                    "viewing_alert_has_four_eyes",
                    gettext_noop("Nobody judges how they themselves looked at items."),
                    mend=gettext_noop("Somebody else who manages the scheme or its examinations does it."),
                    code="R-08",
                    clauses=("2012:4.3.7", "2012:7.4.2"),
                ),
            ),
            models.UniqueConstraint(fields=["scheme", "person", "kind", "day"], name="viewing_alert_is_one"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_word(self) -> str | Promise:
        return AlertKind(self.kind).label
