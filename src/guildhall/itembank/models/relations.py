"""What holds between items: enemies that never stand in one form, and sets that go into a form whole or not at all."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from guildhall.identity.models import Person
from guildhall.itembank.lifecycles import ENEMIES, ITEM_SET, EnemyState, SetState
from guildhall.itembank.models.items import Item
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.schemes.models import Scheme
from guildhall.vault.fields import Sealed


class EnemyPair(Record):
    """Two items of which one gives the other away, or asks the same again: they never stand in one form.

    `item` is the one with the lower identifier, so that a pair is one pair whichever is named first.
    """

    lifecycle = ENEMIES
    reload_with: ClassVar[tuple[str, ...]] = ("item__scheme__scope", "other__scheme__scope")

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default=EnemyState.DECLARED)
    reason = Sealed()
    declared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(default=clock.now)
    lift_reason = Sealed()
    lifted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "itembank_enemy_pair"
        constraints = [
            known_states(EnemyState, "enemy_state_is_known"),
            together("lifted_by", "enemy_lifted_by_and_at_together"),
            models.CheckConstraint(condition=~Q(item=F("other")), name="enemies_are_two"),
            models.UniqueConstraint(
                fields=["item", "other"],
                condition=Q(state="declared"),
                name=explain(
                    "enemies_are_one_pair",
                    gettext_noop("These two items are enemies already."),
                    mend=gettext_noop("There is nothing more to do."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} / {self.other}"

    @property
    def line(self) -> str:
        return self.item.scheme.ref


class ItemSet(Record):
    """Items that belong together, such as the questions about one case: a form holds all of them or none."""

    lifecycle = ITEM_SET
    reload_with: ClassVar[tuple[str, ...]] = ("scheme__scope",)

    number = models.CharField(max_length=20, unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="item_sets")
    title = Sealed()
    state = models.CharField(max_length=20, default=SetState.KEPT)
    formed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    formed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "itembank_set"
        constraints = [known_states(SetState, "item_set_state_is_known")]

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.scheme.ref


class SetMember(Record):
    """An item in a set, at its place; it leaves the set with `left_at`, and which set it was in stays known."""

    reload_with: ClassVar[tuple[str, ...]] = ("of__scheme__scope", "item__scheme__scope")

    of = models.ForeignKey(ItemSet, on_delete=models.PROTECT, related_name="members")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="set_members")
    position = models.PositiveSmallIntegerField()
    joined_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "itembank_set_member"
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(left_at__isnull=True),
                name=explain(
                    "item_is_in_one_set",
                    gettext_noop("This item is in a set already, and an item is in one set at most."),
                    mend=gettext_noop("Take it out of the other set first."),
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.of} {self.item}"

    @property
    def line(self) -> str:
        return self.of.line
