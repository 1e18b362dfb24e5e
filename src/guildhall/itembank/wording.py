"""What the pages call the interactions of QTI, and a state of an item."""

from django.utils.translation import gettext as _

from guildhall.itembank.lifecycles import ITEM, ITEM_IMPORT, ImportState, ItemState
from guildhall.itembank.models import ItemImport, ItemVersion
from guildhall.kernel.words import gettext_noop
from guildhall.shell.records import Status, Tone
from guildhall.shell.words import translated

INTERACTIONS = {
    "choice": gettext_noop("Choice"),
    "inline-choice": gettext_noop("Inline choice"),
    "text-entry": gettext_noop("Text entry"),
    "extended-text": gettext_noop("Extended text"),
    "order": gettext_noop("Order"),
    "match": gettext_noop("Match"),
    "associate": gettext_noop("Associate"),
    "gap-match": gettext_noop("Gap match"),
    "hottext": gettext_noop("Hot text"),
    "slider": gettext_noop("Slider"),
}
"""The interactions that are delivered, by their QTI name."""

TONES = {
    ItemState.DRAFT: Tone.OPEN,
    ItemState.REVIEW: Tone.SOON,
    ItemState.REVIEWED: Tone.SOON,
    ItemState.OPERATIONAL: Tone.HOLDS,
    ItemState.COMPROMISED: Tone.FAILS,
    ItemState.RETIRED: Tone.CLOSED,
}
IMPORT_TONES = {
    ImportState.STAGED: Tone.SOON,
    ImportState.TAKEN: Tone.HOLDS,
    ImportState.DISCARDED: Tone.CLOSED,
}


def status_of(version: ItemVersion) -> Status:
    """The state of a version in a word."""
    state = ItemState(version.state)
    return Status(translated(ITEM.words[state]), TONES[state])


def import_status(batch: ItemImport) -> Status:
    """The state of an import in a word."""
    state = ImportState(batch.state)
    return Status(translated(ITEM_IMPORT.words[state]), IMPORT_TONES[state])


def asks(interactions: str) -> str:
    """What kinds of answer an item asks for, in words."""
    return ", ".join(translated(INTERACTIONS.get(each, each)) for each in interactions.split()) or _("nothing")
