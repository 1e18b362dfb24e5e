"""What writing and approving a checklist must not break (R-11, R-27)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import ChecklistState
from guildhall.exams.models import Checklist, ChecklistStep
from guildhall.exams.queries import steps
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Component, ComponentKind

CLAUSES = ("2012:9.2.3", "2012:9.3.1", "2026:9.3")


@rule("R-26", clauses=CLAUSES)
def the_component_is_marked_by_persons(*, component: Component) -> Refusal | None:
    """Checklists are for components in which a person examines: practical, oral, observation."""
    if component.kind != ComponentKind.WRITTEN:
        return None
    return Refusal(
        _("%(component)s is scored by keys and not by a checklist.") % {"component": component.title},
        mend=Mend(_("Assemble a form for it.")),
    )


@rule("checklist-draft", kind=Kind.OURS, clauses=CLAUSES)
def no_other_draft_is_written(*, component: Component) -> Refusal | None:
    """One draft of a checklist is written at a time; it begins as a copy of the one in use."""
    draft = Checklist.objects.filter(component=component, state=ChecklistState.DRAFT).first()
    if draft is None:
        return None
    return Refusal(
        _("The draft %(number)s of a checklist for this component is being written.") % {"number": draft.number},
        mend=Mend(_("Go on with it, or retire it."), link=("exams:checklist", str(draft.pk))),
    )


@rule("R-27", clauses=CLAUSES, kind=Kind.ACCREDITATION)
def the_checklist_is_a_draft(*, checklist: Checklist) -> Refusal | None:
    """Steps are written in a draft; a checklist in use is changed by a new version alone."""
    if checklist.state == ChecklistState.DRAFT:
        return None
    return Refusal(
        _("The checklist %(number)s is not a draft.") % {"number": checklist.number},
        mend=Mend(_("Write a new version; it begins as a copy of this one."), act="exams.checklist.draft"),
    )


@rule("R-27", clauses=CLAUSES, kind=Kind.ACCREDITATION)
def the_step_stands_in_a_draft(*, step: ChecklistStep) -> Refusal | None:
    """A step is changed in a draft; a checklist in use is changed by a new version alone."""
    return the_checklist_is_a_draft.check(checklist=step.checklist)


@rule("R-26", clauses=CLAUSES)
def a_step_is_whole(*, station: str, words: str, points: Decimal) -> Refusal | None:
    """A step says at which station it stands, what is looked for, and what it is worth."""
    if station.strip() and words.strip() and points > 0:
        return None
    field = "station" if not station.strip() else "words" if not words.strip() else "points"
    return Refusal(
        _("A step needs its station, what is looked for, and points above nought."),
        mend=Mend(_("Fill in what is missing.")),
        field=field,
    )


@rule("R-11", clauses=["2012:10.2.3", "2012:9.2.4", "2026:10"], kind=Kind.ACCREDITATION)
def who_approves_did_not_write_it(*, by: Actor, checklist: Checklist) -> Refusal | None:
    """Four eyes: who wrote a checklist does not approve it."""
    if not by.is_person(checklist.authored_by_id):
        return None
    return Refusal(
        _("You wrote this checklist yourself, and an author does not approve their own."),
        mend=Mend(_("Somebody else who may approve checklists does it.")),
    )


@rule("R-26", clauses=CLAUSES)
def the_checklist_has_steps(*, checklist: Checklist) -> Refusal | None:
    """A checklist without steps marks nothing."""
    if steps(checklist).exists():
        return None
    return Refusal(_("This checklist has no steps yet."), mend=Mend(_("Write its steps first.")))
