"""What the item bank records, one module a noun."""

from guildhall.itembank.models.imports import ItemImport, StagedItem
from guildhall.itembank.models.items import Item, ItemPicture, ItemReview, ItemVersion, Origin

__all__ = ["Item", "ItemImport", "ItemPicture", "ItemReview", "ItemVersion", "Origin", "StagedItem"]
