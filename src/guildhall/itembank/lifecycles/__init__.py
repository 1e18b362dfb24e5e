"""The lives of items, one module a noun; every lifecycle is named here too."""

from guildhall.itembank.lifecycles.finding import (
    ASSIGNMENT,
    ENEMIES,
    ITEM_SET,
    LIKENESS,
    AssignmentState,
    EnemyState,
    LikenessState,
    SetState,
)
from guildhall.itembank.lifecycles.imports import ITEM_IMPORT, ImportState
from guildhall.itembank.lifecycles.items import (
    ITEM,
    ItemState,
)
from guildhall.itembank.lifecycles.media import MEDIUM, MediumState
from guildhall.itembank.lifecycles.translations import TRANSLATING, TRANSLATION, TranslationState
from guildhall.itembank.lifecycles.viewings import VIEWING_ALERT, AlertState

__all__ = [
    "ASSIGNMENT",
    "ENEMIES",
    "ITEM",
    "ITEM_IMPORT",
    "ITEM_SET",
    "LIKENESS",
    "MEDIUM",
    "TRANSLATING",
    "TRANSLATION",
    "VIEWING_ALERT",
    "AlertState",
    "AssignmentState",
    "EnemyState",
    "ImportState",
    "ItemState",
    "LikenessState",
    "MediumState",
    "SetState",
    "TranslationState",
]
