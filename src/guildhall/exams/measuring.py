"""Keeps the statistics of forms up to date: which are stale, and the study in which what counts now is frozen.

Data is frozen anew only where it differs from what was frozen last: the same attempts with the same points lead to the
same study, however often somebody asks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from guildhall.exams.datasets import COUNTING, STANDING, Taken
from guildhall.exams.models import Form, Result, Sitting, StatisticsRun
from guildhall.itembank.models import ItemVersion
from guildhall.ledger.models import Leaf
from guildhall.schemes.acts import studies
from guildhall.schemes.datasets import Dataset, digest
from guildhall.schemes.freezing import frozen
from guildhall.schemes.lifecycles import STANDING as STANDING_STUDY
from guildhall.schemes.lifecycles import StudyState
from guildhall.schemes.models import Study, StudyKind
from guildhall.schemes.queries.studies import flags, items


def studies_of(taken: Taken, kind: str = StudyKind.ITEM_ANALYSIS) -> list[Study]:
    """The studies of one kind that stand about these attempts, the latest first."""
    rows = Study.objects.filter(about=taken.about, kind=kind, state__in=STANDING_STUDY)
    found = rows.select_related(*Study.reload_with).order_by("-frozen_at")
    return [each for each in found if _is_of(taken, each.options)]


def _is_of(taken: Taken, options: Mapping[str, Any]) -> bool:
    """Whether a study with these options is about the form; one that names no form is about the record itself."""
    return options.get("form", taken.form.number) == taken.form.number and options.get("year") == taken.year


def study_of(taken: Taken, kind: str = StudyKind.ITEM_ANALYSIS) -> Study | None:
    """The study whose numbers are shown: the latest that was computed."""
    computed = (each for each in studies_of(taken, kind) if each.computed_at is not None)
    return next(computed, None)


@dataclass(frozen=True)
class Measured:
    """How a form measures, as far as it is known: the study with its numbers, and what is being computed meanwhile.

    `as_of` is the last look at what counts; `results` are those of `study`, and empty where none is computed yet.
    """

    taken: Taken
    under_way: bool
    as_of: StatisticsRun | None
    study: Study | None
    results: Mapping[str, Any] = field(default_factory=dict)
    dif: tuple[Study, ...] = ()
    calibration: Study | None = None

    @property
    def cannot(self) -> str:
        """Why nothing could be computed, and nothing where something was."""
        return str(self.results.get("cannot", {}).get("sentence", ""))

    @property
    def numbers(self) -> Mapping[str, Any]:
        """The results where there are some."""
        return {} if self.cannot else self.results


def measured(taken: Taken) -> Measured:
    """What is known of how a form measures."""
    runs = StatisticsRun.objects.filter(form=taken.form, sitting=taken.sitting)
    done = runs.filter(done_at__isnull=False).select_related("study").order_by("-done_at").first()
    waiting = bool(done and done.study and done.study.state == StudyState.FROZEN)
    study = study_of(taken)
    return Measured(
        taken,
        waiting or runs.filter(done_at__isnull=True).exists(),
        done,
        study,
        (study.results or {}) if study else {},
        tuple(each for each in studies_of(taken, StudyKind.DIF) if each.computed_at),
        study_of(taken, StudyKind.CALIBRATION),
    )


def position() -> int:
    """How many entries the ledger has numbered."""
    last: int | None = Leaf.objects.aggregate(last=Max("index"))["last"]
    return 0 if last is None else last + 1


def up_to_date(taken: Taken, dataset: Dataset, once: str) -> Study | None:
    """The study in which exactly this data is frozen: the one that stands, or a new one; none without attempts."""
    if not dataset.rows:
        return None
    earlier = next(iter(studies_of(taken)), None)
    if earlier is not None and earlier.data_hash == digest(dataset.canonical()):
        return earlier
    return studies.freeze.once(once)(
        by=studies.MACHINE,
        scheme=taken.form.component.version.scheme,
        kind=StudyKind.ITEM_ANALYSIS,
        title=_("Item analysis of %(words)s") % {"words": taken.words},
        about=taken.about,
        about_words=taken.words,
        options=taken.options,
        dataset=frozen(dataset),
        supersedes=earlier if earlier and earlier.state != StudyState.PROPOSED else None,
    )


class Stale(NamedTuple):
    """A form, as a whole or at a sitting, of which more or other results count than when it was last looked at."""

    form_id: UUID
    sitting_id: UUID | None


class _Seen(NamedTuple):
    results: int
    newest: datetime


def stale(before: datetime | None = None) -> list[Stale]:
    """What is to be brought up to date, forms before their sittings; only for results scored `before`, if given."""
    now, runs = _counting(before), _looked_at()
    return [key for key, seen in now.items() if _differs(seen, runs.get(key), exact=before is None)]


def _differs(seen: _Seen, run: StatisticsRun | None, *, exact: bool) -> bool:
    """Whether the last look does not know what counts; one that is under way is waited for."""
    if run is None:
        return True
    return run.asked_at < seen.newest or (exact and run.done_at is not None and run.attempts != seen.results)


def _counting(before: datetime | None) -> dict[Stale, _Seen]:
    """How many results count of each form, at each sitting and as a whole, and when the newest was scored."""
    rows = Result.objects.filter(attempt__form__isnull=False, attempt__state__in=STANDING, state__in=COUNTING)
    known = rows.filter(scored_at__lt=before) if before else rows
    pairs = list(
        known.exclude(by_item=[])
        .values_list("attempt__form_id", "attempt__sitting_id")
        .annotate(count=Count("id"), newest=Max("scored_at"))
        .order_by("attempt__form_id", "attempt__sitting_id")
    )
    whole = dict(_whole(pairs))
    return whole | {Stale(form, sitting): _Seen(count, newest) for form, sitting, count, newest in pairs}


def _whole(pairs: list[tuple[UUID, UUID, int, datetime]]) -> Iterator[tuple[Stale, _Seen]]:
    for form in dict.fromkeys(each[0] for each in pairs):
        mine = [each for each in pairs if each[0] == form]
        yield Stale(form, None), _Seen(sum(each[2] for each in mine), max(each[3] for each in mine))


def _looked_at() -> dict[Stale, StatisticsRun]:
    """The latest run of each."""
    return {Stale(each.form_id, each.sitting_id): each for each in StatisticsRun.objects.order_by("asked_at")}


def loaded(key: Stale) -> tuple[Form, Sitting | None]:
    """The records that are to be looked at."""
    form = Form.objects.select_related(*Form.reload_with).get(pk=key.form_id)
    return form, Sitting.objects.get(pk=key.sitting_id) if key.sitting_id else None


def found_of_items(study: Study) -> Iterator[tuple[ItemVersion, dict[str, Any]]]:
    """What an item analysis or a calibration found of each item, as the item bank keeps it: numbers, and no key."""
    rows = {each["version_id"]: each for each in items(study) if each["version_id"]}
    raised: dict[str, list[str]] = {}
    for each in flags(study):
        raised.setdefault(each["version_id"], []).append(each["code"])
    kept = {StudyKind.ITEM_ANALYSIS: _analysed, StudyKind.CALIBRATION: _calibrated}.get(StudyKind(study.kind))
    versions = ItemVersion.objects.select_related(*ItemVersion.reload_with).in_bulk(list(rows) if kept else [])
    for pk, version in versions.items():
        more = {"form_number": study.options.get("form", ""), "flags": sorted(set(raised.get(str(pk), [])))}
        if kept:
            yield version, {**kept(study, rows[str(pk)]), **more}


def _analysed(study: Study, row: Mapping[str, Any]) -> dict[str, Any]:
    numbers = {name: row[name] for name in ("interval", "seconds", "discrimination")}
    return {"n": row["answers"], "p": row["p"], "r": row["r_drop"], "numbers": numbers}


def _calibrated(study: Study, row: Mapping[str, Any]) -> dict[str, Any]:
    difficulty = row["b"] if isinstance(row["b"], int | float) else None
    more = {"a": row["a"], "b": difficulty, "fit": row.get("infit")}
    return {"n": study.persons, "p": None, "r": None, **more}
