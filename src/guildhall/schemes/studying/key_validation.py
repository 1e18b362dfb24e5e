"""Key validation: whether keys hold against what candidates answered, and what each ruling would change for them.

Every item with a key is looked at. Rulings are worked out for the items that raise a question and for those that
``options["alternatives"]`` names with other answers to be accepted: the key stays, another answer is accepted too, the
key is changed to it, everybody gets the points, or the item is left out (then the cut is taken in proportion, rounded
up). Counts hold for any size; correlations are withheld below thirty attempts.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from guildhall.psychometrics import classical
from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.notes import WITHHELD_BELOW, Note, about_size
from guildhall.psychometrics.results import plain
from guildhall.schemes.studying.item_analysis import options_of
from guildhall.schemes.studying.tables import Administration, Data, Options, flag, method, once

SMALL_DOUBT = 0.5
"""With few attempts an item is asked about where fewer than half chose the key and another option had more."""


def compute(data: Data, options: Options) -> dict[str, Any]:
    """The evidence for each key, and the consequences of every ruling on those in question."""
    taken = Administration.of(data)
    wanted: Mapping[str, Sequence[str]] = options.get("alternatives", {})
    items = [_looked_at(taken, at) for at in range(len(taken.items)) if taken.items[at]["key"]]
    flags = [each for item in items for each in _flags(taken, item)]
    asked = {each["item"] for each in flags} | set(wanted)
    for item in items:
        if item["name"] in asked and not item["pretest"]:
            item["rulings"] = list(_rulings(taken, item, list(wanted.get(item["name"], ())) or item["doubted"]))
    return {
        "persons": taken.persons,
        "withheld": taken.is_withheld,
        "methods": [_method(taken)],
        "cut": taken.cut,
        "passed": _passed(taken.totals, taken.cut),
        "items": items,
        "flags": flags,
        "notes": once([*about_size(taken.persons), *_without(taken)]),
        "pictures": {},
    }


def _method(taken: Administration) -> dict[str, str]:
    if taken.is_withheld:
        why = f"{taken.persons} attempts: counts alone; correlations are withheld below {WITHHELD_BELOW}."
        return method("counts", "Counts of options", why)
    why = f"{taken.persons} attempts: options against the score without the item, and trace lines."
    return method("distractors", "Distractor analysis", why)


def _without(taken: Administration) -> list[Note]:
    """Items whose answers or keys are not among the data."""
    left = [each["name"] for each in taken.items if not each["key"]]
    return [Note("no_key", f"Without a list of options, and not looked at: {', '.join(left)}.")] if left else []


def _looked_at(taken: Administration, at: int) -> dict[str, Any]:
    item = taken.items[at]
    points = taken.points[taken.whole][:, at]
    seen = points[~np.isnan(points)]
    table = options_of(taken, at)
    found = {
        "name": item["name"],
        "version_id": item["version_id"],
        "pretest": item["pretest"],
        "key": list(item["key"]),
        "answers": int(seen.size),
        "p": float(seen.mean()) / float(item["maximum"]) if seen.size else None,
        "distractors": table,
        "rulings": [],
    }
    return {**found, "doubted": _doubted(found, taken.is_withheld)}


def _doubted(item: Mapping[str, Any], few: bool) -> list[str]:
    """The other options that speak against the key: chosen by the able, or with few attempts by most."""
    table = item["distractors"]
    if not table or not table["persons"]:
        return []
    keyed = [each for each in table["options"] if each["key"]]
    others = [each for each in table["options"] if not each["key"]]
    if few:
        share = sum(each["share"] for each in keyed)
        return [each["name"] for each in others if share < SMALL_DOUBT and each["share"] > share]
    best = max((each["correlation"] or 0.0 for each in keyed), default=0.0)
    return [each["name"] for each in others if (each["correlation"] or 0.0) > max(best, 0.0)]


def _flags(taken: Administration, item: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for option in item["doubted"]:
        told = "is chosen more often than the key" if taken.is_withheld else "is chosen by the able more than the key"
        yield flag(item, "possible-miskey", f"Option {option} {told}: is the key right?", option=option)


def _rulings(taken: Administration, item: Mapping[str, Any], others: Sequence[str]) -> Iterator[dict[str, Any]]:
    """What each ruling would change, beside leaving the key as it is."""
    at = next(place for place, each in enumerate(taken.items) if each["name"] == item["name"])
    most = float(taken.items[at]["maximum"])
    points, chosen = taken.points[taken.whole][:, at], taken.chosen(at)
    yield _ruled(taken, at, "keep", "", points, taken.cut)
    for option in others:
        hit = np.array([each == option for each in chosen])
        yield _ruled(taken, at, "also-accepted", option, np.where(hit, most, points), taken.cut)
        yield _ruled(taken, at, "changed", option, np.where(hit, most, 0.0), taken.cut)
    yield _ruled(taken, at, "everybody", "", np.full(len(points), most), taken.cut)
    yield _left_out(taken, at, most)


def _left_out(taken: Administration, at: int, most: float) -> dict[str, Any]:
    kept = taken.greatest - most
    cut = None if taken.cut is None or not taken.greatest else math.ceil(taken.cut * kept / taken.greatest - 1e-9)
    return _ruled(taken, at, "left-out", "", np.zeros(taken.persons), cut)


def _ruled(
    taken: Administration, at: int, ruling: str, option: str, points: Floats, cut: float | None
) -> dict[str, Any]:
    """The scores under a ruling, and whose outcome would be another."""
    before, after = taken.totals, taken.totals - taken.points[taken.whole][:, at] + points
    now = np.zeros(taken.persons, dtype=bool) if taken.cut is None else before >= taken.cut
    then = np.zeros(taken.persons, dtype=bool) if cut is None else after >= cut
    return {
        "ruling": ruling,
        "option": option,
        "cut": cut,
        "changed_scores": int((after != before).sum()),
        "mean_change": float((after - before).mean()),
        "passed": _passed(after, cut),
        "gained": int((then & ~now).sum()),
        "lost": int((now & ~then).sum()),
        "alpha": _alpha(taken, at, ruling, points),
    }


def _alpha(taken: Administration, at: int, ruling: str, points: Floats) -> Any:
    """The reliability under a ruling, where there are enough attempts to ask."""
    table = taken.table.copy()
    place = taken.counted.index(at)
    table = np.delete(table, place, axis=1) if ruling == "left-out" else table
    if ruling != "left-out":
        table[:, place] = points
    if taken.is_withheld or table.shape[1] < 2:
        return None
    return plain(classical.analyse(table).alpha)


def _passed(scores: Floats, cut: float | None) -> int | None:
    return None if cut is None else int((scores >= cut).sum())
