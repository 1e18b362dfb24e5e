"""Items in use are flagged and judged, rest for a while, and come back."""

from datetime import date

from guildhall.identity.models import Person
from guildhall.itembank import queries
from guildhall.itembank.lifecycles import ITEM, ItemState
from guildhall.itembank.models import Exposure, FlagRuling, ItemFlag, ItemVersion
from guildhall.itembank.permissions import may_manage, may_study
from guildhall.itembank.rules.items import a_reason_is_given, trainers_see_only_their_own
from guildhall.itembank.rules.reviews import approver_is_no_author
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Study

CLAUSES = ("2012:9.2.4", "2012:9.3.5", "2026:9.3")
EXPOSURE = ("2012:7.4.1", "2012:7.4.2", "2026:7.4")


@act(
    "itembank.item.flag",
    about="version",
    move=ITEM.flag,
    permission=may_study,
    rules=[trainers_see_only_their_own, a_reason_is_given],
    clauses=CLAUSES,
    sentence=gettext_noop("flagged the item {subject} to be judged"),
)
def flag(*, by: Actor, version: ItemVersion, reason: str, study: Study | None = None) -> ItemVersion:
    """Take an item out of use until somebody has judged what was found: a study, an appeal, a changed rule.

    `study` is the one that raised it, if one did.
    """
    create(ItemFlag, version=version, study=study, reason=reason, raised_by=Person.objects.get(pk=by.name))
    return change(version, state=ItemState.FLAGGED, rests_until=None)


@act(
    "itembank.item.keep",
    about="version",
    move=ITEM.keep,
    permission=may_manage,
    rules=[trainers_see_only_their_own, approver_is_no_author, a_reason_is_given],
    clauses=CLAUSES,
    sentence=gettext_noop("judged the flagged item {subject}, which stays in use"),
)
def keep(*, by: Actor, version: ItemVersion, reason: str) -> ItemVersion:
    """Judge that a flagged item is sound, and use it again; the reason stays with the flag."""
    ruled = {"ruling": FlagRuling.KEPT, "ruling_reason": reason, "ruled_by": Person.objects.get(pk=by.name)}
    for each in queries.open_flags(version):
        change(each, ruled_at=clock.now(), **ruled)
    return change(version, state=ItemState.OPERATIONAL)


@act(
    "itembank.item.rest",
    about="version",
    move=ITEM.rest,
    permission=may_manage,
    rules=[trainers_see_only_their_own, a_reason_is_given],
    clauses=EXPOSURE,
    sentence=gettext_noop("let the item {subject} rest: {reason}"),
)
def rest(*, by: Actor, version: ItemVersion, reason: str, until: date | None = None) -> ItemVersion:
    """Take an item out of use for a while because many have seen it; as long as the policy says, or until a day."""
    months = queries.policy(version.item.scheme).rest_months
    day = until or Period(months=months).after(clock.today())
    return change(version, state=ItemState.RESTING, rests_until=day)


@act(
    "itembank.item.wake",
    about="version",
    move=ITEM.wake,
    permission=may_manage,
    rules=[trainers_see_only_their_own, a_reason_is_given],
    clauses=EXPOSURE,
    sentence=gettext_noop("used the item {subject} again after its rest: {reason}"),
)
def wake(*, by: Actor, version: ItemVersion, reason: str) -> ItemVersion:
    """Use an item again that rested, at the end of its rest or, with a reason, before; who sees it counts anew."""
    for exposure in Exposure.objects.filter(version=version).select_related(*Exposure.reload_with):
        change(exposure, before_rest=exposure.shown)
    return change(version, state=ItemState.OPERATIONAL, rests_until=None)
