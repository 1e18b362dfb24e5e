"""Calibration: items and persons on one scale, with the model that the number of attempts bears.

Options: ``model`` ("rasch" or "2pl"; otherwise chosen by size and fit), ``anchors``, parameters by the item's name as
``{"a": 1.0, "d": [0.3], "g": 0.0, "kind": "logistic"}``, at which items are held, and ``anchors_from``, the study from
which they come. Items of more than one point are partial credit (generalized with "2pl").
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from guildhall.psychometrics import irt, pictures
from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.equating import anchor_drift
from guildhall.psychometrics.irt import Calibration, IrtItem
from guildhall.psychometrics.notes import WITHHELD_BELOW, CannotMeasure, Note
from guildhall.schemes.studying.tables import Administration, Data, Options, flag, method, once

TWO_PARAMETERS_FROM = 250
"""Attempts from which slopes of their own can be told apart (Drasgow 1989)."""

MEAN_SQUARES = (0.7, 1.3)
"""Infit and outfit outside these ask for a look (Wright and Linacre 1994, for examinations of some weight)."""

MISFIT = 0.01
DRIFT_LEAST = 3


def compute(data: Data, options: Options) -> dict[str, Any]:
    """Parameters with their errors, fit, information, and what each raw score is worth."""
    taken = Administration.of(data)
    if taken.persons < WITHHELD_BELOW:
        sentence = f"{taken.persons} attempts: a calibration needs {WITHHELD_BELOW}, and anchors below 100."
        raise CannotMeasure("too_few", sentence)
    table = _categories(taken)
    anchors = {name: _read(name, each) for name, each in options.get("anchors", {}).items() if name in taken.names}
    found, methods = _fitted(table, taken.names, options.get("model"), anchors, taken.persons)
    usable = [at for at, each in enumerate(found.items) if not np.isnan(each.a)]
    scored = irt.score(table[:, usable], found.item_set, latent=found.latent)
    notes: list[Note] = [*found.notes]
    fit = _fit(table[:, usable], found, scored.theta, notes)
    items = [_item(taken, at, each, fit) for at, each in enumerate(found.items)]
    drift = _drift(table, taken.names, anchors, notes)
    told = irt.information(found.item_set, latent=found.latent)
    cut = _cut(taken, found, scored.theta)
    return {
        "persons": taken.persons,
        "methods": methods,
        "model": found.model,
        "anchors": sorted(anchors),
        "anchors_from": options.get("anchors_from", ""),
        "summary": _summary(found, scored.empirical_reliability),
        "items": items,
        "local_dependence": fit["pairs"],
        "drift": drift,
        "cut": cut,
        "scores": _worth(found),
        "information": [
            {"theta": theta, "information": each, "error": error}
            for theta, each, error in zip(
                told.theta.tolist(), told.information.tolist(), told.error.tolist(), strict=True
            )
        ],
        "flags": [each for item in items for each in _flags(item, taken.persons)],
        "notes": once(notes),
        "pictures": {
            "wright": pictures.wright_map(scored.theta, found.item_set),
            "information": pictures.information_curve(found.item_set, cut=cut["theta"] if cut else None),
        },
        "curves": {
            item.name: pictures.item_curve(item, scored.theta, table[:, at])
            for at, item in zip(usable, found.item_set.items, strict=True)
        },
    }


def _categories(taken: Administration) -> Floats:
    """Answers as categories from 0; points that are no whole numbers cannot be calibrated."""
    if (taken.table != np.round(taken.table)).any():
        raise CannotMeasure("whole", "Points that are no whole numbers cannot be calibrated.")
    return taken.table


def _read(name: str, kept: dict[str, Any]) -> IrtItem:
    return IrtItem(name, float(kept["a"]), tuple(kept["d"]), float(kept.get("g", 0.0)), kept.get("kind", "logistic"))


def _fitted(
    table: Floats, names: Sequence[str], wanted: str | None, anchors: dict[str, IrtItem], persons: int
) -> tuple[Calibration, list[dict[str, str]]]:
    """The calibration, and why this model."""
    binary = bool((table <= 1).all())
    one, two = ("rasch", "2pl") if binary else ("pcm", "gpcm")
    if wanted or anchors or persons < TWO_PARAMETERS_FROM:
        model = {"2pl": two}.get(wanted or "rasch", one)
        return _calibrated(table, model, names, anchors), [_method(model, persons, bool(wanted), bool(anchors))]
    both = [_calibrated(table, model, names, {}) for model in (one, two)]
    best = irt.best_of(both)
    why = "; ".join(f"BIC of {each.model} {each.bic:.1f}" for each in both)
    return best, [method(best.model, _called(best.model), f"{persons} attempts bear both models: {why}.")]


def _calibrated(table: Floats, model: str, names: Sequence[str], anchors: dict[str, IrtItem]) -> Calibration:
    return irt.calibrate(table, model, names, anchors=anchors, errors=True)  # type: ignore[arg-type]  # one of MODELS


def _method(model: str, persons: int, wanted: bool, anchored: bool) -> dict[str, str]:
    if anchored:
        why = f"{persons} attempts: items known before are held where they are, the others are placed beside them."
        return method(f"{model}-anchored", f"{_called(model)} with anchors", why)
    if wanted:
        return method(model, _called(model), "Chosen by who prepared the study.")
    why = f"{persons} attempts: slopes of their own cannot be told apart below {TWO_PARAMETERS_FROM}."
    return method(model, _called(model), why)


def _called(model: str) -> str:
    return {
        "rasch": "Rasch model",
        "2pl": "Two-parameter model",
        "pcm": "Partial credit model",
        "gpcm": "Generalized partial credit model",
    }[model]


def _summary(found: Calibration, empirical: float) -> dict[str, Any]:
    return {
        "log_likelihood": found.log_likelihood,
        "aic": found.aic,
        "bic": found.bic,
        "parameters": found.parameters,
        "converged": found.converged,
        "ability_mean": found.latent.mean,
        "ability_variance": found.latent.variance,
        "marginal_reliability": irt.marginal_reliability(found.item_set, found.latent),
        "empirical_reliability": empirical,
    }


def _fit(table: Floats, found: Calibration, theta: Floats, notes: list[Note]) -> dict[str, Any]:
    """How each item does what its curve says, and which pairs hang together by more than ability."""
    free = 1 if found.model in {"rasch", "pcm"} else 2
    by_score = {each.name: each for each in irt.s_x2(table, found.item_set, parameters=free, latent=found.latent)}
    squares = {each.name: each for each in irt.rasch_fit(table, found.item_set, theta)} if free == 1 else {}
    pairs = irt.q3(table, found.item_set, latent=found.latent).pairs if table.shape[1] > 2 else ()
    if pairs:
        told = "; ".join(f"{first} and {second}" for first, second, _ in pairs[:5])
        notes.append(Note("local_dependence", f"These hang together by more than ability: {told}."))
    return {"by_score": by_score, "squares": squares, "pairs": [list(each) for each in pairs]}


def _item(taken: Administration, at: int, each: irt.CalibratedItem, fit: dict[str, Any]) -> dict[str, Any]:
    item = taken.items[taken.counted[at]]
    found: dict[str, Any] = {"version_id": item["version_id"], "domain": item["domain"], **each.as_dict()}
    found["steps"] = list(each.steps)
    if each.name in fit["by_score"]:
        found |= {name: value for name, value in fit["by_score"][each.name].as_dict().items() if name != "name"}
    if each.name in fit["squares"]:
        found |= {name: value for name, value in fit["squares"][each.name].as_dict().items() if name != "name"}
    return found


def _flags(item: dict[str, Any], persons: int) -> list[dict[str, Any]]:
    found = []
    low, high = MEAN_SQUARES
    for name in ("infit", "outfit"):
        value = item.get(name)
        if value is not None and persons >= 100 and not low <= value <= high:
            sentence = f"Its {name} is {value:.2f}; between {low} and {high} is expected."
            found.append(flag(item, "misfit", sentence, statistic=name, value=value))
    p = item.get("p")
    if p is not None and p < MISFIT:
        found.append(flag(item, "misfit", f"Its curve does not fit (S-X2, p = {p:.4f}).", statistic="S-X2", value=p))
    return found


def _drift(
    table: Floats, names: Sequence[str], anchors: dict[str, IrtItem], notes: list[Note]
) -> dict[str, Any] | None:
    """Whether the anchors are as hard as they were, by a calibration in which they are free."""
    held = [name for name in names if name in anchors and len(anchors[name].d) == 1]
    if len(held) < DRIFT_LEAST:
        return None
    free = _calibrated(table, "rasch", names, {}) if (table <= 1).all() else _calibrated(table, "pcm", names, {})
    now = {each.name: each.b for each in free.items}
    both = [name for name in held if isinstance(now[name], float) and np.isfinite(now[name])]
    if len(both) < DRIFT_LEAST:
        return None
    found = anchor_drift([anchors[name].b[0] for name in both], [now[name] for name in both], both)
    notes.extend(found.notes)
    return found.as_dict()


def _cut(taken: Administration, found: Calibration, theta: Floats) -> dict[str, Any] | None:
    """Where the cut lies on the scale of ability, and how well the form knows there."""
    items = found.item_set
    if taken.cut is None or not 0 < taken.cut < items.most:
        return None
    grid = np.linspace(-8.0, 8.0, 3201)
    at = float(np.interp(taken.cut, items.expected(grid), grid))
    error = float(1 / np.sqrt(items.information(np.array([at])).sum()))
    return {"raw": taken.cut, "theta": at, "error": error, "above": float((theta >= at).mean())}


def _worth(found: Calibration) -> list[dict[str, Any]]:
    """What each raw score of those who answered everything is worth in ability."""
    ability, error, _ = irt.sum_scores(found.item_set, found.latent)
    worth = zip(ability.tolist(), error.tolist(), strict=True)
    return [{"score": score, "theta": theta, "error": spread} for score, (theta, spread) in enumerate(worth)]
