"""Sheets of what is said item by item: item analysis, calibration, DIF and key validation."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from guildhall.schemes.sheets.parts import Figure, Table, interval, share, share_interval

Results = Mapping[str, Any]


def item_analysis(found: Results) -> tuple[list[Figure], list[Table]]:
    """Score, reliability, decisions; items with their options, domains, other cuts."""
    tables = [_items(found), _options(found), *_subscores(found), *_moved(found.get("passing"))]
    return list(_figures(found)), tables


def _figures(found: Results) -> Iterator[Figure]:
    scores, passing = found["scores"], found["passing"]
    yield Figure(_("Attempts"), found["persons"])
    yield Figure(_("Mean score"), scores["mean"], _("of %(most)g points") % {"most": scores["maximum"]})
    yield Figure(_("Standard deviation"), scores["sd"])
    if passing:
        yield Figure(_("Cut"), passing["cut"])
        yield Figure(_("Passing"), share(passing["rate"]), share_interval(passing["interval"]))
    yield from _precision(found)


def _precision(found: Results) -> Iterator[Figure]:
    kept = found["reliability"]
    if kept is None:
        yield Figure(_("Reliability"), None, _("Withheld: too few attempts."))
        return
    yield Figure(_("Reliability (alpha)"), kept["alpha"], interval(kept["interval"]))
    yield Figure(_("Standard error of measurement"), kept["sem"])
    if at_cut := _at_cut(found):
        yield Figure(_("Standard error at the cut"), at_cut["error"])
    if quality := found["decisions"]:
        yield Figure(_("Decision consistency"), quality["consistency"], quality["method"])
        yield Figure(_("Decision accuracy"), quality["accuracy"])


def _at_cut(found: Results) -> Mapping[str, Any] | None:
    passing = found["passing"]
    if not passing or not found["errors"]:
        return None
    near: Mapping[str, Any] = min(found["errors"], key=lambda row: abs(row["score"] - passing["cut"]))
    return near


def _items(found: Results) -> Table:
    heads = (_("Item"), _("Domain"), _("Counts"), _("Answers"), "p", _("Interval"), "r", "D", _("Flagged"))
    rows = [
        (
            each["name"],
            each["domain"],
            not each["pretest"],
            each["answers"],
            each["p"],
            _bayesian(each["interval"]),
            each["r_drop"],
            each["discrimination"],
            each["flagged"],
        )
        for each in found["items"]
    ]
    told = _("p: share of points; interval: Bayesian, 95 %; r: correlation with the other items; D: upper less lower.")
    return Table("items", _("Items"), heads, rows, told)


def _bayesian(kept: Mapping[str, Any] | None) -> str:
    return interval((kept["low"], kept["high"])) if kept else ""


def _options(found: Results) -> Table:
    heads = (_("Item"), _("Option"), _("Key"), _("Chosen"), _("Share"), "r")
    rows = [
        (item["name"], each["name"], each["key"], each["count"], each["share"], each["correlation"])
        for item in found["items"]
        if item["distractors"]
        for each in item["distractors"]["options"]
    ]
    return Table("options", _("Options"), heads, rows, _("r: correlation of choosing it with the other items."))


def _subscores(found: Results) -> Iterator[Table]:
    if found["subscores"]:
        heads = (_("Domain"), _("Items"), _("Reliability"), _("By itself"), _("By the total"), _("Adds value"))
        rows = [
            (
                each["name"],
                each["items"],
                each["alpha"],
                each["prmse_subscore"],
                each["prmse_total"],
                each["adds_value"],
            )
            for each in found["subscores"]
        ]
        told = _("A domain is reported where its own score tells more of it than the total does (Haberman).")
        yield Table("subscores", _("Domains"), heads, rows, told)


def _moved(passing: Mapping[str, Any] | None) -> Iterator[Table]:
    if passing and passing["moved"]:
        yield moved(passing["moved"])


def moved(rows: list[Mapping[str, Any]]) -> Table:
    """What other cuts would do."""
    heads = (_("Cut"), _("Would pass"), _("Share"), _("Difference"))
    told = [(each["cut"], each["passed"], share(each["rate"]), each["change"]) for each in rows]
    return Table("cuts", _("Other cuts"), heads, told)


def calibration(found: Results) -> tuple[list[Figure], list[Table]]:
    """The model and how well it fits; items with errors; what each score is worth."""
    summary, cut = found["summary"], found["cut"]
    figures = [
        Figure(_("Attempts"), found["persons"]),
        Figure(_("Model"), found["methods"][0]["name"]),
        Figure(_("Log-likelihood"), summary["log_likelihood"]),
        Figure("BIC", summary["bic"]),
        Figure(_("Marginal reliability"), summary["marginal_reliability"]),
        Figure(_("Spread of ability (variance)"), summary["ability_variance"]),
    ]
    if cut:
        figures.append(Figure(_("Cut on the scale of ability"), cut["theta"], _("± %(e).2f") % {"e": cut["error"]}))
    return figures, [_parameters(found), _worth(found), *_drift(found), *_dependent(found)]


def _parameters(found: Results) -> Table:
    heads = (_("Item"), _("Answers"), "a", "b", _("Error of b"), _("Infit"), _("Outfit"), "S-X2 p", _("Anchor"))
    rows = [
        (
            each["name"],
            each["answers"],
            each["a"],
            each["b"],
            each["se_b"],
            each.get("infit"),
            each.get("outfit"),
            each.get("p"),
            each["fixed"],
        )
        for each in found["items"]
    ]
    return Table("parameters", _("Parameters"), heads, rows, _("b: difficulty in logits; 1 is expected of the fits."))


def _worth(found: Results) -> Table:
    rows = [(each["score"], each["theta"], each["error"]) for each in found["scores"]]
    return Table("worth", _("What scores are worth"), (_("Score"), _("Ability"), _("Standard error")), rows)


def _drift(found: Results) -> Iterator[Table]:
    yield from drift(found["drift"])


def drift(kept: Mapping[str, Any] | None) -> Iterator[Table]:
    """Whether anchors stayed as hard as they were."""
    if kept:
        rows = [
            (name, difference, z, name in kept["drifted"])
            for name, difference, z in zip(kept["names"], kept["difference"], kept["z"], strict=True)
        ]
        heads = (_("Anchor"), _("Difference"), "z", _("Drifted"))
        yield Table("drift", _("Drift of anchors"), heads, rows)


def _dependent(found: Results) -> Iterator[Table]:
    if found["local_dependence"]:
        heads = (_("Item"), _("and item"), "Q3")
        yield Table("dependence", _("Items that hang together"), heads, found["local_dependence"])


def dif(found: Results) -> tuple[list[Figure], list[Table]]:
    """The groups, and each comparison item by item."""
    figures = [Figure(_("Attempts"), found["persons"]), Figure(_("Reference group"), found["reference"])]
    figures += [Figure(_("Group %(name)s") % {"name": name}, size) for name, size in found["groups"].items()]
    return figures, [*(_comparison(each) for each in found["comparisons"]), *_impact(found), *_differences(found)]


def _comparison(kept: Mapping[str, Any]) -> Table:
    heads = (_("Item"), _("Class"), _("Delta"), _("Error"), "p", _("Favours"), _("Logistic class"), _("Standardized"))
    rows = [
        (
            each["name"],
            each["ets"],
            each["delta"],
            each["delta_error"],
            each["p"],
            each["favours"],
            each["logistic_class"],
            each["standardized"],
        )
        for each in kept["items"]
    ]
    title = _("%(focal)s against %(reference)s") % {"focal": kept["focal"], "reference": kept["reference"]}
    return Table(f"dif-{kept['focal']}", title, heads, rows, _("A: negligible, B: moderate, C: large (ETS)."))


def _impact(found: Results) -> Iterator[Table]:
    if found["impact"] and found["impact"]["groups"]:
        heads = (_("Group"), _("Attempts"), _("Passed"), _("Share"), _("Ratio"), _("Interval"), _("Below four fifths"))
        rows = [
            (
                each["name"],
                each["persons"],
                each["passed"],
                share(each["rate"]),
                each["ratio"],
                interval(each["ratio_interval"]),
                each["below_four_fifths"],
            )
            for each in found["impact"]["groups"]
        ]
        yield Table("impact", _("Who passes how often"), heads, rows)


def _differences(found: Results) -> Iterator[Table]:
    if found["differences"]:
        heads = (_("Group"), _("Attempts"), _("Mean score"), _("Difference"), _("Effect"), _("Interval"))
        rows = [
            (
                each["name"],
                each["persons"],
                each["mean"],
                each["difference"],
                each["effect"],
                interval(each["effect_interval"]),
            )
            for each in found["differences"]
        ]
        yield Table("differences", _("Differences of groups"), heads, rows)


def key_validation(found: Results) -> tuple[list[Figure], list[Table]]:
    """The evidence for each key, and what each ruling would change."""
    figures = [
        Figure(_("Attempts"), found["persons"]),
        Figure(_("Cut"), found["cut"]),
        Figure(_("Passed as keyed"), found["passed"]),
        Figure(_("Keys in question"), len({each["item"] for each in found["flags"]})),
    ]
    heads = (_("Item"), _("Key"), _("Answers"), "p", _("Speaks against it"))
    rows = [(each["name"], each["key"], each["answers"], each["p"], each["doubted"]) for each in found["items"]]
    return figures, [Table("keys", _("Keys"), heads, rows), *_rulings(found), _options(found)]


def _rulings(found: Results) -> Iterator[Table]:
    rows = [
        (
            item["name"],
            each["ruling"],
            each["option"],
            each["cut"],
            each["changed_scores"],
            each["passed"],
            each["gained"],
            each["lost"],
            each["alpha"],
        )
        for item in found["items"]
        for each in item["rulings"]
    ]
    if rows:
        heads = (
            _("Item"),
            _("Ruling"),
            _("Option"),
            _("Cut"),
            _("Scores changed"),
            _("Would pass"),
            _("Would pass instead of failing"),
            _("Would fail instead of passing"),
            _("Reliability"),
        )
        yield Table("rulings", _("What each ruling would change"), heads, rows)
