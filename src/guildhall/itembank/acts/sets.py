"""Items that belong together are put into sets, which forms hold as a whole or not at all."""

from guildhall.identity.models import Person
from guildhall.itembank.lifecycles import ITEM_SET, SetState
from guildhall.itembank.models import ItemSet, ItemVersion, SetMember
from guildhall.itembank.permissions import may_manage
from guildhall.itembank.permissions.finding import may_keep_bank, may_keep_member, may_keep_set
from guildhall.itembank.queries import relations
from guildhall.itembank.rules.items import a_reason_is_given
from guildhall.itembank.rules.relations import (
    no_enemy_is_in_the_set,
    set_called,
    the_set_is_of_the_scheme,
    who_trains_relates_no_items,
)
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Scheme

VALIDITY = ("2012:9.2.4", "2012:9.3.1", "2026:9.3")


@act(
    "itembank.set.form",
    about="scheme",
    move=ITEM_SET.form,
    permission=may_keep_bank,
    clauses=VALIDITY,
    sentence=gettext_noop("formed the item set {subject}"),
)
def form(*, by: Actor, scheme: Scheme, title: str) -> ItemSet:
    """Begin a set for items that belong together, such as the questions about one case."""
    number = next_number("QS")
    return create(ItemSet, number=number, scheme=scheme, title=title, formed_by=Person.objects.get(pk=by.name))


@act(
    "itembank.set.put",
    about="version",
    permission=may_manage,
    rules=[who_trains_relates_no_items, the_set_is_of_the_scheme, no_enemy_is_in_the_set],
    clauses=VALIDITY,
    label=gettext_noop("Put into a set"),
    sentence=gettext_noop("put the item {subject} into the set {set_number}"),
)
def put(*, by: Actor, version: ItemVersion, set_number: str) -> ItemVersion:
    """Put an item at the end of a set; from now on a form holds it with the others or not at all."""
    found = set_called(version, set_number)
    last = relations.members(found).last() if found else None
    create(SetMember, of=found, item=version.item, position=last.position + 1 if last else 1)
    return version


@act(
    "itembank.set.take-out",
    about="member",
    permission=may_keep_member,
    clauses=VALIDITY,
    label=gettext_noop("Take out of the set"),
    sentence=gettext_noop("took {subject} out of its set"),
)
def take_out(*, by: Actor, member: SetMember) -> SetMember:
    """Take an item out of a set; the others stay together."""
    return change(member, left_at=clock.now())


@act(
    "itembank.set.dissolve",
    about="item_set",
    move=ITEM_SET.dissolve,
    permission=may_keep_set,
    rules=[a_reason_is_given],
    clauses=VALIDITY,
    sentence=gettext_noop("dissolved the item set {subject}: {reason}"),
)
def dissolve(*, by: Actor, item_set: ItemSet, reason: str) -> ItemSet:
    """Let each item of a set stand for itself again."""
    for member in relations.members(item_set):
        take_out(by=by, member=member)
    return change(item_set, state=SetState.DISSOLVED)
