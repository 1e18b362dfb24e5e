"""Conflicts in one matter are declared by who would work on it and judged by somebody else."""

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.personnel.lifecycles import CLEARANCE, ClearanceState
from guildhall.personnel.models import Clearance
from guildhall.personnel.permissions import is_that_person, is_the_clearer, may_judge_clearances
from guildhall.personnel.queries import record_called
from guildhall.personnel.rules.clearances import (
    a_conflict_is_described,
    nobody_judges_their_own_conflict,
    nothing_was_declared_before,
    the_matter_exists,
)
from guildhall.personnel.rules.declarations import (
    a_correction_has_its_reason,
    a_judgement_has_its_reasons,
    declarer_belongs_to_the_personnel,
)

CLAUSES = ("2012:6.2.1", "2012:6.2.2.3", "2012:4.3.7", "2026:6.2")
JUDGING = (nobody_judges_their_own_conflict, a_judgement_has_its_reasons)


@act(
    "personnel.clearance.declare",
    about="person",
    move=CLEARANCE.declare,
    permission=is_that_person,
    rules=[declarer_belongs_to_the_personnel, the_matter_exists, nothing_was_declared_before],
    clauses=CLAUSES,
    sentence=gettext_noop("declared on conflicts in {subject}"),
)
def declare(*, by: Actor, person: Person, about: str, conflict: str = "") -> Clearance:
    """Declare before working on a matter that one has no conflict in it, or name the one that there is.

    `about` is the record in the ledger's words: an application, a list, a sitting, a decision file. A conflict that is
    named keeps its owner from the work until it is judged.
    """
    matter = record_called(about)
    number = str(getattr(matter, "number", ""))
    made = create(Clearance, person=person, about=about, about_number=number)
    return disclose(by=by, clearance=made, conflict=conflict) if conflict.strip() else made


@act(
    "personnel.clearance.disclose",
    about="clearance",
    move=CLEARANCE.disclose,
    permission=is_the_clearer,
    rules=[a_conflict_is_described],
    clauses=CLAUSES,
    sentence=gettext_noop("named a conflict in {subject}"),
)
def disclose(*, by: Actor, clearance: Clearance, conflict: str) -> Clearance:
    """Name a conflict in a matter, also one that turned up later; the work stops until it is judged."""
    return change(
        clearance,
        state=ClearanceState.CONFLICT,
        conflict=conflict.strip(),
        named_at=clock.now(),
        judged_at=None,
        judged_by="",
        reasons="",
    )


@act(
    "personnel.clearance.treat",
    about="clearance",
    move=CLEARANCE.treat,
    permission=may_judge_clearances,
    rules=JUDGING,
    clauses=CLAUSES,
    sentence=gettext_noop("treated a conflict in {subject} by a safeguard: {reasons}"),
)
def treat(*, by: Actor, clearance: Clearance, reasons: str) -> Clearance:
    """Judge that somebody may work on the matter in spite of a conflict, and say which safeguard makes it bearable."""
    return _judged(by, clearance, ClearanceState.TREATED, reasons)


@act(
    "personnel.clearance.bar",
    about="clearance",
    move=CLEARANCE.bar,
    permission=may_judge_clearances,
    rules=JUDGING,
    clauses=CLAUSES,
    sentence=gettext_noop("barred somebody from {subject}: {reasons}"),
)
def bar(*, by: Actor, clearance: Clearance, reasons: str) -> Clearance:
    """Judge that no safeguard suffices: somebody else does the work in this matter."""
    return _judged(by, clearance, ClearanceState.BARRED, reasons)


@act(
    "personnel.clearance.reopen",
    about="clearance",
    move=CLEARANCE.reopen,
    permission=may_judge_clearances,
    rules=[nobody_judges_their_own_conflict, a_correction_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("opened the judgement of a conflict in {subject} again: {reason}"),
)
def reopen(*, by: Actor, clearance: Clearance, reason: str) -> Clearance:
    """Put a judgement right by judging again; the earlier one stays in the history (R-60)."""
    return change(clearance, state=ClearanceState.CONFLICT, judged_at=None, judged_by="", reasons="")


def _judged(by: Actor, clearance: Clearance, state: ClearanceState, reasons: str) -> Clearance:
    return change(clearance, state=state, judged_at=clock.now(), judged_by=str(by), reasons=reasons)
