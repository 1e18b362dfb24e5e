"""What judges are asked beside the single items: Ebel's grid, the bookmark, and the questions of Hofstee and Beuk."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from guildhall.exams.models import SettingMethod, StandardSetting
from guildhall.kernel.words import gettext_noop

BOOKMARK = "bookmark"
CELL = "cell:"
"""How the question about a cell of the grid begins; the cell follows."""

RELEVANCE = {
    "essential": gettext_noop("Essential"),
    "important": gettext_noop("Important"),
    "acceptable": gettext_noop("Acceptable"),
    "questionable": gettext_noop("Questionable"),
}
DIFFICULTY = {
    "easy": gettext_noop("Easy"),
    "medium": gettext_noop("Medium"),
    "hard": gettext_noop("Hard"),
}
CELLS = tuple(f"{relevance}:{difficulty}" for relevance in RELEVANCE for difficulty in DIFFICULTY)
"""Ebel's grid, the cells in the order in which they are read."""

CHECKS = {
    "least_cut": gettext_noop("The lowest cut that you could still accept, even if nobody failed"),
    "most_cut": gettext_noop("The highest cut that you could still accept, even if everybody failed"),
    "least_fail": gettext_noop("The lowest share of failures that you could still accept"),
    "most_fail": gettext_noop("The highest share of failures that you could still accept"),
    "cut": gettext_noop("The cut that you think right"),
    "pass_rate": gettext_noop("The share of candidates that you think will pass at it"),
}
"""The questions of Hofstee (the first four) and of Beuk (the last two), all in per cent."""

ORDERED = (("least_cut", "most_cut"), ("least_fail", "most_fail"))
"""Of which two answers the first is not the greater."""


@dataclass(frozen=True)
class Question:
    """One question about the form as a whole: its name, its words, and the greatest answer; percentages end at 100."""

    name: str
    words: str
    most: Decimal


def asked(setting: StandardSetting, items: int) -> list[Question]:
    """What a judge is asked of the form as a whole in the round that is open."""
    return [*_of_method(setting, items), *(_checks() if asks_checks(setting) else [])]


def asks_checks(setting: StandardSetting) -> bool:
    """Whether the questions that check the standard are asked: in the last round that is planned, and later ones."""
    return setting.with_checks and setting.round >= setting.rounds


def cell_words(cell: str) -> str:
    """A cell of the grid in words."""
    relevance, _colon, difficulty = cell.partition(":")
    return f"{_(RELEVANCE[relevance])}, {_(DIFFICULTY[difficulty]).lower()}"


def _of_method(setting: StandardSetting, items: int) -> list[Question]:
    if setting.method == SettingMethod.EBEL:
        return [Question(CELL + cell, cell_words(cell), Decimal(100)) for cell in CELLS]
    if setting.method == SettingMethod.BOOKMARK:
        words = _("The place in the booklet of the first item that who is just good enough would no longer master")
        return [Question(BOOKMARK, words, Decimal(items + 1))]
    return []


def _checks() -> list[Question]:
    return [Question(name, _(words), Decimal(100)) for name, words in CHECKS.items()]
