"""Checklists of practical components are written, approved by somebody else, and replaced by new versions."""

from decimal import Decimal

from django.db.models import Max

from guildhall.exams.lifecycles import CHECKLIST, ChecklistState
from guildhall.exams.models import Checklist, ChecklistStep
from guildhall.exams.permissions import (
    may_approve_checklists,
    may_draft_checklists,
    may_write_checklists,
    may_write_steps,
)
from guildhall.exams.queries import checklist_in_use, steps
from guildhall.exams.rules.checklists import (
    a_step_is_whole,
    no_other_draft_is_written,
    the_checklist_has_steps,
    the_checklist_is_a_draft,
    the_component_is_marked_by_persons,
    the_step_stands_in_a_draft,
    who_approves_did_not_write_it,
)
from guildhall.exams.rules.forms import a_reason_is_given
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Component

CLAUSES = ("2012:9.2.3", "2012:9.3.1", "2026:9.3")
STANDARD = {"cut": None, "cut_basis": "", "standard": None, "standard_by": None, "standard_at": None}
"""The passing standard of a checklist of its own, and what it is without one."""


@act(
    "exams.checklist.draft",
    about="component",
    move=CHECKLIST.draft,
    permission=may_draft_checklists,
    rules=[the_component_is_marked_by_persons, no_other_draft_is_written],
    clauses=CLAUSES,
    sentence=gettext_noop("began the checklist {subject}"),
)
def draft(
    *, by: Actor, component: Component, title: str, tolerance: Decimal = Decimal(2), rated: bool = False
) -> Checklist:
    """Begin a version of a checklist: a copy of the one in use, or empty where there is none.

    `rated` asks examiners for a judgement of the whole beside the points. A cut of its own is copied with the steps.
    """
    before = checklist_in_use(component)
    last = component.checklists.aggregate(last=Max("ordinal"))["last"] or 0
    begun = create(
        Checklist,
        number=next_number("CK"),
        component=component,
        ordinal=last + 1,
        title=title,
        tolerance=tolerance,
        rated=rated,
        **({name: getattr(before, name) for name in STANDARD} if before else {}),
        authored_by=Person.objects.get(pk=by.name),
    )
    for step in steps(before) if before else ():
        same = {name: getattr(step, name) for name in ("position", "station", "words", "points", "critical")}
        create(ChecklistStep, checklist=begun, **same)
    return begun


@act(
    "exams.checklist.add_step",
    about="checklist",
    permission=may_write_checklists,
    rules=[the_checklist_is_a_draft, a_step_is_whole],
    clauses=CLAUSES,
    sentence=gettext_noop("added a step to the checklist {subject}"),
    label=gettext_noop("Add a step"),
)
def add_step(
    *, by: Actor, checklist: Checklist, station: str, words: str, points: Decimal, critical: bool = False
) -> Checklist:
    """Add a step at the end: what is looked for, its points, and whether failing it fails the whole."""
    last = steps(checklist).aggregate(last=Max("position"))["last"] or 0
    said = {"station": station.strip(), "words": words.strip(), "points": points, "critical": critical}
    create(ChecklistStep, checklist=checklist, position=last + 1, **said)
    return _without_standard(checklist)


@act(
    "exams.checklist.change_step",
    about="step",
    permission=may_write_steps,
    rules=[the_step_stands_in_a_draft, a_step_is_whole],
    clauses=CLAUSES,
    sentence=gettext_noop("changed the step {subject} of its checklist"),
    label=gettext_noop("Change"),
)
def change_step(
    *, by: Actor, step: ChecklistStep, station: str, words: str, points: Decimal, critical: bool = False
) -> ChecklistStep:
    """Change a step of a draft; a cut that was adopted for other steps is gone."""
    _without_standard(step.checklist)
    return change(step, station=station.strip(), words=words.strip(), points=points, critical=critical)


@act(
    "exams.checklist.remove_step",
    about="step",
    permission=may_write_steps,
    rules=[the_step_stands_in_a_draft],
    clauses=CLAUSES,
    sentence=gettext_noop("took the step {subject} out of its checklist"),
    label=gettext_noop("Take out"),
)
def remove_step(*, by: Actor, step: ChecklistStep) -> ChecklistStep:
    """Take a step out of a draft; those behind it move up, and a cut that was adopted for other steps is gone."""
    _without_standard(step.checklist)
    gone = change(step, removed_at=clock.now())
    for place, each in enumerate(steps(step.checklist), start=1):
        if each.position != place:
            change(each, position=place)
    return gone


@act(
    "exams.checklist.approve",
    about="checklist",
    move=CHECKLIST.approve,
    permission=may_approve_checklists,
    rules=[who_approves_did_not_write_it, the_checklist_has_steps],
    clauses=CLAUSES,
    sentence=gettext_noop("approved the checklist {subject}"),
)
def approve(*, by: Actor, checklist: Checklist) -> Checklist:
    """Put a checklist into use; the one before it is retired, and attempts that were booked keep theirs."""
    if before := checklist_in_use(checklist.component):
        retire(by=by, checklist=before, reason=checklist.number)
    approver = Person.objects.get(pk=by.name)
    return change(checklist, state=ChecklistState.APPROVED, approved_by=approver, approved_at=clock.now())


@act(
    "exams.checklist.retire",
    about="checklist",
    move=CHECKLIST.retire,
    permission=may_approve_checklists,
    rules=[a_reason_is_given],
    clauses=CLAUSES,
    sentence=gettext_noop("retired the checklist {subject}: {reason}"),
)
def retire(*, by: Actor, checklist: Checklist, reason: str) -> Checklist:
    """Take a checklist out of use, or give up a draft."""
    return change(checklist, state=ChecklistState.RETIRED)


def _without_standard(checklist: Checklist) -> Checklist:
    """The draft without the cut that its steps had before they changed."""
    return change(checklist, **STANDARD) if checklist.cut is not None else checklist
