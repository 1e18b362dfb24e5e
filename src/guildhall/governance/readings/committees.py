"""What committees have before them: read by members and overseers, and by nobody who is shut out of it."""

from guildhall.governance.models import AgendaItem, ItemConflict, Meeting, Paper, Resolution
from guildhall.governance.permissions.committees import (
    may_open_meeting,
    may_read_item,
    may_read_paper,
    may_read_resolution,
)
from guildhall.governance.permissions.conflicts import may_read_conflict
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading
from guildhall.vault.models import StoredFile


@reading("governance.meeting.read", about="meeting", permission=may_open_meeting)
def one_meeting(*, by: Actor, meeting: Meeting) -> Meeting:
    """A meeting with the titles on its agenda, who was there, and the minutes beside the items."""
    return meeting


@reading("governance.item.read", about="item", permission=may_read_item)
def one_item(*, by: Actor, item: AgendaItem) -> AgendaItem:
    """An item with its motion, papers, votes and minutes."""
    return item


@reading("governance.paper.open", about="paper", permission=may_read_paper)
def open_paper(*, by: Actor, paper: Paper) -> StoredFile:
    """A paper that was brought before a committee."""
    return paper.file


@reading("governance.item-conflict.read", about="conflict", permission=may_read_conflict)
def one_conflict(*, by: Actor, conflict: ItemConflict) -> ItemConflict:
    """What conflict somebody declared in an item, for them and for who may lift it."""
    return conflict


@reading("governance.resolution.read", about="resolution", permission=may_read_resolution)
def one_resolution(*, by: Actor, resolution: Resolution) -> Resolution:
    """A resolution with its words, the answer to it, and what was done."""
    return resolution
