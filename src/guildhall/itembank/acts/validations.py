"""Keys are borne out by blind answers, and named experts stand for what a machine drafted."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from guildhall import qti
from guildhall.governance.acts import oversight
from guildhall.governance.models import AiVerdict
from guildhall.governance.queries.ai import registered
from guildhall.identity.models import Person
from guildhall.itembank import contents, delivering
from guildhall.itembank.lifecycles import ITEM, ItemState
from guildhall.itembank.models import AiValidation, ItemVersion, KeyValidation, Origin
from guildhall.itembank.permissions import may_judge, may_review
from guildhall.itembank.rules.items import DRAFTING, trainers_see_only_their_own
from guildhall.itembank.rules.reviews import no_point_is_open, reviewer_is_no_author
from guildhall.itembank.rules.validations import (
    a_blind_answer_bears_it_out,
    a_blind_answer_disputes_it,
    a_machine_drafted_it,
    it_is_said_how_it_was_verified,
    its_key_is_to_be_validated,
    something_is_answered,
    who_answers_knows_no_key,
)
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

CLAUSES = ("2012:9.2.4", "2012:9.3.1", "2026:9.3")


@act(
    "itembank.key.answer",
    about="version",
    permission=may_judge,
    rules=[
        trainers_see_only_their_own,
        reviewer_is_no_author,
        its_key_is_to_be_validated,
        who_answers_knows_no_key,
        something_is_answered,
        no_point_is_open,
    ],
    clauses=CLAUSES,
    label=gettext_noop("Answer it blind"),
    sentence=gettext_noop("answered the item {subject} without knowing its key"),
)
def answer(*, by: Actor, version: ItemVersion, answers: Mapping[str, Sequence[str]], remark: str = "") -> KeyValidation:
    """Answer an item like a candidate, without having seen its key.

    Where the answer earns all points, the key is borne out and the item waits for its approval; otherwise it goes back
    to its author, with the disagreement shown.
    """
    given = {name: list(texts) for name, texts in answers.items()}
    earned = min(Decimal(str(qti.score(delivering.parsed(version), given).score)), version.maximum)
    kept = create(
        KeyValidation,
        version=version,
        answers=given,
        earned=earned,
        maximum=version.maximum,
        remark=remark,
        source="" if earned == version.maximum else version.source,
        fingerprint=contents.fingerprint(version),
        answered_by=Person.objects.get(pk=by.name),
    )
    (confirm if kept.agrees else dispute)(by=by, version=version)
    return kept


@act(
    "itembank.key.confirm",
    about="version",
    move=ITEM.confirm_key,
    permission=may_judge,
    rules=[trainers_see_only_their_own, a_blind_answer_bears_it_out],
    clauses=CLAUSES,
    sentence=gettext_noop("bore out the key of the item {subject}"),
)
def confirm(*, by: Actor, version: ItemVersion) -> ItemVersion:
    """Let an item go on whose key a blind answer bore out."""
    return change(version, state=ItemState.VALIDATED)


@act(
    "itembank.key.dispute",
    about="version",
    move=ITEM.dispute_key,
    permission=may_judge,
    rules=[trainers_see_only_their_own, a_blind_answer_disputes_it],
    clauses=CLAUSES,
    sentence=gettext_noop("disagreed with the key of the item {subject}"),
)
def dispute(*, by: Actor, version: ItemVersion) -> ItemVersion:
    """Send an item back to its author because a blind answer did not earn all points."""
    use = registered(DRAFTING) if version.origin == Origin.MACHINE else None
    if use is not None:
        reasons = str(gettext_noop("A blind answer disagreed with the key."))
        oversight.judge_output(by=by, use=use, about=version.ref, verdict=AiVerdict.OVERRIDDEN, reasons=reasons)
    return change(version, state=ItemState.DRAFT)


@act(
    "itembank.validation.stand",
    about="version",
    permission=may_review,
    rules=[
        trainers_see_only_their_own,
        reviewer_is_no_author,
        a_machine_drafted_it,
        it_is_said_how_it_was_verified,
    ],
    clauses=["2026:6.5/expert-validation", "2026:6.5/human-oversight"],
    label=gettext_noop("Stand for it as an expert"),
    sentence=gettext_noop("stood as an expert for the item {subject}, which a machine drafted"),
)
def stand(*, by: Actor, version: ItemVersion, statement: str, sources: str) -> AiValidation:
    """Stand by name for what a machine drafted: worked through by oneself, and verified against sources."""
    return create(
        AiValidation,
        version=version,
        statement=statement,
        sources=sources,
        fingerprint=contents.fingerprint(version),
        validated_by=Person.objects.get(pk=by.name),
    )
