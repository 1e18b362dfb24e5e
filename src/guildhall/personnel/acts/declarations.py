"""Declarations are made, signed, renewed, and end.

A signature is the cause, the person's grants are the effect: signing says until when the roles that need a declaration
may be exercised, voiding takes that back.
"""

from datetime import date
from typing import Any

from guildhall.identity.acts import grants
from guildhall.identity.grants import DECLARATION as CONDITION
from guildhall.identity.models import Grant, Person
from guildhall.identity.permissions import NOBODY
from guildhall.identity.roles import role
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.lifecycles import DECLARATION, DeclarationState, TextState
from guildhall.personnel.models import Declaration, DeclarationText
from guildhall.personnel.permissions import (
    is_that_person,
    is_the_declarer,
    may_enter_paper,
    may_judge_interests,
    may_work_on_paper,
)
from guildhall.personnel.rules.declarations import (
    a_correction_has_its_reason,
    a_text_is_in_effect,
    declarer_belongs_to_the_personnel,
    end_of_term,
    interests_are_answered,
    no_other_draft_waits,
    nobody_enters_their_own_paper,
    nobody_voids_their_own_declaration,
    paper_is_the_latest_signature,
    paper_was_signed_in_the_last_year,
    the_signed_paper_is_kept,
    the_term_is_over,
    the_text_is_still_in_effect,
)
from guildhall.vault.files import Received, keep

MACHINE = actors.machine("declarations")
"""Writes the effect of a declaration on grants; the person who signs has no authority over their own grants."""
RULE, CLAUSES = "R-46", ("2012:6.1.6", "2012:6.1.7", "2026:6.1")


@act(
    "personnel.declaration.make",
    about="person",
    move=DECLARATION.make,
    permission=is_that_person | may_enter_paper,
    rules=[declarer_belongs_to_the_personnel, a_text_is_in_effect, no_other_draft_waits],
    clauses=CLAUSES,
    sentence=gettext_noop("began the declaration {subject}"),
)
def make(*, by: Actor, person: Person) -> Declaration:
    """Begin a declaration on the text that is in effect; it binds nobody until it is signed."""
    text = DeclarationText.objects.get(state=TextState.EFFECTIVE)
    return create(Declaration, number=next_number("DI"), person=person, text=text, made_by=str(by))


@act(
    "personnel.declaration.sign",
    about="declaration",
    move=DECLARATION.sign,
    permission=is_the_declarer,
    rules=[the_text_is_still_in_effect, interests_are_answered],
    clauses=CLAUSES,
    sentence=gettext_noop("signed the declaration {subject}"),
)
def sign(*, by: Actor, declaration: Declaration, nothing_to_declare: bool = False) -> Declaration:
    """Sign one's own declaration: rules, impartiality, interests and confidentiality, for a year from today.

    It replaces the one before it, and carries every role that needs a declaration until its last day.
    """
    return _in_force(by, declaration, clock.today())


@act(
    "personnel.declaration.enter",
    about="declaration",
    move=DECLARATION.enter,
    permission=may_work_on_paper,
    rules=[
        the_text_is_still_in_effect,
        interests_are_answered,
        paper_was_signed_in_the_last_year,
        paper_is_the_latest_signature,
        the_signed_paper_is_kept,
        nobody_enters_their_own_paper,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("entered the declaration {subject} from paper"),
)
def enter(
    *,
    by: Actor,
    declaration: Declaration,
    signed_on: date,
    nothing_to_declare: bool = False,
    scan: Received | None = None,
) -> Declaration:
    """Enter a declaration that somebody signed on paper; its year counts from that day, and the scan is kept."""
    paper = keep(scan) if scan else None
    return _in_force(by, declaration, signed_on, on_paper=True, scan=paper)


@act(
    "personnel.declaration.discard",
    about="declaration",
    move=DECLARATION.discard,
    permission=is_the_declarer | may_work_on_paper,
    clauses=CLAUSES,
    sentence=gettext_noop("discarded the draft {subject}"),
)
def discard(*, by: Actor, declaration: Declaration) -> Declaration:
    """Give up a draft that nobody signed; it keeps its number and its place in the history."""
    return change(declaration, state=DeclarationState.DISCARDED)


@act(
    "personnel.declaration.supersede",
    about="declaration",
    move=DECLARATION.supersede,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("replaced the declaration {subject} by its renewal"),
)
def supersede(*, by: Actor, declaration: Declaration) -> Declaration:
    """End a declaration because its renewal was signed."""
    return change(declaration, state=DeclarationState.SUPERSEDED)


@act(
    "personnel.declaration.expire",
    about="declaration",
    move=DECLARATION.expire,
    permission=NOBODY,
    machines=["timers"],
    rules=[the_term_is_over],
    clauses=CLAUSES,
    sentence=gettext_noop("saw the declaration {subject} expire"),
)
def expire(*, by: Actor, declaration: Declaration) -> Declaration:
    """End a declaration whose year is over.

    The roles lapsed with its last day already, since grants carry that day; this makes it visible on the record.
    """
    return change(declaration, state=DeclarationState.EXPIRED)


@act(
    "personnel.declaration.void",
    about="declaration",
    move=DECLARATION.void,
    permission=may_judge_interests,
    rules=[nobody_voids_their_own_declaration, a_correction_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("voided the declaration {subject}: {reason}"),
)
def void(*, by: Actor, declaration: Declaration, reason: str) -> Declaration:
    """Put right a declaration that was signed in error: it no longer carries any role from this moment (R-60).

    Nothing is edited: the declaration keeps its signature, and the person signs another.
    """
    if declaration.state == DeclarationState.SIGNED:
        _carry_grants(declaration.person, None)
    return change(declaration, state=DeclarationState.VOID)


def _in_force(by: Actor, declaration: Declaration, signed_on: date, **paper: Any) -> Declaration:
    until = end_of_term(signed_on)
    earlier = (DeclarationState.SIGNED, DeclarationState.EXPIRED)
    for each in Declaration.objects.filter(person=declaration.person, state__in=earlier):
        supersede(by=MACHINE, declaration=each)
    _carry_grants(declaration.person, until)
    return change(
        declaration,
        state=DeclarationState.SIGNED,
        signed_at=clock.now(),
        signed_by=str(by),
        valid_until=until,
        **paper,
    )


def _carry_grants(person: Person, until: date | None) -> None:
    """Grants that have ended are told too: a role that is given later begins with what they say (`declared_until`)."""
    for grant in Grant.objects.filter(person=person).select_related("person"):
        if role(grant.role).declares:
            grants.condition(by=MACHINE, grant=grant, kind=CONDITION, until_on=until, rule=RULE, clauses=CLAUSES)
