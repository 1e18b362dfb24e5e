"""Item analysis: what an administration says of its items, its score and its decisions, as far as its size bears it.

Options: ``level`` of the intervals (0.95); ``expected``, the difficulty expected of an item before (a share, by name),
and ``worth``, how many answers that expectation counts for, where few attempts are joined with it.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from guildhall.psychometrics import classical, decisions, pictures
from guildhall.psychometrics.arrays import Floats, quotient, root
from guildhall.psychometrics.notes import STABLE_FROM, WITHHELD_BELOW, CannotMeasure, Note, about_size
from guildhall.psychometrics.results import plain
from guildhall.schemes.studying import pictures as drawing
from guildhall.schemes.studying.tables import Administration, Data, Options, distribution, flag, method, once

EASY, HARD, WEAK = 0.95, 0.25, 0.10
"""Difficulties beyond which an item tells little, and the discrimination below which it hardly separates (by custom:
Ebel and Frisbie 1991, chapter 13; Haladyna and Rodriguez 2013, chapter 17)."""


def compute(data: Data, options: Options) -> dict[str, Any]:
    """All of an item analysis; below thirty attempts counts and Bayesian difficulties alone."""
    taken = Administration.of(data)
    level = float(options.get("level", 0.95))
    items = [_item(taken, place, options, level) for place in range(len(taken.items))]
    found: dict[str, Any] = {
        "persons": taken.persons,
        "set_aside": len(taken.rows) - taken.persons,
        "withheld": taken.is_withheld,
        "scores": _scores(taken),
        "passing": passing(taken, level),
        "pictures": {"scores": pictures.score_distribution(taken.totals, cut=taken.cut)},
    }
    notes: list[Note] = [*about_size(taken.persons)]
    if taken.is_withheld:
        found |= {"methods": [_bayesian(taken)], "reliability": None, "errors": [], "decisions": None, "subscores": []}
    else:
        found |= _whole(taken, items, level, notes)
    flags = [each for item in items for each in _flags(taken, item)]
    for item in items:
        item["flagged"] = any(each["item"] == item["name"] for each in flags)
    if not taken.is_withheld:
        found["pictures"]["items"] = drawing.item_map(items)
    if found["errors"]:
        found["pictures"]["errors"] = drawing.errors(found["errors"], taken.cut)
    return {**found, "items": items, "flags": flags, "notes": once(notes)}


def _bayesian(taken: Administration) -> dict[str, str]:
    why = (
        f"{taken.persons} attempts: correlations, reliability and decision consistency say more about chance than "
        f"about the form and are withheld below {WITHHELD_BELOW}; difficulties are given with their interval."
    )
    return method("bayesian-difficulty", "Bayesian difficulty with interval", why)


def _scores(taken: Administration) -> dict[str, Any]:
    totals = taken.totals
    return {
        "mean": float(totals.mean()),
        "sd": float(totals.std(ddof=1)) if taken.persons > 1 else None,
        "median": float(np.median(totals)),
        "least": float(totals.min()),
        "greatest": float(totals.max()),
        "maximum": taken.greatest,
        "distribution": distribution(totals),
    }


def passing(taken: Administration, level: float) -> dict[str, Any] | None:
    """Who passes at the cut, with the interval, and what cuts nearby would change."""
    if taken.cut is None:
        return None
    passed = int((taken.totals >= taken.cut).sum())
    nearby = [taken.cut + step for step in (-2, -1, 1, 2) if 0 <= taken.cut + step <= taken.greatest]
    return {
        "cut": taken.cut,
        **decisions.pass_rate(passed, taken.persons, level).as_dict(),
        "moved": [each.as_dict() for each in decisions.moved_cuts(taken.totals, taken.cut, nearby)],
    }


def _whole(taken: Administration, items: list[dict[str, Any]], level: float, notes: list[Note]) -> dict[str, Any]:
    """What thirty attempts and more can bear."""
    analysed = classical.analyse(taken.table, taken.names, most=taken.most, level=level)
    notes.extend(analysed.notes)
    methods = [_classical(taken)]
    errors = _errors(taken, analysed, methods)
    decided = _decisions(taken, analysed, methods, notes)
    by_name = {each.name: each for each in analysed.items}
    for item in items:
        known = by_name.get(item["name"])
        item.update(_of_item(known) if known else _on_trial(taken, item))
    return {
        "methods": methods,
        "reliability": _reliability(taken, analysed, level),
        "errors": errors,
        "decisions": decided,
        "subscores": _subscores(taken, notes),
    }


def _of_item(known: classical.ItemStatistics) -> dict[str, Any]:
    return {name: each for name, each in known.as_dict().items() if name != "answers"}


def _classical(taken: Administration) -> dict[str, str]:
    settled = "are stable" if taken.persons >= STABLE_FROM else f"are not stable below {STABLE_FROM}"
    why = f"{taken.persons} attempts: item statistics and reliability can be given, and {settled}."
    return method("classical", "Classical item analysis", why)


def _reliability(taken: Administration, analysed: classical.ItemAnalysis, level: float) -> dict[str, Any]:
    found: dict[str, Any] = {
        "alpha": analysed.alpha,
        "interval": list(analysed.alpha_interval),
        "level": level,
        "kr20": analysed.kr20,
        "kr21": analysed.kr21,
        "sem": analysed.sem,
        "skewness": analysed.skewness,
        "kurtosis": analysed.kurtosis,
    }
    if taken.table.shape[1] > 1:
        more = classical.reliability(taken.table, level=level)
        found |= {"lambda2": more.lambdas[1], "omega": more.omega, "odd_even": more.odd_even}
    domains = [taken.items[place]["domain"] for place in taken.counted]
    if len(set(domains)) > 1:
        found["stratified_alpha"] = classical.stratified_alpha(taken.table, domains)
    return found


def _errors(
    taken: Administration, analysed: classical.ItemAnalysis, methods: list[dict[str, str]]
) -> list[dict[str, Any]]:
    """The standard error at each raw score, where items are right or wrong."""
    count = taken.table.shape[1]
    if not taken.is_binary or count < 2:
        return []
    known = not np.isnan(analysed.alpha) and analysed.kr21 < 1 and analysed.alpha < 1
    rows = classical.conditional_errors(
        count, reliability=analysed.alpha if known else None, kr21=analysed.kr21 if known else None
    )
    why = "Lord's binomial error, with Keats' correction, so that on average it agrees with the reliability."
    methods.append(method("conditional-sem", "Conditional standard error", why))
    return [{**each.as_dict(), "error": each.lord if np.isnan(each.keats) else each.keats} for each in rows]


def _decisions(
    taken: Administration, analysed: classical.ItemAnalysis, methods: list[dict[str, str]], notes: list[Note]
) -> dict[str, Any] | None:
    """How good the decision at the cut is: Livingston and Lewis, or Subkoviak where that cannot be had."""
    if taken.cut is None or not 0 < analysed.alpha < 1:
        return None
    try:
        quality = decisions.livingston_lewis(taken.totals, taken.cut, analysed.alpha, most=taken.greatest)
        why = "Accuracy and consistency of the decision at the cut from one administration, for any score."
    except CannotMeasure as problem:
        if not taken.is_binary:
            notes.append(Note(problem.code, problem.sentence))
            return None
        quality = decisions.subkoviak(taken.totals, taken.table.shape[1], taken.cut, analysed.alpha)
        why = f"Consistency alone, because accuracy cannot be had: {problem.sentence}"
    methods.append(method(quality.method.lower(), quality.method, why))
    return {**quality.as_dict(), "kept_apart": _kept_apart(quality)}


def _kept_apart(quality: decisions.DecisionQuality) -> dict[str, Any]:
    return {"sensitivity": plain(quality.sensitivity), "specificity": plain(quality.specificity)}


def _subscores(taken: Administration, notes: list[Note]) -> list[dict[str, Any]]:
    """The domains, each with whether its score says more than the total does."""
    domains = [taken.items[place]["domain"] for place in taken.counted]
    parts = {name: [at for at, each in enumerate(domains) if each == name] for name in dict.fromkeys(domains) if name}
    if len(parts) < 2:
        return []
    found = classical.subscores(taken.table, parts)
    useless = [each.name for each in found if not each.adds_value]
    if useless:
        sentence = f"These domains say no more than the total does and are not reported: {', '.join(useless)}."
        notes.append(Note("subscores_withheld", sentence))
    return [each.as_dict() for each in found]


def _item(taken: Administration, place: int, options: Options, level: float) -> dict[str, Any]:
    """What every size of sample can say of one item."""
    item = taken.items[place]
    points = taken.points[taken.whole][:, place]
    seen = points[~np.isnan(points)]
    greatest = float(item["maximum"])
    share = float(seen.mean()) / greatest if seen.size and greatest else None
    return {
        "name": item["name"],
        "version_id": item["version_id"],
        "domain": item["domain"],
        "pretest": item["pretest"],
        "maximum": greatest,
        "key": list(item["key"]),
        "answers": int(seen.size),
        "p": share,
        "interval": _interval(item, seen / greatest if greatest else seen, options, level),
        "seconds": _seconds(taken, place),
        "distractors": options_of(taken, place),
        "r_drop": None,
        "discrimination": None,
    }


def _interval(item: Mapping[str, Any], shares: Floats, options: Options, level: float) -> dict[str, Any] | None:
    """Bayesian difficulty of an item that is right or wrong."""
    if not shares.size or not np.isin(shares, (0.0, 1.0)).all():
        return None
    expected = options.get("expected", {}).get(item["name"])
    prior = {"expected": float(expected), "worth": float(options.get("worth", 10))} if expected is not None else {}
    found = classical.bayesian_difficulty(int(shares.sum()), int(shares.size), level=level, **prior)
    return {"mean": found.mean, "low": found.interval[0], "high": found.interval[1]}


def _seconds(taken: Administration, place: int) -> float | None:
    """The median time on an item, where times are known."""
    spent = [row["seconds"][place] for row in taken.rows if row["seconds"] and row["seconds"][place] is not None]
    return float(np.median(spent)) if spent else None


def options_of(taken: Administration, place: int) -> dict[str, Any] | None:
    """The options of an item and who chose them: counts always, correlations and trace lines from thirty attempts."""
    item = taken.items[place]
    chosen = taken.chosen(place)
    if not item["key"] or not item["options"] or not any(each is not None for each in chosen):
        return None
    table = classical.distractors(
        chosen, taken.rest(place), list(item["key"]), options=list(item["options"]), item=item["name"]
    )
    told = table.as_dict()
    if taken.is_withheld or table.persons < WITHHELD_BELOW:
        told["options"] = [{**each.as_dict(), "correlation": None, "trace": [], "dead": None} for each in table.options]
        told["notes"] = []
    return told


def _on_trial(taken: Administration, item: Mapping[str, Any]) -> dict[str, Any]:
    """Discrimination of an item on trial: against the score, in which it does not count."""
    place = next(at for at, each in enumerate(taken.items) if each["name"] == item["name"])
    points = taken.points[taken.whole][:, place]
    seen = ~np.isnan(points)
    if int(seen.sum()) < WITHHELD_BELOW:
        return {}
    one, other = points[seen] - points[seen].mean(), taken.totals[seen] - taken.totals[seen].mean()
    below = root(float((one @ one) * (other @ other)))
    return {"r_drop": plain(quotient(float(one @ other), below if below > 1e-12 else 0.0))}


def _flags(taken: Administration, item: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Why somebody should look at an item; nothing is flagged from fewer than thirty answers."""
    if taken.is_withheld or item["answers"] < WITHHELD_BELOW:
        return []
    return [*_by_statistics(item), *_by_options(item)]


