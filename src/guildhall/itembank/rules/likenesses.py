"""Who judges whether two items are one, and what becomes of a duplicate."""

from django.utils.translation import gettext as _

from guildhall.itembank import queries
from guildhall.itembank.models import ItemVersion, Likeness
from guildhall.itembank.queries import likenesses
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

FOUR_EYES = ("2012:9.2.4", "2012:10.2.3", "2026:9.3")
VALIDITY = ("2012:9.2.4", "2012:9.3.1", "2026:9.3")


@rule("R-11", clauses=FOUR_EYES, kind=Kind.ACCREDITATION)
def judge_wrote_neither(*, by: Actor, likeness: Likeness) -> Refusal | None:
    """Nobody judges whether an item that they wrote is a duplicate, or is duplicated."""
    if not likenesses.wrote_one(by.person_id, likeness):
        return None
    return Refusal(
        _("You wrote one of these two items, and an author does not judge their own item."),
        mend=Mend(_("Somebody else who reviews items of this scheme or manages its examinations does it.")),
    )


@rule("item-duplicate", kind=Kind.OURS, clauses=VALIDITY)
def a_judgement_gives_its_reason(*, reason: str) -> Refusal | None:
    """Whoever says of two items that both may stand, or that one is a duplicate, says why."""
    if reason.strip():
        return None
    return Refusal(
        _("Without a reason nobody could tell later why these two items were judged so."),
        mend=Mend(_("Say in a sentence what tells them apart, or what makes them one.")),
        field="reason",
    )


@rule("item-duplicate", kind=Kind.OURS, clauses=VALIDITY)
def no_duplicate_goes_into_use(*, version: ItemVersion) -> Refusal | None:
    """An item that was judged a duplicate of another one meets no candidate."""
    if not queries.is_duplicate(version):
        return None
    return Refusal(
        _("This item was judged to be a duplicate of another one."),
        mend=Mend(_("Send it back to be written anew, or have the likeness judged anew.")),
    )
