"""Who hears of items that are asked for and of duplicates. Nothing that is told holds a word of an item."""

from collections.abc import Iterator
from typing import Any

from guildhall.itembank.models import Assignment, Likeness
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find


@timer(
    "itembank.assignment",
    code="T-37",
    title=gettext_noop("Items that a writer is asked for are due"),
    starts=["itembank.assignment.give", "itembank.assignment.prolong"],
    meets=["itembank.assignment.conclude"],
    stops=["itembank.assignment.withdraw"],
    warn_days=(14, 3),
    text="itembank/assignment-due",
    in_work=False,
)
def items_are_due(*, entry: Any) -> Run | None:
    """The day until which a writer is asked for items."""
    found = find(entry.subject)
    if not isinstance(found, Assignment):
        return None
    link = ("itembank:assignment", str(found.pk))
    return Run(found.ref, found.due_on, found.number, person_id=found.writer_id, link=link)


@tells("itembank.assignment.give", text="itembank/assignment-given")
@tells("itembank.assignment.prolong", text="itembank/assignment-prolonged")
@tells("itembank.assignment.withdraw", text="itembank/assignment-withdrawn")
def the_writer_hears_of_it(*, entry: Any) -> Iterator[Told]:
    """Whoever is asked to write: what is asked for stands on its page, which they open after signing in."""
    found = find(entry.subject)
    if isinstance(found, Assignment):
        link = ("itembank:assignment", str(found.pk))
        yield Told(found.writer_id, found.number, words={"due_on": found.due_on}, link=link)


@tells("itembank.likeness.reject", text="itembank/likeness-rejected")
def the_author_hears_of_a_duplicate(*, entry: Any) -> Iterator[Told]:
    """Whoever wrote the newer item; they are not told of which one it is a duplicate, since they may not know that."""
    found = find(entry.subject)
    if isinstance(found, Likeness):
        link = ("itembank:version", str(found.version_id))
        yield Told(found.version.authored_by_id, str(found.version), link=link)
