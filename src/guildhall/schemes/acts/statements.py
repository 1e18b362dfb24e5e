"""What the body says to everybody: proposed, approved by somebody else, replaced."""

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.lifecycles import STATEMENT, StatementState
from guildhall.schemes.models import Statement
from guildhall.schemes.permissions import may_approve_statements, may_propose_statements
from guildhall.schemes.rules.statements import approver_did_not_propose, statement_says_something
from guildhall.schemes.rules.versions import no_training_is_favoured
from guildhall.schemes.rules.words import the_reason_is_said

CLAUSES = ("2012:7.2.2", "2012:7.2.4", "2012:4.3.1", "2012:9.8.3", "2012:9.9.2", "2026:7.2")


@act(
    "schemes.statement.propose",
    move=STATEMENT.propose,
    permission=may_propose_statements,
    rules=[statement_says_something],
    clauses=CLAUSES,
    sentence=gettext_noop("proposed the public statement {subject}"),
)
def propose(*, by: Actor, kind: str, words: str) -> Statement:
    """Propose what the body says to everybody on impartiality, appeals, complaints or artificial intelligence."""
    proposer = Person.objects.get(pk=by.name)
    return create(Statement, number=next_number("PS"), kind=kind, words=words, proposed_by=proposer)


@act(
    "schemes.statement.approve",
    about="statement",
    also_locks=["schemes.statement:effect"],
    move=STATEMENT.approve,
    permission=may_approve_statements,
    rules=[approver_did_not_propose, no_training_is_favoured],
    clauses=CLAUSES,
    sentence=gettext_noop("published the statement {subject}"),
)
def approve(*, by: Actor, statement: Statement, no_training_favoured: bool = False) -> Statement:
    """Publish a statement; the one of its kind that was in effect is replaced in the same moment."""
    for earlier in Statement.objects.filter(kind=statement.kind, state=StatementState.EFFECTIVE):
        supersede(by=by, statement=earlier)
    approver = Person.objects.get(pk=by.name)
    return change(statement, state=StatementState.EFFECTIVE, approved_at=clock.now(), approved_by=approver)


@act(
    "schemes.statement.supersede",
    about="statement",
    move=STATEMENT.supersede,
    permission=may_approve_statements,
    clauses=CLAUSES,
    sentence=gettext_noop("replaced the statement {subject}"),
)
def supersede(*, by: Actor, statement: Statement) -> Statement:
    """Take a statement off the public pages because another takes its place."""
    return change(statement, state=StatementState.SUPERSEDED)


@act(
    "schemes.statement.reject",
    about="statement",
    move=STATEMENT.reject,
    permission=may_approve_statements,
    rules=[the_reason_is_said],
    clauses=CLAUSES,
    sentence=gettext_noop("rejected the statement {subject}: {reason}"),
)
def reject(*, by: Actor, statement: Statement, reason: str) -> Statement:
    """Decline a proposed statement, with what its author needs to write a better one."""
    return change(statement, state=StatementState.REJECTED)
