"""What the work of a role asks for is written, submitted, approved by somebody else, and replaced."""

from datetime import date

from guildhall.identity.models import Person, Scope
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel.lifecycles import CRITERIA, CriteriaState
from guildhall.personnel.models import CriteriaSet, Criterion
from guildhall.personnel.permissions.criteria import (
    may_approve_criteria,
    may_change_criteria,
    may_change_criterion,
    may_write_criteria,
)
from guildhall.personnel.queries.criteria import asked_in
from guildhall.personnel.rules.authorisations import a_stop_has_its_reason
from guildhall.personnel.rules.criteria import (
    a_criterion_is_about_something_known,
    a_criterion_says_what_would_show_it,
    criteria_are_approved_by_somebody_else,
    criteria_are_being_written,
    criteria_are_for_a_role_of_a_scheme,
    criteria_are_whole,
    its_criteria_are_being_written,
    no_other_draft_of_criteria_waits,
    reevaluation_lies_within_a_year,
)
from guildhall.personnel.starter import STARTER
from guildhall.shell.words import translated

MACHINE = actors.machine("criteria")
"""Replaces a version by the one that was approved, and lets authorisations on earlier ones end in time."""
CLAUSES = ("2012:6.1.3", "2012:6.2.2.1", "2026:6.1")
WRITING = (a_criterion_says_what_would_show_it, a_criterion_is_about_something_known)


@act(
    "personnel.criteria.begin",
    also_locks=["personnel.criteria"],
    move=CRITERIA.begin,
    permission=may_write_criteria,
    rules=[criteria_are_for_a_role_of_a_scheme, no_other_draft_of_criteria_waits],
    clauses=CLAUSES,
    sentence=gettext_noop("began to write the criteria {subject}"),
)
def begin(
    *, by: Actor, role: str, scope: Scope | None, summary: str, supervised_tasks: int = 0, with_starter: bool = True
) -> CriteriaSet:
    """Begin a version of what the work of a role asks for, in one scheme or in all of them.

    It begins with the version in effect for the same work; where there is none, with the criteria that the house
    brings along, unless one wants to begin with an empty page.
    """
    made = create(
        CriteriaSet,
        number=next_number("CC"),
        role=role,
        scope=scope,
        summary=summary.strip(),
        supervised_tasks=supervised_tasks,
        drafted_by=Person.objects.get(pk=by.name),
    )
    _copy_into(made, with_starter)
    return made


@act(
    "personnel.criterion.add",
    about="criteria",
    permission=may_change_criteria,
    rules=[criteria_are_being_written, *WRITING],
    clauses=CLAUSES,
    sentence=gettext_noop("added the criterion {code} to {subject}"),
    label=gettext_noop("Add a criterion"),
)
def add(*, by: Actor, criteria: CriteriaSet, code: str, point: str, words: str, asks: str) -> Criterion:
    """Add something that the work asks for; its code stays with it in later versions."""
    return create(
        Criterion, criteria=criteria, code=code.strip().upper(), point=point, words=words.strip(), asks=asks.strip()
    )


@act(
    "personnel.criterion.reword",
    about="criterion",
    permission=may_change_criterion,
    rules=[its_criteria_are_being_written, *WRITING],
    clauses=CLAUSES,
    sentence=gettext_noop("put the criterion {subject} into other words"),
    label=gettext_noop("Change"),
)
def reword(*, by: Actor, criterion: Criterion, point: str, words: str, asks: str) -> Criterion:
    """Say better what the work asks for, or what would show it."""
    return change(criterion, point=point, words=words.strip(), asks=asks.strip())


@act(
    "personnel.criterion.remove",
    about="criterion",
    permission=may_change_criterion,
    rules=[its_criteria_are_being_written],
    clauses=CLAUSES,
    sentence=gettext_noop("took the criterion {subject} out"),
    label=gettext_noop("Take out"),
)
def remove(*, by: Actor, criterion: Criterion) -> Criterion:
    """Take out of a draft what the work does not ask for any more."""
    return change(criterion, removed_at=clock.now())


