"""Equating: what a score on a form is worth on the form whose standard it carries, and which cut follows.

The rows are the attempts on the new form X. ``extra["base"]`` tells of the base form Y: ``about`` and ``about_words``,
``maximum``, ``cut`` in its points, ``scores`` (one an attempt), and where both forms share items ``anchor_scores`` (in
the same order) and ``anchor_p`` (difficulty by the item's name). ``extra["irt"]``, where both forms lie on one scale of
ability, holds the parameters of their items under ``x`` and ``y``.

Options: ``anchors``, the names of the items both forms share; ``method``, where who prepares the study chooses another
than the size advises; ``draws`` of the bootstrap (500).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy import stats

from guildhall.psychometrics import equating, irt, pictures
from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.equating import Conversion, NeatGroup, Scores
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.schemes.studying.tables import Administration, Data, Options, method, once

SEVERAL = {
    "random": ("identity", "mean", "circle-arc", "linear", "equipercentile"),
    "anchor": ("circle-arc", "tucker", "levine", "chained-linear", "frequency-estimation", "chained-equipercentile"),
}
"""The methods of each design, those that ask for fewer attempts first."""

ADVISED_BY_ANCHOR = ((25, "identity"), (100, "circle-arc"), (400, "chained-linear"))
"""Attempts on the smaller form below which each method is taken; above, chained equipercentile equating."""

LEAST_OF = {"identity": 0, "mean": 10, "circle-arc": 10, "linear": 30, "equipercentile": 100}
LEAST_BY_ANCHOR = {"circle-arc": 10, "frequency-estimation": 100, "chained-equipercentile": 100}
"""Attempts below which a method is not even shown beside the others."""

SMOOTHED_TO = 3
LEAST_ANCHORS = 3


def compute(data: Data, options: Options) -> dict[str, Any]:
    """The conversion by the method that design and size bear, beside the others, and the cut it carries."""
    taken = Administration.of(data)
    base = _base(data)
    anchors = [name for name in options.get("anchors", ()) if name in taken.names]
    pair = _Pair(taken, base, anchors, int(options.get("draws", 500)))
    chosen, why = _chosen(pair, data, options)
    conversion = pair.conversion(chosen) if chosen != "irt-true-score" else _by_ability(data)
    drift, drifted = _drift(pair)
    cut = carried(conversion, base["cut"], taken)
    return {
        "persons": taken.persons,
        "base": {name: base[name] for name in ("about", "about_words", "maximum", "cut")},
        "base_persons": len(base["scores"]),
        "design": pair.design if chosen != "irt-true-score" else "common scale",
        "anchors": anchors,
        "methods": [method(chosen, conversion.method, why)],
        "conversion": [[row["x"], row["y"], row["se"]] for row in conversion.table],
        "end_rule": conversion.end_rule,
        "parameters": conversion.parameters,
        "alternatives": _alternatives(pair, chosen, base["cut"], taken),
        "cut": cut,
        "recommended_cut": cut["carried"],
        "samples": _samples(taken, base),
        "drift": drift,
        "flags": [],
        "notes": once([*conversion.notes, *drifted, *_edges(cut)]),
        "pictures": {"difference": pictures.equating_difference(conversion)},
    }


def _base(data: Data) -> Mapping[str, Any]:
    base = data["extra"].get("base")
    if not base or base.get("cut") is None:
        raise CannotMeasure("base", "There is no base form with a cut to carry over.")
    return {"about": "", "about_words": "", "scores": [], "anchor_scores": [], "anchor_p": {}, **base}


class _Pair:
    """Both forms, by the design that what is known of them makes possible."""

    def __init__(self, taken: Administration, base: Mapping[str, Any], anchors: Sequence[str], draws: int) -> None:
        self.taken, self.base, self.anchors, self.draws = taken, base, anchors, draws
        self.most = (round(taken.greatest), round(float(base["maximum"])))
        places = [taken.names.index(name) for name in anchors]
        self.anchor_scores: Floats = taken.table[:, places].sum(axis=1)
        self.is_anchored = len(anchors) >= LEAST_ANCHORS and len(base["anchor_scores"]) == len(base["scores"]) > 0

    @property
    def design(self) -> str:
        """How the groups were brought together: by items they share, or taken as alike."""
        return "anchor" if self.is_anchored else "random"

    @property
    def smaller(self) -> int:
        """Attempts on the form that fewer took."""
        return min(self.taken.persons, len(self.base["scores"]))

    def conversion(self, name: str) -> Conversion:
        """The conversion by a method, with errors by bootstrap where no formula gives them."""
        if name == "identity" or not self.base["scores"]:
            return self._identity()
        if self.is_anchored:
            first, second = self._groups()
            return equating.bootstrap(first, second, _neat(name), draws=self.draws)
        x, y = Scores.of(self.taken.totals, self.most[0]), Scores.of(self.base["scores"], self.most[1])
        if name == "circle-arc":
            return equating.bootstrap(
                x, y, lambda one, other: equating.equate(one, other, "circle-arc"), draws=self.draws
            )
        smooth = SMOOTHED_TO if name == "equipercentile" else None
        return equating.equate(x, y, name, smooth=smooth)  # type: ignore[arg-type]  # one of SEVERAL

    def _identity(self) -> Conversion:
        scale = np.zeros(self.most[0] + 1)
        scale[:] = 1.0
        return equating.equate(Scores(scale), Scores(scale), "identity")

    def _groups(self) -> tuple[NeatGroup, NeatGroup]:
        widest = round(sum(self.taken.most[self.taken.names.index(name)] for name in self.anchors))
        return (
            NeatGroup.of(self.taken.totals, self.anchor_scores, self.most[0], widest),
            NeatGroup.of(self.base["scores"], self.base["anchor_scores"], self.most[1], widest),
        )


def _neat(name: str) -> Callable[[NeatGroup, NeatGroup], Conversion]:
    return lambda one, other: equating.equate_neat(one, other, name)  # type: ignore[arg-type]  # one of SEVERAL


def _chosen(pair: _Pair, data: Data, options: Options) -> tuple[str, str]:
    """The method to recommend, and why."""
    if wanted := options.get("method"):
        return wanted, "Chosen by who prepared the study."
    if data["extra"].get("irt"):
        return "irt-true-score", "The items of both forms lie on one scale of ability: true scores are equated."
    if not pair.is_anchored:
        name, why = equating.advise(pair.smaller)
        return name, f"{why} The groups are taken as equally able: both forms share too few items to tell."
    return _by_anchor(pair)


def _by_anchor(pair: _Pair) -> tuple[str, str]:
    told = f"{pair.smaller} attempts on the smaller form, {len(pair.anchors)} items in both"
    for least, name in ADVISED_BY_ANCHOR:
        if pair.smaller < least:
            return name, f"{told}: below {least}, {name} is least moved by chance."
    return "chained-equipercentile", f"{told}: enough to follow the shape of the distributions."


def _by_ability(data: Data) -> Conversion:
    known = data["extra"]["irt"]
    return irt.true_score(*(irt.ItemSet([_item(each) for each in known[form]]) for form in ("x", "y")))


def _item(kept: Mapping[str, Any]) -> irt.IrtItem:
    steps = tuple(kept["d"]) if isinstance(kept["d"], list) else (kept["d"],)
    return irt.IrtItem(kept["name"], kept["a"], steps, kept.get("g", 0.0), kept.get("kind", "logistic"))


def carried(conversion: Conversion, cut: float, taken: Administration) -> dict[str, Any]:
    """The least whole score on X that is worth the cut on Y; nobody passes with less than the standard."""
    worth = conversion.y
    enough = np.flatnonzero(worth >= cut - 1e-9)
    found = float(conversion.x[enough[0]]) if enough.size else None
    exact = float(np.interp(cut, worth, conversion.x)) if np.all(np.diff(worth) > 0) else None
    totals = taken.totals
    at = int(enough[0]) if enough.size else None
    return {
        "base": cut,
        "carried": found,
        "exact": exact,
        "error": None if at is None else float(conversion.se[at]),
        "pass_rate": None if found is None else float((totals >= found).mean()),
        "pass_rate_unequated": float((totals >= cut).mean()),
    }


def _edges(cut: Mapping[str, Any]) -> list[Note]:
    if cut["carried"] is None:
        return [Note("no_cut", "No score on this form is worth the cut of the base form.")]
    return []


def _alternatives(pair: _Pair, chosen: str, cut: float, taken: Administration) -> list[dict[str, Any]]:
    """What the other methods of the design would carry over, as far as the size lets them be shown."""
    least = LEAST_BY_ANCHOR if pair.is_anchored else LEAST_OF
    found = []
    for name in SEVERAL[pair.design]:
        if name == chosen or not pair.base["scores"] or pair.smaller < least.get(name, 30):
            continue
        try:
            other = pair.conversion(name)
        except CannotMeasure as problem:
            found.append({"method": name, "cut": None, "exact": None, "error": None, "why_not": problem.sentence})
            continue
        told = carried(other, cut, taken)
        found.append({"method": name, "cut": told["carried"], "exact": told["exact"], "error": told["error"]})
    return found


def _samples(taken: Administration, base: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Both groups, side by side."""
    return [
        {"form": name, "persons": len(scores), "mean": float(np.mean(scores)), "sd": _spread(scores)}
        for name, scores in (("x", taken.totals.tolist()), ("y", base["scores"]))
        if len(scores)
    ]


def _spread(scores: Sequence[float]) -> float | None:
    return float(np.std(scores, ddof=1)) if len(scores) > 1 else None


def _drift(pair: _Pair) -> tuple[dict[str, Any] | None, Sequence[Note]]:
    """Whether shared items are as hard as they were, on the delta scale (13 less 4 probits)."""
    old = pair.base["anchor_p"]
    taken = pair.taken
    shares = {name: float(taken.table[:, at].mean()) / taken.most[at] for at, name in enumerate(taken.names)}
    usable = [name for name in pair.anchors if 0 < old.get(name, 0) < 1 and 0 < shares[name] < 1]
    if len(usable) < LEAST_ANCHORS:
        return None, ()
    before, now = ([_delta(each[name]) for name in usable] for each in (old, shares))
    found = equating.anchor_drift(before, now, usable)
    return found.as_dict(), found.notes


def _delta(share: float) -> float:
    return 13 - 4 * float(stats.norm.ppf(share))
