"""What attempts answered, item by item, as letters: for statistics and forensic checks, never with a word of free text.

Only what is chosen among options is told, in the letters of the paper; what was written, drawn or paired counts by its
points alone. Of an erased candidate the points remain and the answers are gone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any
from uuid import UUID

from guildhall import qti
from guildhall.exams import typings
from guildhall.exams.delivery.answers import Answered, Given, unseal
from guildhall.exams.models import Attempt, Channel, Form, FormItem, Response, TypedScore
from guildhall.exams.queries import placements
from guildhall.exams.typings import LETTERS, TWICE
from guildhall.itembank import delivering
from guildhall.vault.keys import KeyDestroyed

CHOSEN = ("choice", "inline-choice", "hottext", "hotspot")
"""Kinds of interaction whose answer is one or several of its options."""

AT_ONCE = 200
"""Attempts whose answers are read at once."""

MILLISECOND = 1000


@dataclass(frozen=True)
class Asked:
    """An item at its place: what a letter stands for, the key in letters, and whether one option is chosen."""

    placement: FormItem
    item: qti.Item
    response: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)
    single: bool = False
    key: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """The options of an item of which one is chosen."""
        return tuple(self.letters.values()) if self.single else ()

    def spelled(self, response: Answered) -> str | None:
        """An answer as letters; None where nothing was chosen, or where no letter can say it."""
        chosen = [self.letters[each] for each in response.get(self.response, ()) if each in self.letters]
        return "".join(sorted(chosen)) or None


@dataclass(frozen=True)
class Sheet:
    """What one attempt answered by position: letters, seconds, and how often a wrong answer was changed to right."""

    letters: Mapping[int, str | None] = field(default_factory=dict)
    seconds: Mapping[int, float] = field(default_factory=dict)
    changes: int | None = None


def asked_of(form: Form) -> list[Asked]:
    """The items of a form in their order, with what statistics need of each."""
    return [_asked(each) for each in placements(form)]


def _asked(placement: FormItem) -> Asked:
    item = delivering.parsed(placement.item_version)
    chosen = item.interactions[0] if len(item.interactions) == 1 else None
    if chosen is None or chosen.kind not in CHOSEN:
        return Asked(placement, item)
    letters = dict(zip((each.identifier for each in chosen.choices), LETTERS, strict=False))
    right = [letters[each] for each in qti.key(item).get(chosen.response, []) if each in letters]
    single = _takes_one(item, chosen.response)
    return Asked(
        placement, item, chosen.response, letters, single, tuple(right) if single else ("".join(sorted(right)),)
    )


def _takes_one(item: qti.Item, response: str) -> bool:
    declared = item.response(response)
    return declared is not None and declared.cardinality == "single"


def sheets(asked: Sequence[Asked], attempts: Sequence[Attempt]) -> Iterator[tuple[Attempt, Sheet]]:
    """What each attempt answered, in the order given; a few queries for every few hundred of them."""
    for begin in range(0, len(attempts), AT_ONCE):
        part = attempts[begin : begin + AT_ONCE]
        journals, typed = _journals(part), _typed(part)
        for attempt in part:
            if attempt.channel == Channel.PAPER:
                yield attempt, _of_paper(asked, typed.get(attempt.pk))
            else:
                yield attempt, _of_journal(asked, _opened(attempt, journals.get(attempt.pk, [])))


def _journals(attempts: Sequence[Attempt]) -> dict[UUID, list[Response]]:
    found = defaultdict(list)
    known = [each.pk for each in attempts if each.channel == Channel.BROWSER]
    for row in Response.objects.filter(attempt_id__in=known, late=False).order_by("attempt_id", "epoch", "seq"):
        found[row.attempt_id].append(row)
    return found


def _typed(attempts: Sequence[Attempt]) -> dict[UUID, TypedScore]:
    """The first of two typings that stand, of each attempt on paper; a result rests on two that are alike."""
    known = [each.pk for each in attempts if each.channel == Channel.PAPER]
    standing = TypedScore.objects.filter(attempt_id__in=known, set_aside_at__isnull=True)
    rows = standing.select_related("attempt__person").order_by("attempt_id", "typed_at")
    pairs = ((pk, list(both)) for pk, both in groupby(rows, key=lambda each: each.attempt_id))
    return {pk: both[0] for pk, both in pairs if len(both) >= TWICE}


def _opened(attempt: Attempt, rows: Sequence[Response]) -> list[tuple[int, Given]]:
    """The answers of a journal in their order, each with its epoch; none of a candidate who was erased."""
    try:
        key = bytes.fromhex(attempt.answer_key)
    except KeyDestroyed:
        return []
    return [(row.epoch, unseal(key, attempt.pk, row.epoch, row.seq, row.position, row.content)) for row in rows if key]


def _of_paper(asked: Sequence[Asked], typed: TypedScore | None) -> Sheet:
    content = _content(typed) if typed else {}
    if "score" in content or not content:
        return Sheet()
    answers = {each.placement.position: content.get(str(each.placement.position), "") for each in asked}
    return Sheet(
        {
            each.placement.position: each.spelled(typings.answer(each.placement, answers[each.placement.position]))
            for each in asked
        }
    )


def _content(typed: TypedScore) -> Mapping[str, Any]:
    try:
        content: Mapping[str, Any] = typed.content
    except KeyDestroyed:
        return {}
    return content


def _of_journal(asked: Sequence[Asked], given: Sequence[tuple[int, Given]]) -> Sheet:
    if not given:
        return Sheet()
    course: dict[int, list[Answered]] = defaultdict(list)
    for _, each in given:
        course[each.position].append(each.response)
    last = {place: answers[-1] for place, answers in course.items()}
    letters = {
        each.placement.position: each.spelled(last[each.placement.position])
        for each in asked
        if each.placement.position in last
    }
    return Sheet(letters, _seconds(given), sum(_turned_right(each, course[each.placement.position]) for each in asked))


def _seconds(given: Sequence[tuple[int, Given]]) -> dict[int, float]:
    """How long each item took: from the answer before it to each of its own, by the browser's count of an epoch."""
    found: dict[int, float] = defaultdict(float)
    for _, epoch in groupby(given, key=lambda each: each[0]):
        before = 0
        for _, each in epoch:
            if each.at > before:
                found[each.position] += (each.at - before) / MILLISECOND
                before = each.at
    return dict(found)


def _turned_right(asked: Asked, answers: Sequence[Answered]) -> int:
    """How often a wrong answer to a chosen item was changed to the right one."""
    if not asked.key:
        return 0
    right = ["".join(asked.key) == asked.spelled(each) for each in answers]
    return sum(after and not before for before, after in pairwise(right))
