"""Interests are declared by who has them and judged by somebody else."""

from datetime import date

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.personnel.acts import inquiries, relations
from guildhall.personnel.lifecycles import INTEREST, InterestState
from guildhall.personnel.models import Declaration, Interest
from guildhall.personnel.permissions import is_the_declarer, may_judge_interests, may_work_on_paper
from guildhall.personnel.queries import inquiries_open
from guildhall.personnel.rules.declarations import (
    a_correction_has_its_reason,
    a_judgement_has_its_reasons,
    a_tie_is_to_somebody_else,
    an_interest_is_complete,
    declaration_can_take_interests,
    nobody_judges_their_own_interest,
)
from guildhall.personnel.rules.relations import a_party_can_be_read

CLAUSES = ("2012:4.3.6", "2012:4.3.7", "2026:4.3")
JUDGING = (nobody_judges_their_own_interest, a_judgement_has_its_reasons)


@act(
    "personnel.interest.declare",
    about="declaration",
    move=INTEREST.declare,
    permission=is_the_declarer | may_work_on_paper,
    rules=[
        declaration_can_take_interests,
        an_interest_is_complete,
        a_party_can_be_read,
        a_tie_is_to_somebody_else,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("declared an interest"),
)
def declare(
    *,
    by: Actor,
    declaration: Declaration,
    kind: str,
    party: str,
    description: str,
    since_on: date | None = None,
    concerned: Person | None = None,
) -> Interest:
    """Declare a tie to somebody whom the body may certify, train or judge; in a draft, or whenever a new one arises.

    `concerned` is that somebody, where they are a person whom the body knows: a relative, an employer, a superior. The
    tie binds from this moment, and answers whoever asked whether interests changed.
    """
    declared = create(
        Interest,
        declaration=declaration,
        kind=kind,
        party=party,
        description=description,
        since_on=since_on,
        concerned=concerned,
    )
    relations.draw(by=relations.MACHINE, interest=declared)
    for inquiry in inquiries_open().filter(person=declaration.person):
        inquiries.meet(by=inquiries.MACHINE, inquiry=inquiry)
    return declared


@act(
    "personnel.interest.accept",
    about="interest",
    move=INTEREST.accept,
    permission=may_judge_interests,
    rules=JUDGING,
    clauses=CLAUSES,
    sentence=gettext_noop("judged that an interest is no threat: {reasons}"),
)
def accept(*, by: Actor, interest: Interest, reasons: str) -> Interest:
    """Judge that an interest does not threaten impartiality, and say why."""
    return _judged(by, interest, InterestState.NO_THREAT, reasons)


@act(
    "personnel.interest.treat",
    about="interest",
    move=INTEREST.treat,
    permission=may_judge_interests,
    rules=JUDGING,
    clauses=CLAUSES,
    sentence=gettext_noop("treated an interest by a safeguard: {reasons}"),
)
def treat(*, by: Actor, interest: Interest, reasons: str) -> Interest:
    """Judge that an interest is bearable with a safeguard, and say which."""
    return _judged(by, interest, InterestState.TREATED, reasons)


@act(
    "personnel.interest.bar",
    about="interest",
    move=INTEREST.bar,
    permission=may_judge_interests,
    rules=JUDGING,
    clauses=CLAUSES,
    sentence=gettext_noop("barred somebody from work that an interest touches: {reasons}"),
)
def bar(*, by: Actor, interest: Interest, reasons: str) -> Interest:
    """Judge that no safeguard suffices: the person does no work that the interest touches."""
    return _judged(by, interest, InterestState.BARRED, reasons)


@act(
    "personnel.interest.reopen",
    about="interest",
    move=INTEREST.reopen,
    permission=may_judge_interests,
    rules=[nobody_judges_their_own_interest, a_correction_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("opened the judgement of an interest again: {reason}"),
)
def reopen(*, by: Actor, interest: Interest, reason: str) -> Interest:
    """Put a judgement right by judging again; the earlier one stays in the history (R-60)."""
    return change(interest, state=InterestState.DECLARED, judged_at=None, judged_by="", reasons="")


def _judged(by: Actor, interest: Interest, state: InterestState, reasons: str) -> Interest:
    return change(interest, state=state, judged_at=clock.now(), judged_by=str(by), reasons=reasons)
