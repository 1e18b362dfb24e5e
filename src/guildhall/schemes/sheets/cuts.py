"""Sheets of what leads to a cut: standard setting and equating."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from guildhall.schemes.sheets.items import drift, moved
from guildhall.schemes.sheets.parts import Figure, Table, interval, share
from guildhall.schemes.sheets.words import said

Results = Mapping[str, Any]


def standard_setting(found: Results) -> tuple[list[Figure], list[Table]]:
    """The cut that is recommended, the judges behind it, and what it would do."""
    advice = found["recommendation"]
    figures = [
        Figure(_("Recommended cut"), found["recommended_cut"], _("of %(most)g points") % {"most": found["maximum"]}),
        Figure(_("Cut before rounding"), advice["cut"]),
        Figure(_("Standard error of the cut"), advice["error"]),
        Figure(_("Range for a decision"), interval(advice["range"])),
        Figure(_("Judges"), found["judges"]),
        Figure(_("Attempts behind it"), found["attempts"]),
    ]
    if line := found.get("regression"):
        figures += _fit(line)
    if advice["pass_rate"] is not None:
        figures.append(Figure(_("Would pass at it"), share(advice["pass_rate"])))
    return figures, list(_behind(found))


def _fit(line: Mapping[str, Any]) -> list[Figure]:
    """How well judgements and points go together."""
    told = _("share of the differences in points that the judgement explains")
    return [
        Figure(_("Interval of the cut"), interval(line["interval"]), _("95 per cent")),
        Figure(_("Points a step of the judgement"), line["slope"]),
        Figure(_("Fit (R²)"), line["r_squared"], told),
    ]


def _judged(found: Results) -> Iterator[Table]:
    if found.get("rated"):
        heads = (_("Judgement"), _("In words"), _("Attempts"), _("Mean score"), _("Standard deviation"))
        rows = [(e["rating"], said(e["words"]), e["attempts"], e["mean"], e["sd"]) for e in found["rated"]]
        yield Table("rated", _("Judgements of the whole"), heads, rows, _("Given beside the points, and by no sum."))
    if found.get("versions"):
        taken = [(each["version"], each["attempts"]) for each in found["versions"]]
        told = _("Their steps are the same, so they count together.") if len(taken) > 1 else ""
        yield Table("versions", _("Versions of the checklist"), (_("Version"), _("Attempts")), taken, told)


def _behind(found: Results) -> Iterator[Table]:
    rounds = [each for each in found.get("rounds", ()) if "judges" in each]
    if rounds:
        yield _rounds(rounds)
        yield _judges(rounds[-1])
    if found.get("items"):
        yield _rated(found)
    yield from _judged(found)
    yield from _booklet(found)
    yield from _grid(found)
    if found["checks"]:
        rows = [(each["method"], each["cut"]) for each in found["checks"]]
        yield Table("checks", _("Checks"), (_("Method"), _("Cut")), rows, _("Checks never move the cut."))
    if found["impact"]:
        yield moved(found["impact"])


def _rounds(rounds: list[Mapping[str, Any]]) -> Table:
    rows = [
        (number, each["cut"], each["sd"], each["error"], each["median"]) for number, each in enumerate(rounds, start=1)
    ]
    heads = (_("Round"), _("Cut"), _("Standard deviation"), _("Standard error"), _("Median"))
    return Table("rounds", _("Rounds"), heads, rows)


def _judges(last: Mapping[str, Any]) -> Table:
    heads = (_("Judge"), _("Cut"), _("Severity"), "SD", _("With the panel"), _("With difficulty"), _("Stands apart"))
    rows = [
        (
            each["name"],
            each["cut"],
            each["severity"],
            each["sd"],
            each["with_panel"],
            each["with_difficulty"],
            each["outlier"],
        )
        for each in last["judges"]
    ]
    told = _("Correlations of a judge's ratings with the mean of the others and with real difficulty.")
    return Table("judges", _("Judges"), heads, rows, told)


def _rated(found: Results) -> Table:
    rows = [(each["name"], each["domain"], each["mean"], each["sd"], each["real"]) for each in found["items"]]
    heads = (_("Item"), _("Domain"), _("Expected"), _("Spread"), _("Real"))
    return Table("ratings", _("Ratings"), heads, rows, _("Shares of the points of an item, in the last round."))


def _booklet(found: Results) -> Iterator[Table]:
    if found.get("booklet"):
        rows = [(place, each["name"], each["location"]) for place, each in enumerate(found["booklet"], start=1)]
        yield Table("booklet", _("Booklet"), (_("Place"), _("Item"), _("Location")), rows)


def _grid(found: Results) -> Iterator[Table]:
    if found.get("grid"):
        heads = (_("Relevance"), _("Difficulty"), _("Items"), _("Expected"), _("Points"))
        rows = [
            (each["relevance"], each["difficulty"], each["items"], each["expected"], each["points"])
            for each in found["grid"]["cells"]
        ]
        yield Table("grid", _("Grid"), heads, rows)


def equating(found: Results) -> tuple[list[Figure], list[Table]]:
    """The cut that is carried over, and the table from which it comes."""
    cut = found["cut"]
    figures = [
        Figure(_("Carried cut"), cut["carried"]),
        Figure(_("Cut before rounding"), cut["exact"]),
        Figure(_("Standard error at the cut"), cut["error"]),
        Figure(_("Cut of the base form"), cut["base"], str(found["base"]["about_words"])),
        Figure(_("Would pass at it"), share(cut["pass_rate"])),
        Figure(_("Would pass without equating"), share(cut["pass_rate_unequated"])),
        Figure(_("Design"), found["design"]),
        Figure(_("Attempts on this form"), found["persons"]),
        Figure(_("Attempts on the base form"), found["base_persons"]),
    ]
    conversion = Table(
        "conversion",
        _("Conversion"),
        (_("Score"), _("Worth on the base form"), _("Standard error")),
        found["conversion"],
        found["end_rule"],
    )
    return figures, [conversion, *_others(found), *drift(found["drift"])]


def _others(found: Results) -> Iterator[Table]:
    if found["alternatives"]:
        rows = [(each["method"], each["cut"], each["exact"], each["error"]) for each in found["alternatives"]]
        heads = (_("Method"), _("Carried cut"), _("Before rounding"), _("Standard error"))
        yield Table("alternatives", _("Other methods"), heads, rows)
