"""What is asked of writers, and what counts for it."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.roles import EXAM_MANAGER, ITEM_WRITER
from guildhall.itembank.lifecycles import AssignmentState
from guildhall.itembank.models import AssignedItem, Assignment, Item, Level
from guildhall.itembank.queries import assignments
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Scheme

WRITING = ("2012:9.2.4", "2012:9.3.1", "2026:9.3")
MOST = 500


@rule("R-46", clauses=("2012:6.1.3", "2026:6.1"))
def the_writer_writes_for_the_scheme(*, scheme: Scheme, writer: Person) -> Refusal | None:
    """Items are asked for of somebody who holds the role of the scheme today."""
    if writer.pk in grants.holders(ITEM_WRITER, EXAM_MANAGER, scope_id=scheme.scope_id):
        return None
    return Refusal(
        _("This person does not write items of %(scheme)s today.") % {"scheme": scheme.name},
        mend=Mend(_("Choose somebody who holds the role, or have it given to them first.")),
        field="writer",
    )


@rule("item-assignment", kind=Kind.OURS, clauses=WRITING)
def something_is_asked_for(*, count: int, level: str) -> Refusal | None:
    """At least one item is asked for, not more than anybody could write, and of a level that there is."""
    if 1 <= count <= MOST and level in {"", *Level.values}:
        return None
    return Refusal(
        _("Between 1 and %(most)s items are asked for, of one of the levels or of any.") % {"most": MOST},
        mend=Mend(_("Say how many, and of which level.")),
        field="count",
    )


@rule("item-assignment", kind=Kind.OURS, clauses=WRITING)
def its_day_is_to_come(*, due_on: date) -> Refusal | None:
    """What is asked for is due on a day that is not over."""
    if due_on >= clock.today():
        return None
    return Refusal(
        _("That day has passed."),
        mend=Mend(_("Name a day that leaves time to write.")),
        field="due_on",
    )


@rule("item-assignment", kind=Kind.OURS, clauses=WRITING)
def assignment_is_open(*, assignment: Assignment) -> Refusal | None:
    """What was concluded or withdrawn changes no more."""
    if assignment.state == AssignmentState.OPEN:
        return None
    return Refusal(
        _("This assignment was concluded or withdrawn."),
        mend=Mend(_("Ask for items anew.")),
    )


@rule("item-assignment", kind=Kind.OURS, clauses=WRITING)
def what_was_asked_for_is_submitted(*, assignment: Assignment) -> Refusal | None:
    """An assignment is concluded when as many items as were asked for are submitted for review."""
    missing = assignments.progress_of(assignment).to_submit
    if not missing:
        return None
    return Refusal(
        ngettext("%(count)d item is not submitted yet.", "%(count)d items are not submitted yet.", missing)
        % {"count": missing},
        mend=Mend(_("Wait for them, give more time, or withdraw the assignment.")),
    )


@rule("item-assignment", kind=Kind.OURS, clauses=WRITING)
def the_item_is_what_was_asked_for(*, assignment: Assignment, item_number: str) -> Refusal | None:
    """For an assignment counts an item that its writer wrote, in the domain and of the level that it names."""
    item = item_of(assignment, item_number)
    if item is not None and item.domain_code == assignment.domain_code and assignment.level in {"", item.level}:
        return None
    return Refusal(
        _("“%(number)s” is no item of yours in the domain and of the level that were asked for.")
        % {"number": item_number},
        mend=Mend(_("Write the number of an item of your own, or have its domain and level changed.")),
        field="item_number",
    )


@rule("item-assignment", kind=Kind.OURS, clauses=WRITING)
def an_item_counts_once(*, assignment: Assignment, item_number: str) -> Refusal | None:
    """An item counts for one assignment, and only until the assignment has what it asks for."""
    item = item_of(assignment, item_number)
    counted = item is not None and AssignedItem.objects.filter(item=item).exists()
    if not counted and assignments.progress_of(assignment).to_write:
        return None
    return Refusal(
        _("This item counts for an assignment already, or this one has all the items that it asks for."),
        mend=Mend(_("Name another item, or another assignment.")),
        field="item_number",
    )


def item_of(assignment: Assignment, number: str) -> Item | None:
    """The item of that number which the writer of an assignment began."""
    began = Item.objects.filter(versions__authored_by=assignment.writer_id, versions__ordinal=1)
    return began.filter(scheme=assignment.scheme_id, number__iexact=number.strip()).first()
