"""Clauses are judged here where no program can tell, and declared not applicable with a reason."""

from collections.abc import Mapping
from datetime import date

from guildhall.conformity.lifecycles import JUDGEMENT, JudgementState
from guildhall.conformity.models import Judgement
from guildhall.conformity.permissions import judges_clauses
from guildhall.conformity.rules import (
    clause_can_be_judged,
    every_question_is_answered,
    finding_is_not_overruled,
    judgement_ends_within_a_year,
    judgement_is_given_anew_in_time,
    reason_is_given,
    verdict_is_known,
)
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create


@act(
    "conformity.judgement.give",
    permission=judges_clauses,
    move=JUDGEMENT.give,
    rules=[
        clause_can_be_judged,
        verdict_is_known,
        reason_is_given,
        judgement_ends_within_a_year,
        judgement_is_given_anew_in_time,
        every_question_is_answered,
        finding_is_not_overruled,
    ],
    clauses=["2012:10.2.1", "2026:10"],
    sentence=gettext_noop("judged the clause {clause}: {verdict}"),
)
def give(*, by: Actor, clause: str, verdict: str, reason: str, until_on: date, answers: Mapping[str, str]) -> Judgement:
    """Judge a clause, with a reason and until a day: it holds, it does not hold, or it does not apply to this body.

    `answers` say to each question that no control answers what was found; they are kept with the reason.
    """
    return create(
        Judgement,
        number=next_number("J"),
        clause=clause,
        verdict=verdict,
        reason=_with(reason, answers),
        until_on=until_on,
        given_at=clock.now(),
        given_by=str(by),
        state=JudgementState.IN_FORCE,
    )


@act(
    "conformity.judgement.revise",
    about="judgement",
    permission=judges_clauses,
    move=JUDGEMENT.revise,
    rules=[reason_is_given],
    clauses=["2012:10.2.1", "2026:10"],
    sentence=gettext_noop("replaced the judgement {subject}"),
)
def revise(
    *, by: Actor, judgement: Judgement, verdict: str, reason: str, until_on: date, answers: Mapping[str, str]
) -> Judgement:
    """Judge a clause anew. The judgement that stood is replaced, and both stay to be read."""
    change(judgement, state=JudgementState.REPLACED)
    return give(by=by, clause=judgement.clause, verdict=verdict, reason=reason, until_on=until_on, answers=answers)


def _with(reason: str, answers: Mapping[str, str]) -> str:
    """The reason, and below it each question with its answer, as the next person reads them."""
    told = (f"{question}\n{answer.strip()}" for question, answer in answers.items() if answer.strip())
    return "\n\n".join((reason.strip(), *told))


@act(
    "conformity.judgement.withdraw",
    about="judgement",
    permission=judges_clauses,
    move=JUDGEMENT.withdraw,
    rules=[reason_is_given],
    clauses=["2012:10.2.1", "2026:10"],
    sentence=gettext_noop("withdrew the judgement {subject}: {reason}"),
)
def withdraw(*, by: Actor, judgement: Judgement, reason: str) -> Judgement:
    """Take a judgement back without giving another: the clause waits to be judged again."""
    return change(judgement, state=JudgementState.WITHDRAWN)
