"""Items are tried with candidates before they count, where the policy of their scheme says so."""

from guildhall.identity.models import Person
from guildhall.itembank import contents
from guildhall.itembank.lifecycles import ITEM, ItemState
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.permissions import may_manage
from guildhall.itembank.rules.items import trainers_see_only_their_own
from guildhall.itembank.rules.likenesses import no_duplicate_goes_into_use
from guildhall.itembank.rules.reviews import (
    approver_is_no_author,
    approver_is_not_its_only_reviewer,
    item_can_be_given_and_scored,
    item_stands_in_the_blueprint,
    no_point_is_open,
    what_is_approved_was_reviewed,
)
from guildhall.itembank.rules.statistics import the_policy_has_pilots
from guildhall.itembank.rules.translations import translation_was_verified
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change

CLAUSES = ("2012:9.2.4", "2012:9.3.1", "2012:9.3.5", "2026:9.3")


@act(
    "itembank.item.approve-for-pilot",
    about="version",
    move=ITEM.approve_for_pilot,
    permission=may_manage,
    rules=[
        trainers_see_only_their_own,
        approver_is_no_author,
        approver_is_not_its_only_reviewer,
        the_policy_has_pilots,
        what_is_approved_was_reviewed,
        translation_was_verified,
        no_point_is_open,
        no_duplicate_goes_into_use,
        item_stands_in_the_blueprint,
        item_can_be_given_and_scored,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("approved the item {subject} for a pilot"),
)
def approve(*, by: Actor, version: ItemVersion) -> ItemVersion:
    """Let an item stand in places of forms that do not count; from now on it does not change."""
    return change(
        version,
        state=ItemState.PILOT,
        approved_by=Person.objects.get(pk=by.name),
        approved_at=clock.now(),
        fingerprint=contents.fingerprint(version),
    )


@act(
    "itembank.item.begin-pilot",
    about="version",
    move=ITEM.begin_pilot,
    permission=may_manage,
    rules=[trainers_see_only_their_own],
    machines=["forms"],
    clauses=CLAUSES,
    sentence=gettext_noop("began the pilot of the item {subject}"),
)
def begin(*, by: Actor, version: ItemVersion) -> ItemVersion:
    """Say that candidates meet an item from now on, in a place of a form that does not count."""
    return change(version, state=ItemState.PILOTING)
