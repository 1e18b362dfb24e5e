"""Who answers an item blind, what that proves, and what an expert says who stands for what a machine drafted."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from guildhall.itembank import queries
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import ItemVersion, Origin
from guildhall.itembank.rules.items import EXPERTS, FITNESS
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule


@rule("blind-key", kind=Kind.OURS, clauses=FITNESS)
def who_answers_knows_no_key(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """The key of an item is borne out by somebody who neither wrote it nor reviewed it nor ever opened its key."""
    if by.person_id is not None and not queries.knows_the_key(by.person_id, version):
        return None
    return Refusal(
        _("You wrote this item, reviewed it or opened its key, and a key is borne out by a blind answer alone."),
        mend=Mend(_("Somebody of this scheme who has not seen its key answers it.")),
    )


@rule("blind-key", kind=Kind.OURS, clauses=FITNESS)
def its_key_is_to_be_validated(*, version: ItemVersion) -> Refusal | None:
    """A key is answered blind when content, fairness and language of the item were accepted."""
    if version.state == ItemState.KEYING:
        return None
    return Refusal(
        _("The key of this item is not to be answered blind now."),
        mend=Mend(_("It is when its content, fairness and language were accepted.")),
    )


@rule("blind-key", kind=Kind.OURS, clauses=FITNESS)
def something_is_answered(*, answers: Mapping[str, Sequence[str]]) -> Refusal | None:
    """A blind answer answers: an empty one would prove nothing about the key."""
    if any(value for values in answers.values() for value in values):
        return None
    return Refusal(
        _("You answered nothing, which would prove nothing about the key."),
        mend=Mend(_("Answer it as a candidate would; if you cannot, say so and send it back.")),
    )


@rule("blind-key", kind=Kind.OURS, clauses=FITNESS)
def a_blind_answer_bears_it_out(*, version: ItemVersion) -> Refusal | None:
    """The key counts as validated when the latest blind answer earned all points of the item as it stands."""
    if queries.key_is_borne_out(version):
        return None
    return Refusal(
        _("No blind answer bears out the key of this item as it stands."),
        mend=Mend(_("Somebody who has not seen its key answers it."), act="itembank.key.answer"),
    )


@rule("blind-key", kind=Kind.OURS, clauses=FITNESS)
def a_blind_answer_disputes_it(*, version: ItemVersion) -> Refusal | None:
    """A key is sent back when the latest blind answer did not earn all points."""
    latest = queries.key_validations(version).first()
    if latest is not None and not latest.agrees:
        return None
    return Refusal(
        _("No blind answer disputes the key of this item."),
        mend=Mend(_("Somebody who has not seen its key answers it."), act="itembank.key.answer"),
    )


@rule("R-54", clauses=EXPERTS)
def a_machine_drafted_it(*, version: ItemVersion) -> Refusal | None:
    """An expert stands for what a machine drafted; what a person wrote has its author."""
    if version.origin == Origin.MACHINE:
        return None
    return Refusal(_("No machine drafted this item."), mend=Mend(_("Review it."), act="itembank.item.accept"))


@rule("R-54", clauses=EXPERTS)
def it_is_said_how_it_was_verified(*, statement: str, sources: str) -> Refusal | None:
    """Who stands for a machine's draft says how they verified it, and against which sources."""
    given = {"statement": statement, "sources": sources}
    lacking = next((name for name, words in given.items() if not words.strip()), "")
    if not lacking:
        return None
    return Refusal(
        _("Nobody could judge later what this validation rests on."),
        mend=Mend(_("Say how you verified the item, and against which sources.")),
        field=lacking,
    )
