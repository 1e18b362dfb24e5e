"""People are asked whether their interests changed, whenever something tells that they may have (6.1.7)."""

from datetime import timedelta

from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.lifecycles import INQUIRY, InquiryState
from guildhall.personnel.models import Inquiry, InquiryReason
from guildhall.personnel.permissions.signals import is_who_was_asked, may_ask
from guildhall.personnel.rules.declarations import declarer_belongs_to_the_personnel
from guildhall.personnel.rules.signals import an_answer_has_words, the_reason_to_ask_is_known

MACHINE = actors.machine("inquiries")
"""Asks because of what was found or declared elsewhere, and notes the answer when an interest is declared."""

CLAUSES = ("2012:6.1.7", "2012:4.3.7", "2026:6.1")
ANSWER_WITHIN = timedelta(days=14)
"""How soon it is answered whether interests changed (our own choice)."""


@act(
    "personnel.inquiry.ask",
    about="person",
    move=INQUIRY.ask,
    permission=may_ask,
    rules=[declarer_belongs_to_the_personnel, the_reason_to_ask_is_known],
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("asked somebody whether their interests changed, by {subject}"),
)
def ask(*, by: Actor, person: Person, reason: str = InquiryReason.ASKED, words: str = "") -> Inquiry:
    """Ask somebody whether what they declared still holds; they declare what changed, or answer that nothing did."""
    return create(
        Inquiry,
        number=next_number("IQ"),
        person=person,
        reason=reason,
        words=words.strip(),
        due_on=clock.today() + ANSWER_WITHIN,
        asked_by=str(by),
    )


@act(
    "personnel.inquiry.meet",
    about="inquiry",
    move=INQUIRY.meet,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("noted that {subject} is answered by an interest"),
)
def meet(*, by: Actor, inquiry: Inquiry) -> Inquiry:
    """Note that somebody who was asked declared an interest."""
    return change(inquiry, state=InquiryState.CHANGED, answered_at=clock.now())


@act(
    "personnel.inquiry.deny",
    about="inquiry",
    move=INQUIRY.deny,
    permission=is_who_was_asked,
    rules=[an_answer_has_words],
    clauses=CLAUSES,
    sentence=gettext_noop("answered {subject}: nothing changed"),
)
def deny(*, by: Actor, inquiry: Inquiry, answer: str) -> Inquiry:
    """Answer that nothing changed that would have to be declared, and say in a sentence why."""
    return change(inquiry, state=InquiryState.UNCHANGED, answered_at=clock.now(), answer=answer.strip())
