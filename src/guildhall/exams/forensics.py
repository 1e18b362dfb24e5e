"""Looks through the answers of a sitting for what honest candidates rarely give, and says how rarely (R-32, R-33).

Chances are taken from everybody who took the form, signals are raised for the sitting alone. Each method is set so that
of a hundred sittings of honest candidates one raises a question; where too few took the form a method is left out, and
the check says so. What is raised is a question for a person, never a verdict.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np

from guildhall.exams.models import AnomalyKind
from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.classical import analyse
from guildhall.psychometrics.forensics import (
    Signals,
    erasures,
    omega,
    preknowledge,
    repeated_gains,
    response_times,
    similarity,
)
from guildhall.psychometrics.forensics.copying import option_chances
from guildhall.psychometrics.forensics.gains import LEAST as LEAST_REPEATED
from guildhall.psychometrics.irt.items import IrtItem, ItemSet
from guildhall.psychometrics.notes import STABLE_FROM, WITHHELD_BELOW, CannotMeasure

FAMILY = 0.01
"""Of a hundred sittings of honest candidates, one raises a question by a method."""

MOST = 1000
"""Attempts that are compared with each other; of a form that more took, the latest."""

LEAST: dict[str, int] = {AnomalyKind.COPYING: STABLE_FROM}
"""How many must have taken the form, where it is more than usual: abilities are told apart in five groups."""

FEW, NO_SCALE, NONE_LEAKED = "few", "no-scale", "none-leaked"
"""Why a method was left out: too few took the form, it is not calibrated, or none of its items is compromised."""

FEW_NEW, FEW_REPEATED = "few-new", "few-repeated"
"""Why gains were left out: too few took the form for the first time, or again after one that can be compared."""


@dataclass(frozen=True)
class Before:
    """An earlier attempt of whoever repeats, in standard deviations of those who took its form for the first time.

    Without `score` it is not known how they stood: too few took that form, or they have no result there.
    """

    score: float = float("nan")
    reliability: float = float("nan")


@dataclass(frozen=True)
class Table:
    """What everybody who took a form answered: persons x items, options as numbers (not known: not a number).

    `inside` are the places of those who sat at the sitting that is looked through; `key` has the right option of each
    item, `scale` the parameters of those that are calibrated, by their place, and `leaked` are the compromised ones.
    `before` are the earlier attempts of those who repeat, by their place.
    """

    attempts: tuple[str, ...]
    inside: frozenset[int]
    choices: Floats
    key: Floats
    seconds: Floats
    changes: Floats
    scale: Mapping[int, IrtItem] = field(default_factory=dict)
    leaked: frozenset[int] = frozenset()
    before: Mapping[int, Before] = field(default_factory=dict)

    @property
    def right(self) -> Floats:
        """Persons x items: 1 where the right option was chosen, 0 where another or none was."""
        found: Floats = (self.choices == self.key).astype(np.float64)
        return found


@dataclass(frozen=True)
class Method:
    """What one method did: how many it compared, how often chance raises an honest one, and how many it raised.

    `left_out` says in a word why it was left out, and nothing where it was not; `least` is how many must have taken the
    form before chance can be told from anything else.
    """

    kind: str
    compared: int = 0
    rate: float = 0.0
    expected: float = 0.0
    raised: int = 0
    left_out: str = ""
    least: int = WITHHELD_BELOW


@dataclass(frozen=True)
class Raised:
    """One question: which attempts, the statistic, how likely chance makes it, and the numbers behind it."""

    kind: str
    attempts: tuple[str, ...]
    statistic: float
    chance: float
    rate: float
    expected: float
    evidence: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What is raised once about a sitting: the same kind about the same attempts."""
        return ":".join([self.kind, *sorted(self.attempts)])

    def as_dict(self) -> dict[str, Any]:
        """The question as an act takes it."""
        return {**asdict(self), "attempts": list(self.attempts), "key": self.key}


@dataclass(frozen=True)
class Found:
    """What a check found."""

    methods: tuple[Method, ...]
    raised: tuple[Raised, ...]


