"""The lives of items, one module a noun; every lifecycle is named here too."""

from guildhall.itembank.lifecycles.items import (
    ITEM,
    ITEM_IMPORT,
    ImportState,
    ItemState,
)

__all__ = [
    "ITEM",
    "ITEM_IMPORT",
    "ImportState",
    "ItemState",
]
