"""Job analysis by survey: what tasks and domains weigh by the answers of those who do the work, and how sure that is.

``extra`` holds ``tasks`` (``name``, ``domain``), ``respondents`` (``groups`` by dimension; ``importance``,
``frequency`` and, where it was asked, ``criticality``: a rating a task, null where there is none), ``asked``: by
dimension and subgroup, how many were asked and how many answered; and ``items``, how many the examination has.

Options: ``composite`` ("product", "mean" or "criticality"), ``dimension`` by which subgroups are held against each
other, ``least_importance`` and ``least_performed``, below which a task is left out, ``draws`` of the sensitivity (500).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from guildhall.psychometrics import practice
from guildhall.psychometrics.agreement import krippendorff
from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.fairness.impact import PRIVACY
from guildhall.psychometrics.notes import CannotMeasure, Note, Weight, about_size
from guildhall.schemes.studying import pictures as drawing
from guildhall.schemes.studying.tables import Data, Options, method, once

COMPOSITES = ("product", "mean", "criticality")


def compute(data: Data, options: Options) -> dict[str, Any]:
    """Tasks, domains and their items, with response, representativeness, agreement and sensitivity."""
    extra = data["extra"]
    tasks, respondents = list(extra.get("tasks", ())), list(extra.get("respondents", ()))
    if not tasks or not respondents:
        raise CannotMeasure("empty", "There is no task, or nobody answered.")
    composite = options.get("composite", "product")
    if composite not in COMPOSITES:
        raise CannotMeasure("composite", f"There is no composite called {composite}.")
    importance, frequency = (_ratings(respondents, name) for name in ("importance", "frequency"))
    weighed, noted = practice.weigh_tasks(
        importance,
        frequency,
        [each["name"] for each in tasks],
        composite=composite,
        least_importance=options.get("least_importance"),
        least_performed=float(options.get("least_performed", 0.0)),
    )
    notes: list[Note] = list(noted)
    rows = _tasks(tasks, weighed, _criticality(respondents, len(tasks)))
    domains = _domains(rows, _composites(importance, frequency, composite), int(extra.get("items", 0)), options)
    return {
        "persons": len(respondents),
        "methods": [_method(composite)],
        "tasks": rows,
        "domains": domains,
        "weights": {each["domain"]: each["share"] for each in domains},
        "left_out": [each["name"] for each in rows if not each["kept"]],
        "response": _response(extra, notes),
        "agreement": _agreement(importance, frequency, notes),
        "subgroups": _subgroups(tasks, respondents, importance, options, notes),
        "flags": [],
        "notes": once(notes),
        "pictures": _pictures(rows, domains),
    }


def _ratings(respondents: Sequence[Mapping[str, Any]], name: str) -> Floats:
    return np.array([each[name] for each in respondents], dtype=np.float64)


def _criticality(respondents: Sequence[Mapping[str, Any]], tasks: int) -> list[float | None]:
    """The mean harm that a task done badly does, where it was asked."""
    asked = [each["criticality"] for each in respondents if each.get("criticality")]
    if not asked:
        return [None] * tasks
    table = np.array(asked, dtype=np.float64)
    return [float(np.nanmean(column)) if not np.isnan(column).all() else None for column in table.T]


def _composites(importance: Floats, frequency: Floats, composite: str) -> Floats:
    """The composite of every respondent for every task, as `practice.weigh_tasks` makes it."""
    found: dict[str, Floats] = {
        "product": importance * frequency,
        "mean": (importance + frequency) / 2,
        "criticality": (2 * importance + frequency) / 3,
    }
    return found[composite]


def _tasks(
    tasks: Sequence[Mapping[str, Any]], weighed: Sequence[practice.Task], criticality: Sequence[float | None]
) -> list[dict[str, Any]]:
    whole = sum(each.composite for each in weighed if each.kept)
    return [
        {
            **found.as_dict(),
            "domain": task["domain"],
            "criticality": harm,
            "weight": 100 * found.composite / whole if found.kept and whole else 0.0,
        }
        for task, found, harm in zip(tasks, weighed, criticality, strict=True)
    ]


def _domains(rows: Sequence[Mapping[str, Any]], table: Floats, items: int, options: Options) -> list[dict[str, Any]]:
    """What each domain weighs, in per cent and in whole items, and how far that depends on who answered."""
    places: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        if row["kept"]:
            places.setdefault(row["domain"], []).append(at)
    weights = {name: sum(rows[at]["composite"] for at in held) for name, held in places.items()}
    if not weights or not sum(weights.values()) > 0:
        raise CannotMeasure("weights", "No task weighs anything: nobody rated, or every task was left out.")
    shares = practice.blueprint(weights, items)
    moved = {
        each.domain: each for each in practice.sensitivity(table, places, items, draws=int(options.get("draws", 500)))
    }
    return [
        {
            "domain": each.domain,
            "tasks": len(places[each.domain]),
            "share": 100 * each.share,
            "items": each.items,
            "interval": list(moved[each.domain].interval),
            "unchanged": moved[each.domain].unchanged,
        }
        for each in shares
    ]


def _response(extra: Mapping[str, Any], notes: list[Note]) -> dict[str, Any]:
    """Response and representativeness in every dimension that was asked; small subgroups are not told apart."""
    found = {}
    for dimension, asked in extra.get("asked", {}).items():
        told = practice.response_rates({name: (int(each[0]), int(each[1])) for name, each in asked.items()})
        notes.extend(told.notes)
        found[dimension] = told.as_dict()
    return found


def _agreement(importance: Floats, frequency: Floats, notes: list[Note]) -> dict[str, Any]:
    """How far respondents agree on what matters: Krippendorff's alpha on an ordinal scale."""
    found: dict[str, Any] = {}
    for name, table in (("importance", importance), ("frequency", frequency)):
        if len(table) < 2 or table.shape[1] < 2:
            continue
        try:
            found[name] = krippendorff(table, "ordinal").as_dict()
        except CannotMeasure as problem:
            notes.append(Note(problem.code, problem.sentence))
    return found


def _subgroups(
    tasks: Sequence[Mapping[str, Any]],
    respondents: Sequence[Mapping[str, Any]],
    importance: Floats,
    options: Options,
    notes: list[Note],
) -> list[dict[str, Any]]:
    """Whether subgroups see the tasks alike; one smaller than ten is not shown, because its members could be known."""
    dimension = str(options.get("dimension", ""))
    member = [str(each["groups"].get(dimension, "")) for each in respondents]
    sizes = Counter(each for each in member if each)
    small = sorted(name for name, count in sizes.items() if count < PRIVACY)
    if small:
        sentence = f"Not shown, fewer than {PRIVACY} answered: {', '.join(small)}."
        notes.append(Note("privacy", sentence, Weight.WITHHOLDS))
    shown = sorted(name for name, count in sizes.items() if count >= PRIVACY)
    names = [each["name"] for each in tasks]
    found = [
        practice.agreement_of_subgroups(importance, member, one, other, names) for one, other in combinations(shown, 2)
    ]
    notes.extend(about_size(min(sizes[each] for each in shown), what="in the smallest subgroup") if shown else ())
    return [each.as_dict() for each in found]


def _method(composite: str) -> dict[str, str]:
    how = {
        "product": "importance times frequency",
        "mean": "the mean of importance and frequency",
        "criticality": "importance counted twice and frequency once",
    }[composite]
    return method(f"composite-{composite}", "Task survey", f"A task weighs {how}, the mean over those who rated both.")


def _pictures(rows: Sequence[Mapping[str, Any]], domains: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"tasks": drawing.tasks(rows), "weights": drawing.weights(domains)}
