"""The life of a staged import: looked through, taken in one by one or as a whole, undone while nothing was used."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class ImportState(StrEnum):
    """Where a staged import of items stands."""

    STAGED = "staged"
    TAKEN = "taken"
    DISCARDED = "discarded"
    UNDONE = "undone"


ITEM_IMPORT = Lifecycle(
    noun=gettext_noop("Staged import of items"),
    procedure="PR-ITEMS",
    states=ImportState,
    words={
        ImportState.STAGED: gettext_noop("Waits to be taken in"),
        ImportState.TAKEN: gettext_noop("Taken in"),
        ImportState.DISCARDED: gettext_noop("Discarded"),
        ImportState.UNDONE: gettext_noop("Undone"),
    },
    moves=(
        Move("stage", (), ImportState.STAGED, gettext_noop("Import items")),
        Move("take", (ImportState.STAGED,), ImportState.TAKEN, gettext_noop("Take the good files in")),
        Move("discard", (ImportState.STAGED,), ImportState.DISCARDED, gettext_noop("Discard")),
        Move("undo", (ImportState.STAGED, ImportState.TAKEN), ImportState.UNDONE, gettext_noop("Undo the import")),
    ),
)
