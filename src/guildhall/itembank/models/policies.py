"""How a scheme keeps its bank: who must look at an item, whether it is tried in a pilot, and when it rests."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from guildhall.identity.models import Person
from guildhall.ledger.constraints import together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Scheme


class BankPolicy(Record):
    """The policy of a scheme's bank from a day on; the latest counts, and earlier ones stay.

    `reviewers` accept an item's content, one or two of them; with `fairness_apart` somebody else looks at fairness and
    language. With `pilots` an item is tried first, and its statistics count from `pilot_least` responses on. After
    `rest_after` candidates saw an item it should rest (0: no limit), for `rest_months`; with `rest_within` only those
    count who saw it in so many months (0: all since it came into use, or back from its last rest).
    """

    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope",)

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="bank_policies")
    reviewers = models.PositiveSmallIntegerField(default=1)
    fairness_apart = models.BooleanField(default=False)
    pilots = models.BooleanField(default=False)
    pilot_least = models.PositiveIntegerField(default=50)
    rest_after = models.PositiveIntegerField(default=0)
    rest_within = models.PositiveSmallIntegerField(default=0)
    rest_months = models.PositiveSmallIntegerField(default=12)
    reason = models.TextField(blank=True)
    set_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "itembank_policy"
        indexes = [models.Index(fields=["scheme", "set_at"], name="bank_policy_by_scheme")]
        constraints = [
            models.CheckConstraint(condition=Q(reviewers__in=[1, 2]), name="item_reviewers_are_one_or_two"),
            models.CheckConstraint(
                condition=Q(rest_months__gte=1, pilot_least__gte=1), name="bank_policy_counts_from_one"
            ),
            together("set_by", "bank_policy_set_by_and_at_together"),
        ]

    def __str__(self) -> str:
        return self.scheme.code

    @property
    def line(self) -> str:
        return self.scheme.ref
