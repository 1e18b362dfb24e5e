"""Items are submitted, reviewed by others, approved by a third, and taken out of use."""

from django.utils.translation import gettext as _

from guildhall.governance.acts import oversight
from guildhall.governance.models import AiVerdict
from guildhall.governance.queries.ai import registered
from guildhall.identity.models import Person
from guildhall.itembank import contents, queries
from guildhall.itembank.lifecycles import ITEM, ItemState
from guildhall.itembank.lifecycles.items import APPROVED_STATES
from guildhall.itembank.models import FlagRuling, ItemReview, ItemVersion, Origin, Step
from guildhall.itembank.permissions import may_manage, may_review, may_send_back, wrote_it
from guildhall.itembank.rules.items import DRAFTING, a_reason_is_given, trainers_see_only_their_own
from guildhall.itembank.rules.likenesses import no_duplicate_goes_into_use
from guildhall.itembank.rules.reviews import (
    an_expert_stands_for_what_a_machine_drafted,
    approver_is_no_author,
    approver_is_not_its_only_reviewer,
    as_many_accepted_as_the_policy_wants,
    author_learns_what_to_mend,
    every_point_is_answered,
    fairness_is_looked_at_apart,
    item_can_be_given_and_scored,
    item_stands_in_the_blueprint,
    no_point_is_open,
    review_accepts_the_content,
    review_accepts_the_language,
    reviewer_is_no_author,
    the_policy_wants_a_second_reviewer,
    what_is_approved_was_reviewed,
    what_was_tried_is_approved,
)
from guildhall.itembank.rules.statistics import the_pilot_comes_first
from guildhall.itembank.rules.translations import translation_was_verified
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

CLAUSES = ("2012:9.2.4", "2012:9.3.1", "2026:9.3")
SECURITY = ("2012:7.4.1", "2012:7.4.2", "2026:7.4")


@act(
    "itembank.item.submit",
    about="version",
    move=ITEM.submit,
    permission=wrote_it,
    rules=[every_point_is_answered, item_can_be_given_and_scored],
    clauses=CLAUSES,
    sentence=gettext_noop("submitted the item {subject} for review"),
)
def submit(*, by: Actor, version: ItemVersion) -> ItemVersion:
    """Hand one's own draft to the reviewers; it does not change while they look at it."""
    return change(version, state=ItemState.CONTENT, submitted_at=clock.now())


