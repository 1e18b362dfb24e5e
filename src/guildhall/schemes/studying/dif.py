"""DIF: whether persons of equal ability but of different groups do equally well on each item.

Options: ``group``, the kind of group (as the rows name it), ``reference`` (otherwise the largest group), ``focal`` (one
group; otherwise all others in turn) and ``level``. Items of more than one point are left out and named. A group smaller
than ten is never shown, and nothing is computed where the smaller group has fewer than thirty.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from guildhall.psychometrics import fairness, pictures
from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.fairness import MantelHaenszel
from guildhall.psychometrics.fairness.impact import PRIVACY
from guildhall.psychometrics.notes import WITHHELD_BELOW, CannotMeasure, Note, Weight, listed
from guildhall.schemes.studying.tables import Administration, Data, Options, flag, method, once

LEAST_ITEMS = 3


def compute(data: Data, options: Options) -> dict[str, Any]:
    """Each focal group against the reference: every item's class, what is flagged, and who passes how often."""
    taken = Administration.of(data)
    asked = str(options.get("group", ""))
    member = taken.group(asked)
    sizes = Counter(each for each in member if each is not None)
    reference, focal = _groups(sizes, options)
    usable = _usable(taken)
    notes: list[Note] = [*_left_out(taken, usable), *_too_small(sizes)]
    compared = [_compared(taken, usable, member, reference, each, notes) for each in focal]
    shown = [each for each in compared if each is not None]
    return {
        "persons": taken.persons,
        "methods": [_method(shown)],
        "group": asked,
        "reference": reference,
        "groups": {name: count for name, count in sizes.items() if count >= PRIVACY},
        "withheld": not shown,
        "comparisons": [{name: each[name] for name in each if name != "picture"} for each in shown],
        "impact": _impact(taken, member),
        "differences": _differences(taken, member, reference),
        "flags": [each for comparison in shown for each in _flags(taken, comparison)],
        "notes": once(notes),
        "pictures": {f"forest {each['focal']}": each["picture"] for each in shown},
    }


def _groups(sizes: Mapping[str, int], options: Options) -> tuple[str, list[str]]:
    """The group that others are held against, and those others that may be shown."""
    if len(sizes) < 2:
        raise CannotMeasure("groups", "There are not two groups to compare.")
    reference = str(options.get("reference") or max(sizes, key=lambda name: (sizes[name], name)))
    focal = [str(options["focal"])] if options.get("focal") else sorted(set(sizes) - {reference})
    if unknown := {reference, *focal} - set(sizes):
        raise CannotMeasure("groups", f"There is no group {listed(sorted(unknown))}.")
    return reference, [each for each in focal if sizes[each] >= PRIVACY]


def _usable(taken: Administration) -> list[int]:
    """Places, among the items that count, of those that are right or wrong."""
    table = taken.table
    found = [at for at in range(table.shape[1]) if taken.most[at] == 1 and np.isin(table[:, at], (0.0, 1.0)).all()]
    if len(found) < LEAST_ITEMS:
        raise CannotMeasure("items", f"DIF needs {LEAST_ITEMS} items that are right or wrong.")
    return found


def _left_out(taken: Administration, usable: Sequence[int]) -> list[Note]:
    others = [name for at, name in enumerate(taken.names) if at not in set(usable)]
    return [Note("left_out", f"Left out, not right or wrong: {listed(others)}.", Weight.TELLS)] if others else []


def _too_small(sizes: Mapping[str, int]) -> list[Note]:
    small = sorted(name for name, count in sizes.items() if count < PRIVACY)
    if not small:
        return []
    sentence = f"Not shown, fewer than {PRIVACY} persons: {', '.join(small)}."
    return [Note("privacy", sentence, Weight.WITHHOLDS)]


