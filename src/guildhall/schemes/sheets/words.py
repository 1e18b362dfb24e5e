"""What studies say, in the reader's language. Results are kept in English; what of it is known is translated here."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from guildhall.kernel.words import gettext_noop
from guildhall.shell.words import translated, with_minus

KNOWN = (
    gettext_noop("Score"),
    gettext_noop("Rating"),
    gettext_noop("Expected"),
    gettext_noop("Judgement of the whole"),
    gettext_noop("clear fail"),
    gettext_noop("borderline"),
    gettext_noop("clear pass"),
    gettext_noop("good"),
    gettext_noop("excellent"),
    gettext_noop("Persons"),
    gettext_noop("Ability"),
    gettext_noop("Expected score"),
    gettext_noop("Information"),
    gettext_noop("Standard error"),
    gettext_noop("Cut"),
    gettext_noop("Persons by score, weakest first"),
    gettext_noop("Share that chose it"),
    gettext_noop("Share that fails"),
    gettext_noop("Option"),
    gettext_noop("Key"),
    gettext_noop("Score on form X"),
    gettext_noop("Form Y less form X"),
    gettext_noop("Item"),
    gettext_noop("Class"),
    gettext_noop("Delta"),
    gettext_noop("Difficulty (share of points)"),
    gettext_noop("Discrimination (corrected)"),
    gettext_noop("Flagged"),
    gettext_noop("Round"),
    gettext_noop("Real share of points"),
    gettext_noop("Expected of the just qualified"),
    gettext_noop("Frequency"),
    gettext_noop("Importance"),
    gettext_noop("Weight in per cent"),
    gettext_noop("Domain"),
    gettext_noop("Items"),
    gettext_noop("Classical item analysis"),
    gettext_noop("Bayesian difficulty with interval"),
    gettext_noop("Conditional standard error"),
    gettext_noop("Mantel-Haenszel with purification"),
    gettext_noop("Counts of options"),
    gettext_noop("Distractor analysis"),
    gettext_noop("Task survey"),
    gettext_noop("Rasch model"),
    gettext_noop("Two-parameter model"),
    gettext_noop("Partial credit model"),
    gettext_noop("Generalized partial credit model"),
    gettext_noop("Rasch model with anchors"),
    gettext_noop("Modified Angoff"),
    gettext_noop("Yes/no Angoff"),
    gettext_noop("Contrasting groups"),
    gettext_noop("Borderline group"),
    gettext_noop("Borderline regression"),
    gettext_noop("Withheld"),
    gettext_noop("identity"),
    gettext_noop("mean"),
    gettext_noop("linear"),
    gettext_noop("circle-arc"),
    gettext_noop("equipercentile"),
    gettext_noop("keep"),
    gettext_noop("also-accepted"),
    gettext_noop("changed"),
    gettext_noop("everybody"),
    gettext_noop("left-out"),
    gettext_noop("reference"),
    gettext_noop("focal"),
    gettext_noop("neither"),
    gettext_noop("anchor"),
    gettext_noop("random"),
    gettext_noop("common scale"),
    gettext_noop("Chosen by who prepared the study."),
    gettext_noop("Accuracy and consistency of the decision at the cut from one administration, for any score."),
    gettext_noop("Lord's binomial error, with Keats' correction, so that on average it agrees with the reliability."),
)
"""Words that stand alone in results: titles of axes, names of methods, rulings."""

NOTES = {
    "too_few": gettext_noop("%(count)s attempts: fewer than %(least)s; withheld."),
    "few": gettext_noop("%(count)s attempts: estimates are not stable; withheld below %(least)s."),
    "set_aside": gettext_noop("%(persons)s attempts lack an answer and were set aside."),
}
"""Notes whose numbers stand beside them."""

FLAGS = {
    "negative": gettext_noop("The able do worse on it than the others (r = %(r).2f)."),
    "weak": gettext_noop("It hardly separates the able from the others (r = %(r).2f)."),
    "easy": gettext_noop("Nearly everybody has it right (p = %(p).2f)."),
    "hard": gettext_noop("Few have it right (p = %(p).2f)."),
    "possible-miskey": gettext_noop("Option %(option)s speaks against the key: is the key right?"),
    "dead-option": gettext_noop("Fewer than one in twenty chose: %(options)s."),
    "dif": gettext_noop("Class %(class)s: harder for %(group)s at equal ability (delta = %(delta).2f)."),
    "misfit": gettext_noop("It does not do what its curve says (%(statistic)s = %(value).3g)."),
}
"""What a flag asks, by its code, with its numbers."""

PICTURES = {
    "scores": (gettext_noop("Scores"), gettext_noop("How many have each score, with the cut.")),
    "items": (gettext_noop("Items"), gettext_noop("Each item by difficulty and discrimination; trouble lies low.")),
    "errors": (gettext_noop("Standard error by score"), gettext_noop("How far a score may be off, with the cut.")),
    "wright": (gettext_noop("Wright map"), gettext_noop("Persons on the left and items on the right, on one scale.")),
    "information": (
        gettext_noop("Information and standard error"),
        gettext_noop("Where the form tells most, and where the cut lies."),
    ),
    "difference": (
        gettext_noop("Equating difference"),
        gettext_noop("What is added to each score, within two standard errors."),
    ),
    "judges": (gettext_noop("Judges"), gettext_noop("Each judge's own cut, round by round, with the one recommended.")),
    "ratings": (
        gettext_noop("Ratings and difficulty"),
        gettext_noop("What the panel expects of each item against what candidates did."),
    ),
    "regression": (
        gettext_noop("Judgement and score"),
        gettext_noop("Each attempt by how the whole was judged and by its points; the cut is where the line meets it."),
    ),
    "hofstee": (
        gettext_noop("Hofstee box"),
        gettext_noop("Where the curve of failures crosses the diagonal of what the panel can accept."),
    ),
    "beuk": (gettext_noop("Beuk box"), gettext_noop("The panel's compromise between the cut and who would fail.")),
    "forest": (
        gettext_noop("Differential item functioning"),
        gettext_noop("Each item's difference between groups with its interval, and the limits of the classes."),
    ),
    "tasks": (gettext_noop("Tasks"), gettext_noop("Each task by importance and frequency; the heavier, the larger.")),
    "weights": (
        gettext_noop("Items by domain"),
        gettext_noop("The items of each domain, and how far they would move with other respondents."),
    ),
}
"""Title and description of each picture."""


def said(text: str) -> str:
    """A text from results in the reader's language, where it is known there."""
    return _(text) if text in KNOWN else text


def note(kept: Mapping[str, Any]) -> str:
    """A note in the reader's language; one that is not known stays as it was kept."""
    template, facts = NOTES.get(kept["code"]), kept.get("facts", {})
    about_attempts = " attempts" in kept["sentence"] or kept["code"] == "set_aside"
    if template is None or not about_attempts or not facts:
        return str(kept["sentence"])
    told: str = _(template) % facts
    return told


def flag(kept: Mapping[str, Any]) -> str:
    """What a flag asks, with its numbers, in the reader's language."""
    told: str = translated(FLAGS[kept["code"]]) % kept["facts"]
    return with_minus(told)


def picture(name: str) -> tuple[str, str]:
    """Title and description of a picture by its name; that of one group names it."""
    kind, _space, of_whom = name.partition(" ")
    title, description = (translated(each) for each in PICTURES[kind])
    return (f"{title}: {of_whom}" if of_whom else title), description