@act(
    "personnel.criteria.submit",
    about="criteria",
    move=CRITERIA.submit,
    permission=may_change_criteria,
    rules=[criteria_are_whole],
    clauses=CLAUSES,
    sentence=gettext_noop("submitted the criteria {subject} for approval"),
)
def submit(*, by: Actor, criteria: CriteriaSet) -> CriteriaSet:
    """Submit a version for approval; nothing in it changes from now on."""
    return change(criteria, state=CriteriaState.PROPOSED)


@act(
    "personnel.criteria.hand-back",
    about="criteria",
    move=CRITERIA.hand_back,
    permission=may_approve_criteria,
    rules=[a_stop_has_its_reason],
    clauses=CLAUSES,
    sentence=gettext_noop("handed the criteria {subject} back: {reason}"),
)
def hand_back(*, by: Actor, criteria: CriteriaSet, reason: str) -> CriteriaSet:
    """Hand a version back to its author with what is to be changed."""
    return change(criteria, state=CriteriaState.DRAFT, reasons=reason.strip())


@act(
    "personnel.criteria.approve",
    about="criteria",
    also_locks=["personnel.criteria"],
    move=CRITERIA.approve,
    permission=may_approve_criteria,
    rules=[criteria_are_approved_by_somebody_else, criteria_are_whole, reevaluation_lies_within_a_year],
    clauses=CLAUSES,
    sentence=gettext_noop("put the criteria {subject} into effect"),
)
def approve(*, by: Actor, criteria: CriteriaSet, reevaluate_by_day: date | None = None) -> CriteriaSet:
    """Put a version into effect; the one before it is replaced in the same moment.

    Whoever is authorised on earlier criteria is authorised until `reevaluate_by_day` at the latest, and is evaluated
    again by then; without such a day the change asks nothing new of them.
    """
    for earlier in CriteriaSet.objects.filter(state=CriteriaState.EFFECTIVE, role=criteria.role, scope=criteria.scope):
        supersede(by=MACHINE, criteria=earlier)
    return change(
        criteria,
        state=CriteriaState.EFFECTIVE,
        approved_at=clock.now(),
        approved_by=Person.objects.get(pk=by.name),
        reevaluate_by_day=reevaluate_by_day,
    )


@act(
    "personnel.criteria.supersede",
    about="criteria",
    move=CRITERIA.supersede,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("replaced the criteria {subject}"),
)
def supersede(*, by: Actor, criteria: CriteriaSet) -> CriteriaSet:
    """Take a version out of effect because another takes its place."""
    return change(criteria, state=CriteriaState.SUPERSEDED, superseded_on=clock.today())


@act(
    "personnel.criteria.discard",
    about="criteria",
    move=CRITERIA.discard,
    permission=may_change_criteria,
    clauses=CLAUSES,
    sentence=gettext_noop("discarded the criteria {subject}"),
)
def discard(*, by: Actor, criteria: CriteriaSet) -> CriteriaSet:
    """Discard a version that nobody wants; it keeps its number and its place in the history."""
    return change(criteria, state=CriteriaState.DISCARDED)


def _copy_into(made: CriteriaSet, with_starter: bool) -> None:
    """Begin with what is in effect for the same work, or with what the house brings along."""
    current = CriteriaSet.objects.filter(state=CriteriaState.EFFECTIVE, role=made.role, scope=made.scope).first()
    if current is not None:
        for each in asked_in(current):
            create(Criterion, criteria=made, code=each.code, point=each.point, words=each.words, asks=each.asks)
    elif with_starter:
        for asked in STARTER.get(made.role, ()):
            words, asks = translated(asked.words), translated(asked.asks)
            create(Criterion, criteria=made, code=asked.code, point=asked.point, words=words, asks=asks)
