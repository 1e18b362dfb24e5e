"""A round of a panel as it stands: who said what, and the cut that each judge and the panel as a whole comes to."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from statistics import fmean
from string import ascii_uppercase
from uuid import UUID

from guildhall.exams.lifecycles import JudgeState
from guildhall.exams.models import FormItem, Judge, Judgement, Opinion, SettingMethod, StandardSetting
from guildhall.exams.panels import questions
from guildhall.exams.queries import placements
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.standards import angoff, bookmark, ebel
from guildhall.schemes.queries.studies import item_parameters

MOST_JUDGES = len(ascii_uppercase)
"""How many judges a panel has at most: each has a letter."""

Grid = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Parameters:
    """Slope, intercept and guessing of each item of a form, in the order of its places."""

    a: list[float]
    d: list[float]
    g: list[float]

    @property
    def rows(self) -> list[dict[str, float]]:
        """The parameters, item by item."""
        return [{"a": a, "d": d, "g": g} for a, d, g in zip(self.a, self.d, self.g, strict=True)]


@dataclass(frozen=True)
class Round:
    """Everything that was said in one round. `table` holds points, judges by items; None where nothing was said."""

    setting: StandardSetting
    number: int
    judges: Sequence[Judge]
    items: Sequence[FormItem]
    table: list[list[float | None]]
    cells: list[list[str]]
    opinions: list[Mapping[str, float]]

    @property
    def letters(self) -> list[str]:
        """What the judges are called where nobody is to know who they are."""
        known = letters(self.setting)
        return [known[judge.pk] for judge in self.judges]

    @property
    def maxima(self) -> list[float]:
        """The points of each item."""
        return [float(each.item_version.maximum) for each in self.items]

    def said(self, place: int) -> int:
        """How much of what is asked the judge at that place has said."""
        items = sum(each is not None for each in self.table[place]) + sum(map(bool, self.cells[place]))
        return items + sum(each.name in self.opinions[place] for each in self.asked)

    @property
    def asked(self) -> list[questions.Question]:
        """What is asked of the form as a whole."""
        return questions.asked(self.setting, len(self.items))

    @property
    def whole(self) -> int:
        """How much a judge who says everything has said."""
        return (len(self.items) if self.setting.by_item else 0) + len(self.asked)

    @property
    def grid(self) -> Grid:
        """How many items stand in each cell of Ebel's grid: where most judges see them, the earlier cell in a tie."""
        counted: Grid = Counter()
        for item in range(len(self.items)):
            seen = Counter(row[item] for row in self.cells if row[item])
            if seen:
                relevance, _colon, difficulty = min(
                    seen, key=lambda cell: (-seen[cell], questions.CELLS.index(cell))
                ).partition(":")
                counted[relevance, difficulty] += 1
        return dict(counted)

    def expected(self, place: int) -> dict[tuple[str, str], float]:
        """The share of right answers that a judge expects in each cell of the grid."""
        given = self.opinions[place]
        told = {cell: given.get(questions.CELL + cell) for cell in questions.CELLS}
        return {_pair(cell): value / 100 for cell, value in told.items() if value is not None}

    def marks(self) -> list[float | None]:
        """Where each judge laid the bookmark."""
        return [each.get(questions.BOOKMARK) for each in self.opinions]


def held(setting: StandardSetting, number: int) -> Round:
    """The round of that number, with the judges who are on the panel today."""
    judges = seated(setting)
    items = scored(setting)
    judgements = Judgement.objects.filter(judge__in=judges, round=number)
    by_place = {(each.judge_id, each.placement_id): each for each in judgements}
    said: dict[UUID, dict[str, float]] = defaultdict(dict)
    for each in Opinion.objects.filter(judge__in=judges, round=number):
        said[each.judge_id][each.question] = float(each.value)
    rows = [[by_place.get((judge.pk, item.pk)) for item in items] for judge in judges]
    return Round(
        setting=setting,
        number=number,
        judges=judges,
        items=items,
        table=[[_points(each, item) for each, item in zip(row, items, strict=True)] for row in rows],
        cells=[[each.cell if each else "" for each in row] for row in rows],
        opinions=[said[judge.pk] for judge in judges],
    )


def seated(setting: StandardSetting) -> list[Judge]:
    """The judges who are on the panel, in the order of their letters."""
    on_it = setting.judges.filter(state=JudgeState.SEATED).select_related("person")
    return sorted(on_it, key=_drawn)


def letters(setting: StandardSetting) -> dict[UUID, str]:
    """A letter for each judge on the panel, in an order that tells nothing of who they are or when they came."""
    return {judge.pk: ascii_uppercase[place] for place, judge in enumerate(seated(setting))}


def scored(setting: StandardSetting) -> list[FormItem]:
    """The items of the form that count; what is only tried out has no part in the standard."""
    return list(placements(setting.form).filter(pretest=False))


def parameters(setting: StandardSetting, items: Sequence[FormItem]) -> Parameters | None:
    """The parameters by which the items lie in the booklet; None where the calibration lacks an item of one step."""
    known = item_parameters(setting.calibration) if setting.calibration else {}
    found = [known[name] for each in items if (name := str(each.item_version)) in known]
    if not items or len(found) < len(items) or any(len(each["d"]) != 1 for each in found):
        return None
    return Parameters(
        [float(each["a"]) for each in found],
        [float(each["d"][0]) for each in found],
        [float(each["g"]) for each in found],
    )


def cuts(found: Round) -> list[float | None]:
    """The cut in points that each judge comes to; None where they have not said enough."""
    return [_cut(found, place) for place in range(len(found.judges))]


def cut(found: Round) -> float | None:
    """The cut in points that the panel comes to: the mean of its judges."""
    known = [each for each in cuts(found) if each is not None]
    return fmean(known) if known else None


def _cut(found: Round, place: int) -> float | None:
    try:
        match found.setting.method:
            case SettingMethod.EBEL:
                return ebel(found.grid, [found.expected(place)]).cut
            case SettingMethod.BOOKMARK:
                return _raw(found, place)
        return angoff([[_number(each) for each in found.table[place]]], most=found.maxima).cut
    except CannotMeasure:
        return None


def _raw(found: Round, place: int) -> float | None:
    """The expected score at a judge's bookmark."""
    mark, known = found.marks()[place], parameters(found.setting, found.items)
    if mark is None or known is None:
        return None
    return bookmark([mark], known.a, known.d, known.g).raw


def _points(judgement: Judgement | None, item: FormItem) -> float | None:
    if judgement is None or judgement.share is None:
        return None
    return float(judgement.share) * float(item.item_version.maximum)


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _pair(cell: str) -> tuple[str, str]:
    relevance, _colon, difficulty = cell.partition(":")
    return relevance, difficulty


def _drawn(judge: Judge) -> str:
    return sha256(judge.pk.bytes).hexdigest()
