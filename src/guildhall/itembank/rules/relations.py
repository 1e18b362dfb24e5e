"""What holds of enemies and sets, so that forms can be built of them."""

from django.utils.translation import gettext as _

from guildhall.itembank.lifecycles import SetState
from guildhall.itembank.models import Item, ItemSet, ItemVersion
from guildhall.itembank.permissions import TRAINING, barred
from guildhall.itembank.queries import relations
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

VALIDITY = ("2012:9.2.4", "2012:9.3.1", "2026:9.3")


def item_called(version: ItemVersion, number: str) -> Item | None:
    """The item of that number in the scheme of a version."""
    return Item.objects.filter(scheme=version.item.scheme_id, number__iexact=number.strip()).first()


def set_called(version: ItemVersion, number: str) -> ItemSet | None:
    """The set of that number in the scheme of a version."""
    found = ItemSet.objects.filter(scheme=version.item.scheme_id, state=SetState.KEPT)
    return found.filter(number__iexact=number.strip()).first()


@rule("R-10", clauses=TRAINING)
def who_trains_relates_no_items(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """Who trains for a scheme does not arrange its items: to say that two are enemies is to know both."""
    return barred(by, version.item.scheme.scope_id)


@rule("item-enemies", kind=Kind.OURS, clauses=VALIDITY)
def the_other_is_another_item(*, version: ItemVersion, other_number: str) -> Refusal | None:
    """Enemies are two different items of one scheme."""
    other = item_called(version, other_number)
    if other is not None and other.pk != version.item_id:
        return None
    return Refusal(
        _("“%(number)s” is no other item of this scheme.") % {"number": other_number},
        mend=Mend(_("Write the number of the other item, such as IT-2026-000012.")),
        field="other_number",
    )


@rule("item-enemies", kind=Kind.OURS, clauses=VALIDITY)
def enemies_are_in_no_common_set(*, version: ItemVersion, other_number: str) -> Refusal | None:
    """Two items that go into a form together are not enemies, or no form could hold the set."""
    other, mine = item_called(version, other_number), relations.membership(version.item)
    theirs = relations.membership(other) if other else None
    if mine is None or theirs is None or mine.of_id != theirs.of_id:
        return None
    return Refusal(
        _("Both items are in the set %(set)s, which goes into a form as a whole.") % {"set": mine.of.number},
        mend=Mend(_("Take one of them out of the set first."), link=("itembank:set", str(mine.of_id))),
        field="other_number",
    )


@rule("item-set", kind=Kind.OURS, clauses=VALIDITY)
def the_set_is_of_the_scheme(*, version: ItemVersion, set_number: str) -> Refusal | None:
    """An item joins a set of its own scheme."""
    if set_called(version, set_number):
        return None
    return Refusal(
        _("“%(number)s” is no set of this scheme that is kept.") % {"number": set_number},
        mend=Mend(_("Write the number of a set, such as QS-2026-000003.")),
        field="set_number",
    )


@rule("item-set", kind=Kind.OURS, clauses=VALIDITY)
def no_enemy_is_in_the_set(*, version: ItemVersion, set_number: str) -> Refusal | None:
    """An item joins no set in which an enemy of it is, or no form could hold the set."""
    found = set_called(version, set_number)
    if found is None or not relations.are_enemies(version.item, relations.members(found)):
        return None
    return Refusal(
        _("An enemy of this item is in the set, and enemies never stand in one form."),
        mend=Mend(_("Take the enemy out of the set, or lift the enmity.")),
        field="set_number",
    )