def _by_statistics(item: Mapping[str, Any]) -> list[dict[str, Any]]:
    found, p, r = [], item["p"], item["r_drop"]
    if r is not None and r < 0:
        found.append(flag(item, "negative", f"The able do worse on it than the others (r = {r:.2f}).", r=r))
    elif r is not None and r < WEAK:
        found.append(flag(item, "weak", f"It hardly separates the able from the others (r = {r:.2f}).", r=r))
    if p is not None and p > EASY:
        found.append(flag(item, "easy", f"Nearly everybody has it right ({p:.0%}).", p=p))
    if p is not None and p < HARD:
        found.append(flag(item, "hard", f"Few have it right ({p:.0%}).", p=p))
    return found


def _beats(correlation: float | None, key: float) -> bool:
    """Whether an option speaks against the key, as the library's note on distractors has it."""
    return correlation is not None and not np.isnan(correlation) and correlation > max(key, 0.0)


def _by_options(item: Mapping[str, Any]) -> list[dict[str, Any]]:
    table = item["distractors"]
    if not table:
        return []
    able = max((each["correlation"] or 0.0 for each in table["options"] if each["key"]), default=0.0)
    doubts = [each["name"] for each in table["options"] if not each["key"] and _beats(each["correlation"], able)]
    sentence = "Option {} is chosen by the able more than the key: is the key right?"
    found = [flag(item, "possible-miskey", sentence.format(name), option=name) for name in doubts]
    dead = [each["name"] for each in table["options"] if each["dead"] and not each["key"]]
    if dead:
        sentence = f"Fewer than one in twenty chose: {', '.join(dead)}."
        found.append(flag(item, "dead-option", sentence, options=", ".join(dead)))
    return found
