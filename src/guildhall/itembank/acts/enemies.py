"""Items are declared enemies, so that no form holds both, and the enmity is lifted again."""

from guildhall.identity.models import Person
from guildhall.itembank.lifecycles import ENEMIES, EnemyState
from guildhall.itembank.models import EnemyPair, ItemVersion
from guildhall.itembank.permissions import may_manage
from guildhall.itembank.permissions.finding import may_keep_pair
from guildhall.itembank.rules.items import a_reason_is_given
from guildhall.itembank.rules.relations import (
    enemies_are_in_no_common_set,
    item_called,
    the_other_is_another_item,
    who_trains_relates_no_items,
)
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

VALIDITY = ("2012:9.2.4", "2012:9.3.1", "2026:9.3")


@act(
    "itembank.enemies.declare",
    about="version",
    move=ENEMIES.declare,
    permission=may_manage,
    rules=[who_trains_relates_no_items, the_other_is_another_item, enemies_are_in_no_common_set, a_reason_is_given],
    clauses=VALIDITY,
    sentence=gettext_noop("declared {subject} enemies: {reason}"),
)
def declare(*, by: Actor, version: ItemVersion, other_number: str, reason: str) -> EnemyPair:
    """Say that two items never stand in one form: one gives the other away, or both ask the same."""
    other = item_called(version, other_number)
    first, second = sorted(filter(None, (version.item, other)), key=lambda item: item.pk)
    return create(EnemyPair, item=first, other=second, reason=reason, declared_by=Person.objects.get(pk=by.name))


@act(
    "itembank.enemies.lift",
    about="pair",
    move=ENEMIES.lift,
    permission=may_keep_pair,
    rules=[a_reason_is_given],
    clauses=VALIDITY,
    sentence=gettext_noop("lifted the enmity of {subject}: {reason}"),
)
def lift(*, by: Actor, pair: EnemyPair, reason: str) -> EnemyPair:
    """Let two items stand in one form again, for instance because one was written anew."""
    lifted_by = Person.objects.get(pk=by.name)
    return change(pair, state=EnemyState.LIFTED, lift_reason=reason, lifted_by=lifted_by, lifted_at=clock.now())