Look = Callable[[Table], tuple[Method, list[Raised]]]


def look(table: Table) -> Found:
    """Look through the answers of a sitting by every method."""
    done = [_tried(kind, method, table) for kind, method in METHODS.items()]
    return Found(tuple(method for method, _ in done), tuple(each for _, raised in done for each in raised))


def _tried(kind: str, method: Look, table: Table) -> tuple[Method, list[Raised]]:
    least = LEAST.get(kind, WITHHELD_BELOW)
    if len(table.attempts) < least:
        return Method(kind, left_out=FEW, least=least), []
    try:
        return method(table)
    except CannotMeasure as problem:
        return Method(kind, left_out=problem.code), []


def _copying(table: Table) -> tuple[Method, list[Raised]]:
    """Answers of two who sat together that agree beyond what their abilities explain; either may be the source."""
    pairs = [(one, other) for one in sorted(table.inside) for other in sorted(table.inside) if one != other]
    if not pairs:
        return Method(AnomalyKind.COPYING, left_out=FEW), []
    chances = option_chances(table.choices, (table.choices == table.key).sum(axis=1))
    found, expected, _ = omega(table.choices, chances, pairs, rate=FAMILY)
    rate = expected / len(pairs)
    best: dict[frozenset[int], Raised] = {}
    for each in found:
        names = (table.attempts[each.copier], table.attempts[each.source])
        told = {"matches": each.matches, "expected": each.expected, "items": _both(table, each.copier, each.source)}
        raised = Raised(AnomalyKind.COPYING, names, each.omega, each.exact_p, rate, expected, told)
        best.setdefault(frozenset((each.copier, each.source)), raised)
    return Method(AnomalyKind.COPYING, len(pairs), rate, expected, len(best)), list(best.values())


def _similarity(table: Table) -> tuple[Method, list[Raised]]:
    """The same wrong answers of two of whom one sat here at least; the other may have sat elsewhere before."""
    found, _, whole, _ = similarity(table.choices, table.key, rate=FAMILY)
    persons, here = len(table.attempts), len(table.inside)
    rate = whole / (persons * (persons - 1) / 2)
    compared = here * (here - 1) // 2 + here * (persons - here)
    mine = [each for each in found if {each.first, each.second} & table.inside]
    raised = [
        Raised(
            AnomalyKind.SIMILARITY,
            (table.attempts[each.first], table.attempts[each.second]),
            float(each.same_wrong),
            each.p,
            rate,
            rate * compared,
            {"same_wrong": each.same_wrong, "both_wrong": each.both_wrong, "expected": each.expected},
        )
        for each in mine
    ]
    return Method(AnomalyKind.SIMILARITY, compared, rate, rate * compared, len(raised)), raised


def _times(table: Table) -> tuple[Method, list[Raised]]:
    """Somebody slow where others are fast, and fast where they are slow."""
    timed = ~np.isnan(table.seconds).all(axis=1)
    if timed.sum() < WITHHELD_BELOW:
        return Method(AnomalyKind.TIMES, left_out=FEW), []
    items = ~np.isnan(table.seconds[timed]).all(axis=0)
    signals = response_times(table.seconds[timed][:, items], rate=FAMILY, family=True)
    return _of_persons(AnomalyKind.TIMES, table, np.flatnonzero(timed), signals, {})


def _changes(table: Table) -> tuple[Method, list[Raised]]:
    """More wrong answers changed to right than others change."""
    known = ~np.isnan(table.changes)
    if known.sum() < WITHHELD_BELOW:
        return Method(AnomalyKind.CHANGES, left_out=FEW), []
    signals = erasures(table.changes[known], table.choices.shape[1], rate=FAMILY, family=True)
    usual = float(table.changes[known].mean())
    return _of_persons(AnomalyKind.CHANGES, table, np.flatnonzero(known), signals, {"usual": usual})


