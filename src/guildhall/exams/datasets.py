"""Builds the data of a study from what candidates answered: a form as a whole, at one sitting, or in one year.

What counts is the latest result of every attempt that was neither voided nor is looked into. Rows name attempts, items
and keys stand in letters, and groups say what was compared: language, place, first attempt or repeat, arrangements.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from guildhall.exams.lifecycles import NOT_COUNTED, OPEN, AttemptState, ResultState
from guildhall.exams.models import Attempt, Form, Result, Sitting
from guildhall.exams.sheets import Asked, Sheet, asked_of, sheets
from guildhall.schemes.datasets import Dataset, ItemColumn, Row
from guildhall.vault import keys

COUNTING = (ResultState.SCORED, ResultState.VERIFIED, ResultState.RELEASED)
"""Results that stand: neither replaced by a rescoring nor voided."""

STANDING = (AttemptState.SCORED, AttemptState.VERIFIED, AttemptState.RELEASED)


@dataclass(frozen=True)
class Taken:
    """Which attempts at a form are meant: all, those of one sitting, or those of one year."""

    form: Form
    sitting: Sitting | None = None
    year: int | None = None

    @property
    def about(self) -> str:
        """The record that a study of these attempts is about."""
        return self.sitting.ref if self.sitting else self.form.ref

    @property
    def words(self) -> str:
        """How people call it."""
        parts = [self.form.number, self.sitting.number if self.sitting else "", str(self.year or "")]
        return ", ".join(part for part in parts if part)

    @property
    def options(self) -> dict[str, Any]:
        """What tells studies about the same record apart."""
        return {"form": self.form.number, **({"year": self.year} if self.year else {})}


def results_of(taken: Taken) -> QuerySet[Result]:
    """The results that count, in the order of their attempts."""
    rows = Result.objects.filter(attempt__form=taken.form, attempt__state__in=STANDING, state__in=COUNTING)
    if taken.sitting:
        rows = rows.filter(attempt__sitting=taken.sitting)
    if taken.year:
        rows = rows.filter(attempt__sitting__begins_at__year=taken.year)
    return rows.order_by("attempt__number")


def collected(taken: Taken) -> Dataset:
    """The data of a study of these attempts: the same attempts give the same data, to the byte."""
    with keys.one_request():
        asked = asked_of(taken.form)
        results = {each.attempt_id: each for each in _loaded(taken)}
        attempts = [each.attempt for each in results.values()]
        keys.fetch(each.person.data_key for each in attempts)
        repeats = _repeats(attempts)
        rows = [
            _row(asked, attempt, results[attempt.pk], sheet, repeat=attempt.pk in repeats)
            for attempt, sheet in sheets(asked, attempts)
        ]
    whole = [each for each in rows if any(score is not None for score in each.scores)]
    cut = float(taken.form.cut) if taken.form.cut is not None else None
    extra = {"form": taken.form.number, "without_items": len(rows) - len(whole)}
    return Dataset(tuple(_column(each) for each in asked), tuple(whole), cut, extra)


def _loaded(taken: Taken) -> QuerySet[Result]:
    along = (
        "attempt__person",
        "attempt__component",
        "attempt__candidacy__application",
        "attempt__sitting__room__venue",
        "attempt__sitting__platform",
    )
    return results_of(taken).select_related(*along).defer("trace")


def _column(asked: Asked) -> ItemColumn:
    version = asked.placement.item_version
    return ItemColumn(
        name=str(version),
        version_id=str(version.pk),
        domain=version.item.domain_code,
        maximum=float(version.maximum),
        pretest=asked.placement.pretest,
        key=asked.key if asked.single else (),
        options=asked.options,
    )


def _row(asked: Sequence[Asked], attempt: Attempt, result: Result, sheet: Sheet, *, repeat: bool) -> Row:
    scored = _by_version(result)
    places = [(each.placement.position, str(each.placement.item_version_id)) for each in asked]
    seconds = tuple(sheet.seconds.get(place) for place, _ in places)
    return Row(
        attempt=attempt.number,
        sitting=attempt.sitting.number,
        scores=tuple(scored.get(version) for _, version in places),
        answers=tuple(sheet.letters.get(place) for place, _ in places),
        seconds=seconds if sheet.seconds else None,
        groups=_groups(attempt, repeat=repeat),
    )


def _by_version(result: Result) -> Mapping[str, float]:
    """The points of each item of a form; nothing where only the whole score is known."""
    return {each["version"]: float(each["score"]) for each in result.by_item if "version" in each}


def _groups(attempt: Attempt, *, repeat: bool) -> dict[str, str]:
    arranged = attempt.extra_minutes or attempt.read_aloud
    return {
        "language": attempt.candidacy.application.language,
        "place": _place(attempt.sitting),
        "attempt": "repeat" if repeat else "first",
        "arrangement": "granted" if arranged else "none",
    }


def _place(sitting: Sitting) -> str:
    if sitting.room:
        return sitting.room.venue.number
    return sitting.platform.number if sitting.platform else "provider"


def _repeats(attempts: Iterable[Attempt]) -> set[UUID]:
    """Those attempts before which the same person had taken the same component of the scheme already."""
    people, component = {each.person_id for each in attempts}, next((each.component for each in attempts), None)
    if component is None:
        return set()
    over = Attempt.objects.filter(person__in=people, component__code=component.code)
    over = over.filter(component__version__scheme=component.version.scheme_id)
    taken = over.exclude(state__in=[*NOT_COUNTED, *OPEN, AttemptState.NO_SHOW])
    seen: set[UUID] = set()
    found: set[UUID] = set()
    for pk, person_id in taken.order_by("completed_at", "number").values_list("pk", "person_id"):
        if person_id in seen:
            found.add(pk)
        seen.add(person_id)
    return found
