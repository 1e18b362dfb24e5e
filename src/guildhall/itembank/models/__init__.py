"""What the item bank records, one module a noun."""

from guildhall.itembank.models.assignments import AssignedItem, Assignment
from guildhall.itembank.models.comments import ItemComment
from guildhall.itembank.models.exports import ExportedVersion, ExportKind, ItemExport
from guildhall.itembank.models.exposures import AlertKind, Exposure, ViewingAlert, WatchPolicy
from guildhall.itembank.models.imports import Aspect, ImportRule, ItemImport, StagedItem
from guildhall.itembank.models.items import Item, ItemPicture, ItemVersion, Level, Origin
from guildhall.itembank.models.likenesses import Likeness
from guildhall.itembank.models.media import Medium, MediumKind, MediumUse
from guildhall.itembank.models.policies import BankPolicy
from guildhall.itembank.models.rationales import Rationale
from guildhall.itembank.models.relations import EnemyPair, ItemSet, SetMember
from guildhall.itembank.models.reviews import AiValidation, ItemReview, KeyValidation, Step
from guildhall.itembank.models.statistics import FlagRuling, ItemFlag, ItemStatistic, StatisticsReview
from guildhall.itembank.models.translations import Translation
from guildhall.itembank.models.words import ItemBand, ItemWord

__all__ = [
    "AiValidation",
    "AlertKind",
    "Aspect",
    "AssignedItem",
    "Assignment",
    "BankPolicy",
    "EnemyPair",
    "ExportKind",
    "ExportedVersion",
    "Exposure",
    "FlagRuling",
    "ImportRule",
    "Item",
    "ItemBand",
    "ItemComment",
    "ItemExport",
    "ItemFlag",
    "ItemImport",
    "ItemPicture",
    "ItemReview",
    "ItemSet",
    "ItemStatistic",
    "ItemVersion",
    "ItemWord",
    "KeyValidation",
    "Level",
    "Likeness",
    "Medium",
    "MediumKind",
    "MediumUse",
    "Origin",
    "Rationale",
    "SetMember",
    "StagedItem",
    "StatisticsReview",
    "Step",
    "Translation",
    "ViewingAlert",
    "WatchPolicy",
]
