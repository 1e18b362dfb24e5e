"""What the pages call the interactions of QTI, and a state of an item."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank.lifecycles import (
    ITEM,
    ITEM_IMPORT,
    TRANSLATION,
    VIEWING_ALERT,
    AlertState,
    ImportState,
    ItemState,
    TranslationState,
)
from guildhall.itembank.models import ItemImport, ItemVersion, Translation, ViewingAlert
from guildhall.kernel.words import gettext_noop
from guildhall.qti.opening import PACKAGE, SINGLE
from guildhall.shell.records import Status, Tone
from guildhall.shell.words import translated

INTERACTIONS = {
    "choice": gettext_noop("Choice"),
    "inline-choice": gettext_noop("Inline choice"),
    "text-entry": gettext_noop("Text entry"),
    "extended-text": gettext_noop("Extended text"),
    "upload": gettext_noop("Upload"),
    "order": gettext_noop("Order"),
    "match": gettext_noop("Match"),
    "associate": gettext_noop("Associate"),
    "gap-match": gettext_noop("Gap match"),
    "hottext": gettext_noop("Hot text"),
    "slider": gettext_noop("Slider"),
    "hotspot": gettext_noop("Hotspot"),
    "graphic-order": gettext_noop("Graphic order"),
    "graphic-associate": gettext_noop("Graphic associate"),
    "graphic-gap-match": gettext_noop("Graphic gap match"),
    "select-point": gettext_noop("Select point"),
}
"""The interactions that are delivered, by their QTI name."""

TONES = {
    ItemState.DRAFT: Tone.OPEN,
    ItemState.CONTENT: Tone.SOON,
    ItemState.FAIRNESS: Tone.SOON,
    ItemState.KEYING: Tone.SOON,
    ItemState.VALIDATED: Tone.SOON,
    ItemState.PILOT: Tone.OPEN,
    ItemState.PILOTING: Tone.OPEN,
    ItemState.STATISTICS: Tone.SOON,
    ItemState.OPERATIONAL: Tone.HOLDS,
    ItemState.RESTING: Tone.CLOSED,
    ItemState.FLAGGED: Tone.FAILS,
    ItemState.COMPROMISED: Tone.FAILS,
    ItemState.RETIRED: Tone.CLOSED,
}
IMPORT_TONES = {
    ImportState.STAGED: Tone.SOON,
    ImportState.TAKEN: Tone.HOLDS,
    ImportState.DISCARDED: Tone.CLOSED,
    ImportState.UNDONE: Tone.CLOSED,
}


def status_of(version: ItemVersion) -> Status:
    """The state of a version in a word."""
    return state_word(version.state)


def state_word(state: str) -> Status:
    """A state of versions in a word."""
    known = ItemState(state)
    return Status(translated(ITEM.words[known]), TONES[known])


def import_status(batch: ItemImport) -> Status:
    """The state of an import in a word."""
    state = ImportState(batch.state)
    return Status(translated(ITEM_IMPORT.words[state]), IMPORT_TONES[state])


ALERT_TONES = {AlertState.OPEN: Tone.SOON, AlertState.EXPLAINED: Tone.CLOSED, AlertState.TAKEN_UP: Tone.FAILS}
TRANSLATION_TONES = {
    TranslationState.BEGUN: Tone.OPEN,
    TranslationState.HANDED_OVER: Tone.SOON,
    TranslationState.VERIFIED: Tone.HOLDS,
    TranslationState.OUTDATED: Tone.FAILS,
    TranslationState.ABANDONED: Tone.CLOSED,
}
LOOKS = {
    "itembank.item.see": gettext_noop("As a candidate sees it"),
    "itembank.item.open": gettext_noop("With its key"),
    "itembank.item.findings": gettext_noop("What was found in it"),
    "itembank.item.file": gettext_noop("The file that it came from"),
    "itembank.version.lookers": gettext_noop("Who looked at it"),
}
"""What somebody looked at, by the reading."""


def alert_status(alert: ViewingAlert) -> Status:
    """The state of an alert in a word."""
    state = AlertState(alert.state)
    return Status(translated(VIEWING_ALERT.words[state]), ALERT_TONES[state])


def translation_status(translation: Translation) -> Status:
    """The state of a translation in a word."""
    state = TranslationState(translation.state)
    return Status(translated(TRANSLATION.words[state]), TRANSLATION_TONES[state])


def day_word(day: date) -> str:
    """A day as people read it."""
    return date_format(day, "j M Y")


def look_word(reading: str) -> str:
    """What somebody looked at, in words."""
    return translated(LOOKS[reading]) if reading in LOOKS else reading.rpartition(".")[2].replace("-", " ")


def format_word(name: str) -> str:
    """What a format of imports is called."""
    own = {PACKAGE: _("Package of QTI"), SINGLE: "QTI"}
    return own.get(name) or (qti.FORMATS[name].name if name in qti.FORMATS else "")


def asks(interactions: str) -> str:
    """What kinds of answer an item asks for, in words."""
    return ", ".join(translated(INTERACTIONS.get(each, each)) for each in interactions.split()) or _("nothing")
