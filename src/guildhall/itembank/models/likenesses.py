"""Near duplicates: two items whose words are so alike that a person says whether both may stand."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from guildhall.identity.models import Person
from guildhall.itembank.lifecycles import LIKENESS, LikenessState
from guildhall.itembank.models.items import ItemVersion
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.vault.fields import Sealed


class Likeness(Record):
    """That a version, when it was kept, was alike to another item of its scheme, and what a person made of it.

    `score` is how much of the words both share, from 0 to 1. Accepted: both may stand. Rejected: `version` is a
    duplicate and is not approved while it is one. `reason` may quote the items and is sealed.
    """

    lifecycle = LIKENESS
    reload_with: ClassVar[tuple[str, ...]] = ("version__item__scheme__scope", "other__item__scheme__scope")

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="likenesses")
    other = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    score = models.DecimalField(max_digits=4, decimal_places=3)
    state = models.CharField(max_length=20, default=LikenessState.WAITING)
    noticed_at = models.DateTimeField(default=clock.now)
    reason = Sealed()
    judged_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "itembank_likeness"
        indexes = [models.Index(fields=["state"], name="likeness_by_state")]
        constraints = [
            known_states(LikenessState, "likeness_state_is_known"),
            together("judged_by", "likeness_judged_by_and_at_together"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="likeness_is_a_share"),
            models.CheckConstraint(condition=~Q(version=F("other")), name="likeness_is_of_two"),
            models.UniqueConstraint(
                fields=["version", "other"],
                condition=~Q(state="gone"),
                name=explain(
                    "likeness_is_one",
                    gettext_noop("The likeness of these two items is noticed already."),
                    mend=gettext_noop("Open it and judge it."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} / {self.other}"

    @property
    def line(self) -> str:
        return self.version.line
