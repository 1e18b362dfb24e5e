"""Ties that nobody declared are noticed by the house and judged by people (4.3.7)."""

from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.acts import inquiries
from guildhall.personnel.lifecycles import SIGNAL, SignalState
from guildhall.personnel.models import ConflictSearch, ConflictSignal, InquiryReason, Organisation
from guildhall.personnel.permissions.signals import may_judge_signals
from guildhall.personnel.rules.declarations import a_correction_has_its_reason, a_judgement_has_its_reasons
from guildhall.personnel.rules.signals import nobody_judges_what_is_about_themselves, what_was_noticed_is_known

SEARCHERS = ("conflict-search", "examination-pairs")
"""The machines that look for undeclared conflicts: in this room, and where examinations are kept."""

CLAUSES = ("2012:4.3.7", "2012:6.2.2.3", "2026:4.3")
JUDGING = (nobody_judges_what_is_about_themselves, a_judgement_has_its_reasons)


@act(
    "personnel.conflict-signal.notice",
    about="person",
    move=SIGNAL.notice,
    permission=NOBODY,
    rules=[what_was_noticed_is_known],
    machines=SEARCHERS,
    clauses=CLAUSES,
    sentence=gettext_noop("noticed a possible conflict that nobody declared, {subject}"),
)
def notice(
    *,
    by: Actor,
    person: Person,
    kind: str,
    pair: str,
    other: Person | None = None,
    organisation: Organisation | None = None,
    times: int = 1,
) -> ConflictSignal:
    """Put before a person what somebody of the personnel has in common with another, or with a training provider.

    It says by what it was found and nothing of what was found. It binds nobody before it is judged.
    """
    return create(
        ConflictSignal,
        number=next_number("SC"),
        person=person,
        kind=kind,
        other=other,
        organisation=organisation,
        times=times,
        pair=pair,
    )


@act(
    "personnel.conflict-signal.confirm",
    about="signal",
    move=SIGNAL.confirm,
    permission=may_judge_signals,
    rules=JUDGING,
    clauses=CLAUSES,
    sentence=gettext_noop("judged that {subject} is a conflict: {reasons}"),
)
def confirm(*, by: Actor, signal: ConflictSignal, reasons: str) -> ConflictSignal:
    """Judge that there is a conflict: from now on neither of the two handles a file of the other (R-08).

    Who had not declared it is asked whether their interests changed.
    """
    inquiries.ask(by=inquiries.MACHINE, person=signal.person, reason=InquiryReason.SIGNAL)
    return _judged(by, signal, SignalState.CONFIRMED, reasons)


@act(
    "personnel.conflict-signal.dismiss",
    about="signal",
    move=SIGNAL.dismiss,
    permission=may_judge_signals,
    rules=JUDGING,
    clauses=CLAUSES,
    sentence=gettext_noop("judged that {subject} is no conflict: {reasons}"),
)
def dismiss(*, by: Actor, signal: ConflictSignal, reasons: str) -> ConflictSignal:
    """Judge that there is no conflict, and say why; the same thing is not put before anybody again."""
    return _judged(by, signal, SignalState.DISMISSED, reasons)


@act(
    "personnel.conflict-signal.reopen",
    about="signal",
    move=SIGNAL.reopen,
    permission=may_judge_signals,
    rules=[nobody_judges_what_is_about_themselves, a_correction_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("opened the judgement of {subject} again: {reason}"),
)
def reopen(*, by: Actor, signal: ConflictSignal, reason: str) -> ConflictSignal:
    """Put a judgement right by judging again; the earlier one stays in the history (R-60)."""
    return change(signal, state=SignalState.FOUND, judged_at=None, judged_by="", reasons="")


@act(
    "personnel.conflict-search.record",
    permission=NOBODY,
    machines=["conflict-search"],
    clauses=CLAUSES,
    sentence=gettext_noop("looked for conflicts that nobody declared"),
)
def record_search(*, by: Actor, people: int, noticed: int) -> ConflictSearch:
    """Note that undeclared conflicts were looked for, among how many people, and how much was new."""
    return create(ConflictSearch, people=people, noticed=noticed)


def _judged(by: Actor, signal: ConflictSignal, state: SignalState, reasons: str) -> ConflictSignal:
    return change(signal, state=state, judged_at=clock.now(), judged_by=str(by), reasons=reasons.strip())
