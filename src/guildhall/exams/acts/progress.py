"""How an attempt follows its result: scored, verified, released, scored again. Results' own acts bring it about."""

from guildhall.exams.lifecycles import ATTEMPT, AttemptState
from guildhall.exams.models import Attempt
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change

MACHINE = actors.machine("results")
"""Lets the attempt follow its result; who may do that was asked when the result moved."""

CLAUSES = ("2012:9.2.3", "2012:9.3.1", "2026:9.3")


@act(
    "exams.attempt.score",
    about="attempt",
    move=ATTEMPT.score,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("saw {subject} scored"),
)
def scored(*, by: Actor, attempt: Attempt) -> Attempt:
    """Note that an attempt has a result that nobody has verified yet."""
    return change(attempt, state=AttemptState.SCORED)


@act(
    "exams.attempt.verify",
    about="attempt",
    move=ATTEMPT.verify,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("saw the result of {subject} verified"),
)
def verified(*, by: Actor, attempt: Attempt) -> Attempt:
    """Note that the result of an attempt was verified."""
    return change(attempt, state=AttemptState.VERIFIED)


@act(
    "exams.attempt.release",
    about="attempt",
    move=ATTEMPT.release,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("saw the result of {subject} released"),
)
def released(*, by: Actor, attempt: Attempt) -> Attempt:
    """Note that the candidate knows the result of an attempt."""
    return change(attempt, state=AttemptState.RELEASED)


@act(
    "exams.attempt.rescore",
    about="attempt",
    move=ATTEMPT.rescore,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("saw {subject} scored again"),
)
def rescored(*, by: Actor, attempt: Attempt) -> Attempt:
    """Note that an attempt has a new result in place of the one before, not verified yet."""
    return change(attempt, state=AttemptState.SCORED)