def _compared(
    taken: Administration,
    usable: Sequence[int],
    member: Sequence[str | None],
    reference: str,
    focal: str,
    notes: list[Note],
) -> dict[str, Any] | None:
    """One focal group against the reference; None where the smaller of them cannot bear it."""
    mine = [at for at, each in enumerate(member) if each in {reference, focal}]
    sizes = Counter(member[at] for at in mine)
    if min(sizes[reference], sizes[focal]) < WITHHELD_BELOW:
        sentence = f"{focal} against {reference}: the smaller group has fewer than {WITHHELD_BELOW}; withheld."
        notes.append(Note("too_few", sentence, Weight.WITHHOLDS))
        return None
    answers: Floats = taken.table[np.ix_(mine, list(usable))]
    group, names = [member[at] for at in mine], [taken.names[at] for at in usable]
    found = fairness.mantel_haenszel(answers, group, focal, names, purify=True)
    notes.extend(found.notes)
    regressed = fairness.logistic_dif(answers, group, focal, names)
    standardized = {each.name: each for each in fairness.standardization(answers, group, focal, names)}
    return {
        "focal": focal,
        "reference": reference,
        "sizes": {reference: sizes[reference], focal: sizes[focal]},
        "anchors": list(found.anchors),
        "rounds": found.rounds,
        "items": _items(found, regressed, standardized),
        "flagged": list(found.flagged),
        "picture": pictures.dif_forest(found),
    }


def _items(
    found: MantelHaenszel, regressed: fairness.LogisticDif, standardized: Mapping[str, fairness.StandardizedItem]
) -> list[dict[str, Any]]:
    by_name = {each.name: each for each in regressed.items}
    return [
        {
            **each.as_dict(),
            "logistic_p": by_name[each.name].p,
            "logistic_effect": by_name[each.name].effect,
            "logistic_class": by_name[each.name].effect_class,
            "standardized": standardized[each.name].difference,
        }
        for each in found.items
    ]


def _method(shown: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    if not shown:
        why = f"No pair of groups has {WITHHELD_BELOW} persons on either side: only counts and pass rates are given."
        return method("withheld", "Withheld", why)
    why = "Persons are matched on the items that hold for both groups; classes are those of ETS (A, B, C)."
    return method("mantel-haenszel", "Mantel-Haenszel with purification", why)


def _impact(taken: Administration, member: Sequence[str | None]) -> dict[str, Any] | None:
    """Who passes how often, by the four-fifths rule."""
    if taken.cut is None:
        return None
    passed: dict[str, tuple[int, int]] = {}
    for name, total in zip(member, taken.totals.tolist(), strict=True):
        if name is not None:
            some, persons = passed.get(name, (0, 0))
            passed[name] = (some + (total >= taken.cut), persons + 1)
    return fairness.adverse_impact(passed).as_dict()


def _differences(taken: Administration, member: Sequence[str | None], reference: str) -> list[dict[str, Any]]:
    """How far the groups' mean scores lie apart: a question, and no proof of bias."""
    totals = taken.totals
    names = [each for each in dict.fromkeys(member) if each is not None]
    scores = {name: totals[[each == name for each in member]] for name in names}
    if scores[reference].size < PRIVACY:
        return []
    rows, _ = fairness.group_differences(scores, reference)
    return [each.as_dict() for each in rows]


def _flags(taken: Administration, comparison: Mapping[str, Any]) -> list[dict[str, Any]]:
    by_name = {each["name"]: each for each in taken.items}
    found = []
    for each in comparison["items"]:
        if each["ets"] in {"B", "C"}:
            hurt = comparison["focal"] if each["favours"] == "reference" else comparison["reference"]
            size = f"{each['delta']:.2f}" if isinstance(each["delta"], float) else each["delta"]
            sentence = f"Class {each['ets']}: harder for {hurt} at equal ability (delta = {size})."
            facts = {"class": each["ets"], "group": hurt, "delta": each["delta"]}
            found.append(flag(by_name[each["name"]], "dif", sentence, **facts))
    return found
