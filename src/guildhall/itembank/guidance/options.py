"""What is to be said of the options among each other."""

import re
from itertools import combinations

from django.utils.translation import gettext as _

from guildhall.itembank.guidance.advice import Advice
from guildhall.itembank.guidance.sources import BETTER_ITEMS, GUIDELINES, RESPONSE_SETS, THREE_OPTIONS
from guildhall.itembank.guidance.subject import Subject

MOST = 5
ALL_OR_NONE = re.compile(
    r"\b(all|none|both|neither|any) (of )?(the )?(above|these|them|previous|options|answers)\b"
    r"|\b(alle|alles|keine|keines|keiner|nichts) (der |davon|von )?(genannt|oben|obig|vorstehend|vorgenannt|antwort)\w*"
    r"|\b(alles|nichts|keine[rs]?) davon\b"
    r"|^(both )?[a-h] (and|und|&) [a-h]( sind richtig)?$",
    re.IGNORECASE,
)
NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
RANGE = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(?:-|–|to|bis)\s*(-?\d+(?:[.,]\d+)?)", re.IGNORECASE)


def all_or_none(seen: Subject) -> Advice | None:
    """Options about the other options."""
    found = next((each for each in seen.options if ALL_OR_NONE.search(each.text)), None)
    if found is None:
        return None
    return Advice(
        "all-or-none",
        _("Option %(name)s speaks of the other options: who knows that one holds, or one does not, need not know more.")
        % {"name": found.name},
        _("Write an option that stands for itself, or ask with several right options."),
        BETTER_ITEMS,
    )


def too_many(seen: Subject) -> Advice | None:
    """More options than distract anybody."""
    if len(seen.options) <= MOST:
        return None
    return Advice(
        "many-options",
        _("There are %(count)d options. Three that people really choose measure as well, and take less time to read.")
        % {"count": len(seen.options)},
        _("Keep the distractors that stand for a real mistake."),
        THREE_OPTIONS,
    )


def duplicate(seen: Subject) -> Advice | None:
    """Options that say the same in another order or spelling."""
    for one, other in combinations(seen.options, 2):
        if one.words and sorted(one.words) == sorted(other.words) and _numbers(one.text) == _numbers(other.text):
            return Advice(
                "duplicate-options",
                _("Options %(one)s and %(other)s consist of the same words.") % {"one": one.name, "other": other.name},
                _("Where two say the same, neither can be the one right answer: replace one."),
                BETTER_ITEMS,
            )
    return None


def overlapping(seen: Subject) -> Advice | None:
    """Options of which one holds whenever the other does."""
    for one, other in combinations(seen.options, 2):
        if _overlap(one.text, other.text):
            return Advice(
                "overlapping-options",
                _("Options %(one)s and %(other)s overlap: where one is true, the other may be true as well.")
                % {"one": one.name, "other": other.name},
                _("Make them exclude each other."),
                BETTER_ITEMS,
            )
    return None


def _overlap(one: str, other: str) -> bool:
    """Whether two ranges meet in more than a point."""
    ranges = [RANGE.fullmatch(each.strip(" .%°CNmVAkgs")) for each in (one, other)]
    if ranges[0] is None or ranges[1] is None:
        return False
    (low, high), (least, most) = ([_number(each) for each in found.groups()] for found in ranges if found)
    return max(low, least) < min(high, most)


def unordered(seen: Subject) -> Advice | None:
    """Numbers that stand in no order."""
    found = [NUMBER.search(each.text) for each in seen.options]
    numbers = [_number(each.group(0)) for each in found if each]
    plain = len(numbers) == len(seen.options) >= 3 and all(len(each.words) <= 2 for each in seen.options)
    if not plain or (not seen.is_shuffled and numbers in (sorted(numbers), sorted(numbers, reverse=True))):
        return None
    return Advice(
        "unordered-numbers",
        _("The options are numbers, and stand in no order, so that readers look for theirs longer than need be."),
        _("Put them in order, and let them not be shuffled."),
        GUIDELINES,
    )


def nothing_to_reject(seen: Subject) -> Advice | None:
    """A question in which everything is right."""
    if len(seen.options) < 2 or seen.wrong:
        return None
    return Advice(
        "all-right",
        _("Every option is right: who ticks all of them earns the points without knowing anything."),
        _("Add options that are wrong for a reason."),
        RESPONSE_SETS,
    )


def _numbers(text: str) -> list[str]:
    return sorted(NUMBER.findall(text))


def _number(text: str) -> float:
    return float(text.replace(",", "."))
