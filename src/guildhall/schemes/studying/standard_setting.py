"""Standard setting: the cut that a panel's judgements come to, how sure it is, and what it would do.

``extra`` holds ``method`` ("angoff", "yes-no-angoff", "ebel", "bookmark", "contrasting-groups", "borderline-group" or
"borderline-regression"), ``judges`` (names that tell nobody who they are) and

- ``rounds``: for each round, judge by judge, a rating of every item of the data (Angoff: expected points; yes/no: 1 or
  0), or one mark a judge (Bookmark), null where there is none;
- ``grid`` and ``expected`` (Ebel): rows of ``relevance``, ``difficulty``, ``items``; and for each judge rows of
  ``relevance``, ``difficulty``, ``share``;
- ``parameters`` (Bookmark): ``a``, ``d`` and ``g`` of each item;
- ``hofstee``: for each judge ``least_cut``, ``most_cut``, ``least_fail``, ``most_fail``; ``beuk``: ``cut`` and
  ``pass_rate``. Both only check the cut, and only where the rows hold scores.

Methods by groups read how each attempt was judged in its group ``judged`` ("competent", "borderline", "other"), or for
the regression in ``rating``, with ``borderline`` in ``extra``, where ``versions`` (rows of ``version``, ``attempts``)
says which checklists with the same steps were taken together. Rows are optional otherwise; with them the panel is held
against real difficulty and the cut against those who took it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from guildhall.psychometrics import classical, pictures, standards
from guildhall.psychometrics.agreement import intraclass
from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.decisions import moved_cuts
from guildhall.psychometrics.notes import WITHHELD_BELOW, CannotMeasure, Note, Weight
from guildhall.psychometrics.standards import Candidate
from guildhall.schemes.studying import pictures as drawing
from guildhall.schemes.studying.tables import Administration, Data, Options, method, once


class Setting:
    """What the panel said, and those who took the form, where anybody has."""

    def __init__(self, data: Data) -> None:
        self.extra: Mapping[str, Any] = data["extra"]
        self.items = [each for each in data["items"] if not each["pretest"]]
        self.taken = Administration.of(data) if data["rows"] else None
        self.names: list[str] = list(self.extra.get("judges", ()))
        self.most = np.array([float(each["maximum"]) for each in self.items])

    @property
    def greatest(self) -> float:
        """The greatest score."""
        return float(self.most.sum())

    @property
    def real(self) -> Floats | None:
        """The mean points of each item among those who took it, from as many attempts as make it worth showing."""
        if self.taken is None or self.taken.is_withheld:
            return None
        found: Floats = self.taken.table.mean(axis=0)
        return found

    @property
    def rounds(self) -> list[Floats]:
        """The ratings, round by round."""
        found = [np.array(each, dtype=np.float64) for each in self.extra.get("rounds", ())]
        if not found:
            raise CannotMeasure("ratings", "The panel has not rated anything.")
        return found

    @property
    def totals(self) -> Floats | None:
        """The scores of those who took it."""
        return None if self.taken is None else self.taken.totals

    @property
    def sem(self) -> float | None:
        """The standard error of measurement, from as many attempts as bear it."""
        if self.taken is None or self.taken.is_withheld:
            return None
        found = classical.analyse(self.taken.table, most=self.taken.most).sem
        return None if np.isnan(found) else found


def compute(data: Data, options: Options) -> dict[str, Any]:
    """The recommended cut with its reasons, everything about the panel, and what the cut would do."""
    del options
    panel = Setting(data)
    name = str(panel.extra.get("method", ""))
    if name not in METHODS:
        raise CannotMeasure("method", f"There is no method of standard setting called {name or 'nothing'}.")
    found, candidate, notes = METHODS[name](panel)
    checks, drawn, remarks = _checks(panel)
    advice = standards.recommend([candidate, *checks], scores=panel.totals, sem=panel.sem)
    return {
        "persons": len(panel.names) or data_persons(panel),
        "judges": len(panel.names),
        "attempts": panel.taken.persons if panel.taken else 0,
        "method": name,
        "methods": [method(name, candidate.method, WHY[name])],
        "maximum": panel.greatest,
        **found,
        "checks": [{"method": each.method, "cut": each.cut, "error": each.error} for each in checks],
        "recommendation": advice.as_dict(),
        "recommended_cut": advice.applied,
        "impact": _impact(panel, advice.applied),
        "flags": [],
        "notes": once([*notes, *remarks, *advice.notes]),
        "pictures": {**_pictures(panel, found, advice.applied), **drawn},
    }


def data_persons(panel: Setting) -> int:
    """How many attempts a method by groups rests on."""
    return panel.taken.persons if panel.taken else 0


Told = tuple[dict[str, Any], Candidate, Sequence[Note]]


def _angoff(panel: Setting) -> Told:
    return _by_ratings(panel, panel.rounds, "Modified Angoff")


def _yes_no(panel: Setting) -> Told:
    """A yes stands for all the points of an item."""
    rounds = panel.rounds
    standards.yes_no_angoff(np.concatenate(rounds))
    return _by_ratings(panel, [each * panel.most for each in rounds], "Yes/no Angoff")


def _by_ratings(panel: Setting, rounds: Sequence[Floats], name: str) -> Told:
    """Rounds of ratings: judges, items, agreement and a study of where the error comes from."""
    told = [
        standards.angoff(each, most=panel.most, difficulty=panel.real, names=panel.names or None) for each in rounds
    ]
    last, shares = told[-1], rounds[-1] / panel.most
    found = {
        "rounds": [each.as_dict() for each in told],
        "items": _rated(panel, last),
        "panel": _panel_study(shares),
        "agreement": _agreement(shares),
    }
    return found, Candidate(name, last.cut, last.error), list(last.notes)


def _rated(panel: Setting, last: standards.AngoffRound) -> list[dict[str, Any]]:
    real = panel.real
    return [
        {
            "name": item["name"],
            "version_id": item["version_id"],
            "domain": item["domain"],
            "mean": last.item_means[at] / panel.most[at],
            "sd": last.item_sds[at] / panel.most[at],
            "real": None if real is None else float(real[at] / panel.most[at]),
        }
        for at, item in enumerate(panel.items)
    ]


def _panel_study(shares: Floats) -> dict[str, Any] | None:
    """Where the error of the cut comes from: judges, items, or what is left; None for a panel that cannot tell."""
    whole = shares[~np.isnan(shares).any(axis=1)]
    if min(whole.shape) < 2:
        return None
    found = standards.panel_study(shares)
    more = {str(count): found.error_with(count) * shares.shape[1] for count in (5, 8, 10, 12, 15)}
    return {**found.as_dict(), "error_with": more}


def _agreement(shares: Floats) -> dict[str, Any] | None:
    """Whether judges order items alike and are alike in severity: the intraclass correlation for these raters."""
    whole = shares[~np.isnan(shares).any(axis=1)]
    if min(whole.shape) < 2:
        return None
    forms = intraclass(whole.T).forms
    return {name: forms[name].as_dict() for name in ("ICC(2,1)", "ICC(2,k)", "ICC(3,k)")}


def _ebel(panel: Setting) -> Told:
    items = {(row["relevance"], row["difficulty"]): int(row["items"]) for row in panel.extra.get("grid", ())}
    expected = [
        {(row["relevance"], row["difficulty"]): float(row["share"]) for row in judge}
        for judge in panel.extra.get("expected", ())
    ]
    cut = standards.ebel(items, expected)
    own = [sum(count * judge[cell] for cell, count in items.items() if count) for judge in expected]
    names = panel.names or [f"Judge {at + 1}" for at in range(len(own))]
    judges = [{"name": name, "cut": each} for name, each in zip(names, own, strict=True)]
    return {"grid": cut.as_dict(), "own_cuts": judges}, Candidate("Ebel", cut.cut, cut.error), ()


def _bookmark(panel: Setting) -> Told:
    known = panel.extra["parameters"]
    a, d, g = (np.array([each.get(name, 0.0) for each in known]) for name in ("a", "d", "g"))
    told = [standards.bookmark(marks, a, d, g) for marks in panel.rounds]
    last = told[-1]
    either_side = [last.theta - last.error, last.theta + last.error]
    low, high = (float((g + (1 - g) / (1 + np.exp(-(a * theta + d)))).sum()) for theta in either_side)
    error = (high - low) / 2
    rows = [{"name": panel.items[at]["name"], "location": last.locations[place]} for place, at in enumerate(last.order)]
    found = {"rounds": [each.as_dict() for each in told], "booklet": rows}
    return found, Candidate("Bookmark", last.raw, error), last.notes


def _judged(panel: Setting, as_what: str) -> Floats:
    if panel.taken is None:
        raise CannotMeasure("scores", "This method needs attempts that were judged, and there is none.")
    mine = np.array([each == as_what for each in panel.taken.group("judged")])
    found: Floats = panel.taken.totals[mine]
    return found


def _contrasting(panel: Setting) -> Told:
    good, bad = _judged(panel, "competent"), _judged(panel, "other")
    cut = standards.contrasting_groups(good, bad)
    found = {"groups": {**cut.as_dict(), "competent": len(good), "others": len(bad)}}
    return found, Candidate("Contrasting groups", cut.cut, cut.error), _cautions(cut.notes)


def _borderline(panel: Setting) -> Told:
    group = _judged(panel, "borderline")
    cut = standards.borderline_group(group)
    found = {"groups": {**cut.as_dict(), "borderline": len(group)}}
    return found, Candidate("Borderline group", cut.cut, cut.error), _cautions(cut.notes)


def _regression(panel: Setting) -> Told:
    if panel.taken is None:
        raise CannotMeasure("scores", "This method needs attempts that were rated, and there is none.")
    ratings = np.array([float("nan") if each is None else float(each) for each in panel.taken.group("rating")])
    cut = standards.borderline_regression(panel.taken.totals, ratings, float(panel.extra["borderline"]))
    rated = _by_rating(panel.taken.totals, ratings, panel.extra.get("scale", {}))
    found = {"regression": {**cut.as_dict(), "borderline": float(panel.extra["borderline"])}, "rated": rated}
    if "versions" in panel.extra:
        found["versions"] = panel.extra["versions"]
    return found, Candidate("Borderline regression", cut.cut, cut.error), _cautions(cut.notes)


def _cautions(notes: Sequence[Note]) -> list[Note]:
    """Where few were judged the cut stands there with its error, and with a caution: who approves it decides."""
    return [_caution(each) if each.weight == Weight.WITHHOLDS else each for each in notes]


def _caution(note: Note) -> Note:
    sentence = note.sentence.removesuffix("; withheld.") + ": the cut is not stable, as its error says."
    return replace(note, sentence=sentence, weight=Weight.WARNS)


def _by_rating(scores: Floats, ratings: Floats, words: Mapping[str, str]) -> list[dict[str, Any]]:
    """How many were judged so, and what they scored; the spread of one alone is not known."""
    rows = []
    for step in np.unique(ratings[~np.isnan(ratings)]).tolist():
        here = scores[ratings == step]
        spread = float(here.std(ddof=1)) if here.size > 1 else None
        told = {"rating": step, "words": words.get(f"{step:g}", ""), "attempts": int(here.size)}
        rows.append({**told, "mean": float(here.mean()), "sd": spread, "scores": here.tolist()})
    return rows


METHODS: dict[str, Callable[[Setting], Told]] = {
    "angoff": _angoff,
    "yes-no-angoff": _yes_no,
    "ebel": _ebel,
    "bookmark": _bookmark,
    "contrasting-groups": _contrasting,
    "borderline-group": _borderline,
    "borderline-regression": _regression,
}
"""What computes the cut of each method."""

WHY = {
    "angoff": "Panellists say how many of those who are just good enough answer each item rightly; no attempts needed.",
    "yes-no-angoff": "Panellists say of each item whether somebody just good enough answers it rightly.",
    "ebel": "Items are sorted by relevance and difficulty, and each cell has a share that is to be answered rightly.",
    "bookmark": "Items lie in order of difficulty from a calibration, and panellists mark where the just good stop.",
    "contrasting-groups": "The score that best separates those known to be competent from those known not to be.",
    "borderline-group": "The middle score of those judged to be just good enough.",
    "borderline-regression": "The score that a regression on global ratings expects of those just good enough.",
}
"""What each method does, in a sentence."""


def _checks(panel: Setting) -> tuple[list[Candidate], dict[str, Any], list[Note]]:
    """Hofstee and Beuk, where the panel said what they need and somebody took the form; they never move the cut."""
    scores = panel.totals
    if scores is None:
        return [], {}, []
    found: list[Candidate] = []
    drawn: dict[str, Any] = {}
    notes: list[Note] = []
    for name, ask in (("hofstee", _hofstee), ("beuk", _beuk)):
        if said := panel.extra.get(name):
            compromise = ask(scores, said)
            found.append(Candidate(compromise.method, compromise.cut, float("nan"), checks=True))
            notes += compromise.notes
            drawn[name] = pictures.hofstee_box(scores, compromise)
    return found, drawn, notes


def _hofstee(scores: Floats, said: Sequence[Mapping[str, float]]) -> standards.Compromise:
    limits = ("least_cut", "most_cut", "least_fail", "most_fail")
    return standards.hofstee(scores, *([each[name] for each in said] for name in limits))


def _beuk(scores: Floats, said: Sequence[Mapping[str, float]]) -> standards.Compromise:
    return standards.beuk(scores, [each["cut"] for each in said], [each["pass_rate"] for each in said])


def _impact(panel: Setting, cut: float) -> list[dict[str, Any]]:
    """Who would pass at the recommended cut and near it."""
    if panel.totals is None or panel.totals.size < WITHHELD_BELOW:
        return []
    nearby = [cut + step for step in (-3, -2, -1, 0, 1, 2, 3) if 0 <= cut + step <= panel.greatest]
    return [each.as_dict() for each in moved_cuts(panel.totals, cut, nearby)]


def _pictures(panel: Setting, found: Mapping[str, Any], cut: float) -> dict[str, Any]:
    drawn: dict[str, Any] = {}
    rounds = [each for each in found.get("rounds", ()) if "judges" in each]
    if rounds:
        drawn["judges"] = drawing.judges(
            [[(one["name"], one["cut"]) for one in each["judges"]] for each in rounds], cut
        )
    if any(row.get("real") is not None for row in found.get("items", ())):
        drawn["ratings"] = drawing.ratings(found["items"])
    if "regression" in found:
        drawn["regression"] = drawing.regression(found["regression"], found["rated"])
    if panel.totals is not None:
        drawn["scores"] = pictures.score_distribution(panel.totals, cut=cut)
    return drawn
