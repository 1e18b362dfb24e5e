"""What the item bank records, one module a noun."""

from guildhall.itembank.models.imports import ItemImport, StagedItem
from guildhall.itembank.models.items import Item, ItemPicture, ItemReview, ItemVersion, Origin
from guildhall.itembank.models.media import Medium, MediumKind, MediumUse
from guildhall.itembank.models.rationales import Rationale

__all__ = [
    "Item",
    "ItemImport",
    "ItemPicture",
    "ItemReview",
    "ItemVersion",
    "Medium",
    "MediumKind",
    "MediumUse",
    "Origin",
    "Rationale",
    "StagedItem",
]
