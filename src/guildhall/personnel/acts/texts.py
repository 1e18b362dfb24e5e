"""The text that people sign: proposed, approved by somebody else, replaced."""

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.lifecycles import TEXT, TextState
from guildhall.personnel.models import DeclarationText
from guildhall.personnel.permissions import may_approve_texts, may_propose_texts
from guildhall.personnel.rules.declarations import a_correction_has_its_reason, approver_is_not_the_author


@act(
    "personnel.declaration-text.propose",
    move=TEXT.propose,
    permission=may_propose_texts,
    clauses=["2012:6.1.7", "2026:6.1"],
    sentence=gettext_noop("proposed the text {subject}"),
)
def propose(*, by: Actor, words: str) -> DeclarationText:
    """Propose a text of declaration; it takes effect when somebody else approves it."""
    proposer = Person.objects.get(pk=by.name)
    return create(DeclarationText, number=next_number("DT"), words=words, proposed_by=proposer)


@act(
    "personnel.declaration-text.approve",
    about="text",
    move=TEXT.approve,
    permission=may_approve_texts,
    rules=[approver_is_not_the_author],
    clauses=["2012:10.2.3", "2026:10"],
    sentence=gettext_noop("approved the text {subject}"),
)
def approve(*, by: Actor, text: DeclarationText) -> DeclarationText:
    """Put a text into effect; the one before it is replaced in the same moment.

    Declarations signed on the earlier text stay in force until their term ends.
    """
    for earlier in DeclarationText.objects.filter(state=TextState.EFFECTIVE):
        supersede(by=by, text=earlier)
    approver = Person.objects.get(pk=by.name)
    return change(text, state=TextState.EFFECTIVE, approved_at=clock.now(), approved_by=approver)


@act(
    "personnel.declaration-text.supersede",
    about="text",
    move=TEXT.supersede,
    permission=may_approve_texts,
    clauses=["2012:10.2.3", "2026:10"],
    sentence=gettext_noop("replaced the text {subject}"),
)
def supersede(*, by: Actor, text: DeclarationText) -> DeclarationText:
    """Take a text out of effect because another takes its place."""
    return change(text, state=TextState.SUPERSEDED)


@act(
    "personnel.declaration-text.reject",
    about="text",
    move=TEXT.reject,
    permission=may_approve_texts,
    rules=[approver_is_not_the_author, a_correction_has_its_reason],
    clauses=["2012:10.2.3", "2026:10"],
    sentence=gettext_noop("rejected the text {subject}: {reason}"),
)
def reject(*, by: Actor, text: DeclarationText, reason: str) -> DeclarationText:
    """Decline a proposed text, with the reason its author needs to write a better one."""
    return change(text, state=TextState.REJECTED)
