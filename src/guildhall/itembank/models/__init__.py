"""What the item bank records, one module a noun."""

from guildhall.itembank.models.exports import ExportedVersion, ExportKind, ItemExport
from guildhall.itembank.models.exposures import AlertKind, Exposure, ViewingAlert, WatchPolicy
from guildhall.itembank.models.imports import Aspect, ImportRule, ItemImport, StagedItem
from guildhall.itembank.models.items import Item, ItemPicture, ItemReview, ItemVersion, Origin
from guildhall.itembank.models.media import Medium, MediumKind, MediumUse
from guildhall.itembank.models.rationales import Rationale
from guildhall.itembank.models.translations import Translation

__all__ = [
    "AlertKind",
    "Aspect",
    "ExportKind",
    "ExportedVersion",
    "Exposure",
    "ImportRule",
    "Item",
    "ItemExport",
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
    "Translation",
    "ViewingAlert",
    "WatchPolicy",
]