def _preknowledge(table: Table) -> tuple[Method, list[Raised]]:
    """Somebody able on the compromised items, and not on the others."""
    if not table.leaked or not table.scale:
        return Method(AnomalyKind.PREKNOWLEDGE, left_out=NO_SCALE if table.leaked else NONE_LEAKED), []
    places = sorted(table.scale)
    right = np.where(np.isnan(table.choices), np.nan, table.choices == table.key)[:, places]
    leaked = [at for at, place in enumerate(places) if place in table.leaked]
    items = ItemSet([table.scale[place] for place in places])
    signals = preknowledge(right, items, leaked, rate=FAMILY, family=True)
    everybody = np.arange(len(table.attempts))
    return _of_persons(AnomalyKind.PREKNOWLEDGE, table, everybody, signals, {"leaked": float(len(leaked))})


def _gains(table: Table) -> tuple[Method, list[Raised]]:
    """More gained since the attempt before than practice and chance bring; most who repeat had failed, and rise."""
    first = [place for place in range(len(table.attempts)) if place not in table.before]
    if len(first) < WITHHELD_BELOW:
        return Method(AnomalyKind.GAINS, left_out=FEW_NEW), []
    known = sorted(place for place, each in table.before.items() if not np.isnan(each.score))
    if len(known) < LEAST_REPEATED:
        return Method(AnomalyKind.GAINS, left_out=FEW_REPEATED, least=LEAST_REPEATED), []
    mean, spread, alpha = standing(table.right[first])
    totals = table.right.sum(axis=1)
    before = np.array([table.before[place].score for place in known])
    together = np.array([_together(alpha, table.before[place].reliability) for place in known])
    signals = repeated_gains(before, (totals[known] - mean) / spread, together, rate=FAMILY, family=True)
    told = {at: {"score": float(totals[at]), "earlier": float(mean + spread * table.before[at].score)} for at in known}
    method, raised = _of_persons(AnomalyKind.GAINS, table, known, signals, {"repeated": float(len(known))})
    places = {name: at for at, name in enumerate(table.attempts)}
    return method, [replace(each, evidence={**each.evidence, **told[places[each.attempts[0]]]}) for each in raised]


def standing(points: Floats) -> tuple[float, float, float]:
    """How those who took a form for the first time did: their mean, spread, and the reliability of their scores."""
    totals = points.sum(axis=1)
    spread = float(totals.std(ddof=1)) if totals.size > 1 else 0.0
    if spread <= 0:
        raise CannotMeasure("spread", "Everybody has the same score: nothing tells one from another.")
    return float(totals.mean()), spread, analyse(points).alpha


def _together(one: float, other: float) -> float:
    """How two honest attempts go together; not known where a form tells nobody from another."""
    return float(np.sqrt(one * other)) if one > 0 and other > 0 else float("nan")


def _of_persons(
    kind: str, table: Table, places: Sequence[int] | Any, signals: Signals, told: dict[str, float]
) -> tuple[Method, list[Raised]]:
    rate = signals.false_positive_rate
    here = sum(int(place) in table.inside for place in places)
    raised = list(_raised(kind, table, places, signals, (rate, rate * here), told))
    return Method(kind, here, rate, rate * here, len(raised)), raised


def _raised(
    kind: str, table: Table, places: Any, signals: Signals, often: tuple[float, float], told: dict[str, float]
) -> Iterator[Raised]:
    for each in signals.signals:
        place = int(places[each.person])
        if place in table.inside:
            more = {"changes": float(table.changes[place])} if kind == AnomalyKind.CHANGES else {}
            yield Raised(kind, (table.attempts[place],), each.statistic, each.p, *often, {**told, **more})


def _both(table: Table, one: int, other: int) -> int:
    return int((~np.isnan(table.choices[one]) & ~np.isnan(table.choices[other])).sum())


METHODS: dict[str, Look] = {
    AnomalyKind.COPYING: _copying,
    AnomalyKind.SIMILARITY: _similarity,
    AnomalyKind.TIMES: _times,
    AnomalyKind.CHANGES: _changes,
    AnomalyKind.PREKNOWLEDGE: _preknowledge,
    AnomalyKind.GAINS: _gains,
}
"""Every method by the kind of question that it raises."""
