"""Writers are asked for items; what they write counts for it, until it is concluded or withdrawn."""

from datetime import date

from guildhall.identity.models import Person
from guildhall.itembank.lifecycles import ASSIGNMENT, AssignmentState
from guildhall.itembank.models import AssignedItem, Assignment, ItemVersion
from guildhall.itembank.permissions.finding import is_its_writer, may_keep_bank, may_steer
from guildhall.itembank.queries import assignments
from guildhall.itembank.rules.assignments import (
    an_item_counts_once,
    assignment_is_open,
    item_of,
    its_day_is_to_come,
    something_is_asked_for,
    the_item_is_what_was_asked_for,
    the_writer_writes_for_the_scheme,
    what_was_asked_for_is_submitted,
)
from guildhall.itembank.rules.items import a_reason_is_given, domain_belongs_to_the_scheme
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Scheme

WRITING = ("2012:9.2.4", "2012:9.3.1", "2026:9.3")


@act(
    "itembank.assignment.give",
    about="scheme",
    move=ASSIGNMENT.give,
    permission=may_keep_bank,
    rules=[
        the_writer_writes_for_the_scheme,
        domain_belongs_to_the_scheme,
        something_is_asked_for,
        its_day_is_to_come,
    ],
    clauses=WRITING,
    sentence=gettext_noop("asked a writer for items, {subject}"),
)
def give(
    *,
    by: Actor,
    scheme: Scheme,
    writer: Person,
    domain_code: str,
    count: int,
    due_on: date,
    level: str = "",
    wish: str = "",
) -> Assignment:
    """Ask a writer for so many items of a domain, and of a cognitive level where one is named, until a day."""
    return create(
        Assignment,
        number=next_number("AW"),
        scheme=scheme,
        writer=writer,
        domain_code=domain_code,
        level=level,
        count=count,
        due_on=due_on,
        wish=wish,
        given_by=Person.objects.get(pk=by.name),
    )


@act(
    "itembank.assignment.count-in",
    about="assignment",
    permission=is_its_writer,
    rules=[assignment_is_open, the_item_is_what_was_asked_for, an_item_counts_once],
    clauses=WRITING,
    label=gettext_noop("Count an item for it"),
    sentence=gettext_noop("counted the item {item_number} for {subject}"),
)
def count_in(*, by: Actor, assignment: Assignment, item_number: str) -> Assignment:
    """Let an item of one's own count for what one was asked for."""
    create(AssignedItem, assignment=assignment, item=item_of(assignment, item_number))
    return change(assignment, state=AssignmentState.OPEN)


def counted(by: Actor, version: ItemVersion) -> ItemVersion:
    """Let a new item count for the assignment that it fits and that is due first; for none where none is open."""
    for assignment in assignments.open_for(version.item, version.authored_by_id):
        number = version.item.number
        if count_in.refusal(by=by, assignment=assignment, item_number=number) is None:
            count_in(by=by, assignment=assignment, item_number=number)
            break
    return version


@act(
    "itembank.assignment.prolong",
    about="assignment",
    permission=may_steer,
    rules=[assignment_is_open, its_day_is_to_come, a_reason_is_given],
    clauses=WRITING,
    label=gettext_noop("Give more time"),
    sentence=gettext_noop("gave more time for {subject}: {reason}"),
)
def prolong(*, by: Actor, assignment: Assignment, due_on: date, reason: str) -> Assignment:
    """Set another day until which the items are asked for."""
    return change(assignment, due_on=due_on)


@act(
    "itembank.assignment.conclude",
    about="assignment",
    move=ASSIGNMENT.conclude,
    permission=may_steer,
    rules=[what_was_asked_for_is_submitted],
    clauses=WRITING,
    sentence=gettext_noop("concluded the assignment {subject}"),
)
def conclude(*, by: Actor, assignment: Assignment) -> Assignment:
    """Say that what was asked for has come: as many items as were asked for are submitted for review."""
    return _ended(by, assignment, AssignmentState.DONE, "")


@act(
    "itembank.assignment.withdraw",
    about="assignment",
    move=ASSIGNMENT.withdraw,
    permission=may_steer,
    rules=[a_reason_is_given],
    clauses=WRITING,
    sentence=gettext_noop("withdrew the assignment {subject}: {reason}"),
)
def withdraw(*, by: Actor, assignment: Assignment, reason: str) -> Assignment:
    """Ask for these items no longer; what was written stays with its author."""
    return _ended(by, assignment, AssignmentState.WITHDRAWN, reason)


def _ended(by: Actor, assignment: Assignment, state: AssignmentState, reason: str) -> Assignment:
    ended_by = Person.objects.get(pk=by.name)
    return change(assignment, state=state, end_reason=reason, ended_by=ended_by, ended_at=clock.now())
