"""The lives of items, one module a noun; every lifecycle is named here too."""

from guildhall.itembank.lifecycles.imports import ITEM_IMPORT, ImportState
from guildhall.itembank.lifecycles.items import (
    ITEM,
    ItemState,
)
from guildhall.itembank.lifecycles.media import MEDIUM, MediumState
from guildhall.itembank.lifecycles.translations import TRANSLATING, TRANSLATION, TranslationState
from guildhall.itembank.lifecycles.viewings import VIEWING_ALERT, AlertState

__all__ = [
    "ITEM",
    "ITEM_IMPORT",
    "MEDIUM",
    "TRANSLATING",
    "TRANSLATION",
    "VIEWING_ALERT",
    "AlertState",
    "ImportState",
    "ItemState",
    "MediumState",
    "TranslationState",
]
