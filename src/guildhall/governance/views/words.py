"""How the states of items and resolutions are told on several pages."""

from guildhall.governance.lifecycles.committees import AGENDA_ITEM, RESOLUTION, ItemState, ResolutionState
from guildhall.governance.models import AgendaItem, Resolution
from guildhall.kernel import clock
from guildhall.shell.records import Status, Tone
from guildhall.shell.words import translated

ITEM_TONES = {
    ItemState.LISTED: Tone.OPEN,
    ItemState.VOTING: Tone.SOON,
    ItemState.ADOPTED: Tone.HOLDS,
    ItemState.REJECTED: Tone.FAILS,
    ItemState.NOTED: Tone.CLOSED,
    ItemState.DEFERRED: Tone.CLOSED,
}
RESOLUTION_TONES = {
    ResolutionState.ADOPTED: Tone.SOON,
    ResolutionState.ACCEPTED: Tone.OPEN,
    ResolutionState.DECLINED: Tone.FAILS,
    ResolutionState.DONE: Tone.HOLDS,
    ResolutionState.ACTED: Tone.FAILS,
}


def item_status(item: AgendaItem) -> Status:
    """What became of an item, in a word."""
    state = ItemState(item.state)
    return Status(translated(AGENDA_ITEM.words[state]), ITEM_TONES[state])


def resolution_status(resolution: Resolution) -> Status:
    """What became of a resolution, in a word; one that is overdue is marked so."""
    state = ResolutionState(resolution.state)
    overdue = state is ResolutionState.ACCEPTED and resolution.due_on is not None and resolution.due_on < clock.today()
    return Status(translated(RESOLUTION.words[state]), Tone.FAILS if overdue else RESOLUTION_TONES[state])