@act(
    "itembank.item.endorse",
    about="version",
    move=ITEM.endorse,
    permission=may_review,
    rules=[
        trainers_see_only_their_own,
        reviewer_is_no_author,
        the_policy_wants_a_second_reviewer,
        review_accepts_the_content,
        an_expert_stands_for_what_a_machine_drafted,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("accepted the content of the item {subject} as the first of two reviewers"),
)
def endorse(
    *,
    by: Actor,
    version: ItemVersion,
    content_is_right: bool = False,
    key_is_right: bool = False,
    comment: str = "",
) -> ItemVersion:
    """Find the content and the key of an item right, where the policy of its scheme has a second reviewer look too."""
    found = {"content_is_right": content_is_right, "key_is_right": key_is_right}
    _review(by, version, Step.CONTENT, accepted=True, comment=comment, **found)
    return change(version, state=ItemState.CONTENT)


@act(
    "itembank.item.accept",
    about="version",
    move=ITEM.accept,
    permission=may_review,
    rules=[
        trainers_see_only_their_own,
        reviewer_is_no_author,
        as_many_accepted_as_the_policy_wants,
        review_accepts_the_content,
        an_expert_stands_for_what_a_machine_drafted,
        no_point_is_open,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("accepted the content of the item {subject} in review"),
)
def accept(
    *,
    by: Actor,
    version: ItemVersion,
    content_is_right: bool = False,
    key_is_right: bool = False,
    comment: str = "",
) -> ItemVersion:
    """Find the content of an item of somebody else right, and its key; its fairness and language are looked at next."""
    found = {"content_is_right": content_is_right, "key_is_right": key_is_right}
    _review(by, version, Step.CONTENT, accepted=True, comment=comment, **found)
    _judge_output(by, version, AiVerdict.ACCEPTED)
    return change(version, state=ItemState.FAIRNESS)


@act(
    "itembank.item.assess",
    about="version",
    move=ITEM.assess,
    permission=may_review,
    rules=[
        trainers_see_only_their_own,
        reviewer_is_no_author,
        fairness_is_looked_at_apart,
        review_accepts_the_language,
        no_point_is_open,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("accepted the fairness and language of the item {subject}"),
)
def assess(
    *,
    by: Actor,
    version: ItemVersion,
    language_is_clear: bool = False,
    language_is_fair: bool = False,
    comment: str = "",
) -> ItemVersion:
    """Find that the words of an item are clear and put nobody at a disadvantage; its key is answered blind next."""
    found = {"language_is_clear": language_is_clear, "language_is_fair": language_is_fair}
    _review(by, version, Step.FAIRNESS, accepted=True, comment=comment, **found)
    return change(version, state=ItemState.KEYING)


@act(
    "itembank.item.send-back",
    about="version",
    move=ITEM.send_back,
    permission=may_send_back,
    rules=[trainers_see_only_their_own, reviewer_is_no_author, author_learns_what_to_mend],
    clauses=CLAUSES,
    sentence=gettext_noop("sent the item {subject} back to its author"),
)
def send_back(
    *,
    by: Actor,
    version: ItemVersion,
    comment: str,
    content_is_right: bool = True,
    key_is_right: bool = True,
    language_is_clear: bool = True,
    language_is_fair: bool = True,
) -> ItemVersion:
    """Give an item back to its author and say what is to be mended; it is reviewed again as a whole afterwards."""
    found = {
        "content_is_right": content_is_right,
        "key_is_right": key_is_right,
        "language_is_clear": language_is_clear,
        "language_is_fair": language_is_fair,
    }
    step = STEPS.get(ItemState(version.state), Step.RELEASE)
    _review(by, version, step, accepted=False, comment=comment, source=version.source, **found)
    _judge_output(by, version, AiVerdict.OVERRIDDEN, comment)
    return change(version, state=ItemState.DRAFT)


STEPS = {ItemState.CONTENT: Step.CONTENT, ItemState.FAIRNESS: Step.FAIRNESS}
"""In which step of its review an item is."""


@act(
    "itembank.item.approve",
    about="version",
    move=ITEM.approve,
    permission=may_manage,
    rules=[
        trainers_see_only_their_own,
        approver_is_no_author,
        approver_is_not_its_only_reviewer,
        the_pilot_comes_first,
        what_is_approved_was_reviewed,
        translation_was_verified,
        what_was_tried_is_approved,
        no_point_is_open,
        no_duplicate_goes_into_use,
        item_stands_in_the_blueprint,
        item_can_be_given_and_scored,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("approved the item {subject} for use"),
)
def approve(*, by: Actor, version: ItemVersion) -> ItemVersion:
    """Let an item stand in forms; the version in use before it is retired in the same moment."""
    for earlier in queries.versions(version.item).filter(state__in=APPROVED_STATES).exclude(pk=version.pk):
        retire(by=by, version=earlier, reason=_("replaced by %(version)s") % {"version": version})
    return change(
        version,
        state=ItemState.OPERATIONAL,
        approved_by=Person.objects.get(pk=by.name),
        approved_at=clock.now(),
        fingerprint=contents.fingerprint(version),
    )


@act(
    "itembank.item.compromise",
    about="version",
    move=ITEM.compromise,
    permission=may_manage,
    rules=[a_reason_is_given],
    clauses=SECURITY,
    sentence=gettext_noop("locked the item {subject} as compromised: {reason}"),
)
def compromise(*, by: Actor, version: ItemVersion, reason: str) -> ItemVersion:
    """Lock an item at once because its content may have become known; from now on it goes into no form."""
    _close_flags(by, version, FlagRuling.LOCKED, reason)
    return change(version, state=ItemState.COMPROMISED, rests_until=None)


@act(
    "itembank.item.clear",
    about="version",
    move=ITEM.clear,
    permission=may_manage,
    rules=[trainers_see_only_their_own, a_reason_is_given],
    clauses=SECURITY,
    sentence=gettext_noop("took the lock from the item {subject}: {reason}"),
)
def clear(*, by: Actor, version: ItemVersion, reason: str) -> ItemVersion:
    """Take the lock away because the item did not become known; it is submitted, reviewed and approved anew."""
    return change(version, state=ItemState.DRAFT)


@act(
    "itembank.item.retire",
    about="version",
    move=ITEM.retire,
    permission=may_manage,
    rules=[trainers_see_only_their_own, a_reason_is_given],
    clauses=CLAUSES,
    sentence=gettext_noop("retired the item {subject}: {reason}"),
)
def retire(*, by: Actor, version: ItemVersion, reason: str) -> ItemVersion:
    """Take an item out of use for good; what was examined with it stays as it was."""
    newer = queries.versions(version.item).filter(ordinal__gt=version.ordinal).exists()
    _close_flags(by, version, FlagRuling.REPLACED if newer else FlagRuling.RETIRED, reason)
    return change(version, state=ItemState.RETIRED, rests_until=None)


def _review(by: Actor, version: ItemVersion, step: Step, **found: object) -> ItemReview:
    reviewer = Person.objects.get(pk=by.name)
    seen = contents.fingerprint(version)
    return create(ItemReview, version=version, step=step, reviewed_by=reviewer, fingerprint=seen, **found)


def _judge_output(by: Actor, version: ItemVersion, verdict: AiVerdict, reasons: str = "") -> None:
    """Where a machine drafted the item, tell the register what a person made of its output (26:6.5)."""
    use = registered(DRAFTING) if version.origin == Origin.MACHINE else None
    if use is not None:
        oversight.judge_output(by=by, use=use, about=version.ref, verdict=verdict, reasons=reasons)


def _close_flags(by: Actor, version: ItemVersion, ruling: FlagRuling, reason: str) -> None:
    """Whatever takes an item out of use settles what was flagged about it."""
    if version.state != ItemState.FLAGGED:
        return
    ruled = {"ruling": ruling, "ruling_reason": reason, "ruled_by": Person.objects.get(pk=by.name)}
    for flag in queries.open_flags(version):
        change(flag, ruled_at=clock.now(), **ruled)
