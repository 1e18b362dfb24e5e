"""What studies remark, in the reader's language: why somebody should look at an item, and what numbers cannot bear.

Studies keep their sentences in English, with a code and the figures in them; here the code is told.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from guildhall.exams.figures import PER_CENT, shown
from guildhall.kernel.words import gettext_noop

FLAGS = {
    "possible-miskey": gettext_noop("Another option is chosen by the able more than the key: is the key right?"),
    "negative": gettext_noop("The able do worse on it than the others (r = %(r)s): look at the key first."),
    "dif": gettext_noop("At equal ability it is harder for the group “%(group)s” (class %(class)s, delta %(delta)s)."),
    "weak": gettext_noop("It hardly tells the able from the others (r = %(r)s)."),
    "misfit": gettext_noop("It does not behave as the scale expects (%(statistic)s = %(value)s)."),
    "hard": gettext_noop("Few have it right (%(p)s per cent)."),
    "easy": gettext_noop("Nearly everybody has it right (%(p)s per cent)."),
    "dead-option": gettext_noop("Hardly anybody chooses these options: %(options)s."),
}
"""Why an item is flagged, by the code of the flag; what weighs most comes first."""

NOTES = {
    "too_few": gettext_noop("%(count)s attempts: fewer than %(least)s, so indices are withheld."),
    "few": gettext_noop("%(count)s attempts: estimates are not stable below %(stable)s."),
    "set_aside": gettext_noop("%(persons)s attempts lack the score of an item and were set aside."),
}

METHODS = {
    "bayesian-difficulty": (
        gettext_noop("Bayesian difficulty with interval"),
        gettext_noop(
            "So few attempts say more about chance than about the form: difficulties come with their interval, and "
            "correlations, reliability and decision consistency are withheld."
        ),
    ),
    "classical": (
        gettext_noop("Classical item analysis"),
        gettext_noop("The number of attempts bears item statistics and reliability."),
    ),
    "conditional-sem": (
        gettext_noop("Conditional standard error"),
        gettext_noop("Lord's binomial error with Keats' correction: on average it agrees with the reliability."),
    ),
    "livingston-lewis": (
        gettext_noop("Livingston and Lewis"),
        gettext_noop("Accuracy and consistency of the decision at the cut, from one administration."),
    ),
    "subkoviak": (
        gettext_noop("Subkoviak"),
        gettext_noop("Consistency of the decision alone, because its accuracy cannot be had from these scores."),
    ),
}
"""Methods by their code: what each is called, and why it was used."""

SHARES = {"p"}


def reason_of(flag: Mapping[str, Any]) -> str:
    """Why somebody should look at an item."""
    words = FLAGS.get(flag["code"])
    facts = {name: _fact(name, value) for name, value in flag["facts"].items()}
    return _(words) % facts if words else str(flag["sentence"])


def weight_of(flag: Mapping[str, Any]) -> int:
    """Where a flag stands among the others: a key that may be wrong goes before an option that nobody chooses."""
    codes = list(FLAGS)
    return codes.index(flag["code"]) if flag["code"] in codes else len(codes)


def note_of(note: Mapping[str, Any]) -> str:
    """What is to be said beside the numbers."""
    words = NOTES.get(note["code"])
    facts = {name: _fact(name, value) for name, value in note["facts"].items()}
    return _(words) % facts if words else str(note["sentence"])


def method_of(method: Mapping[str, Any]) -> tuple[str, str]:
    """What a method is called, and why it was used."""
    if known := METHODS.get(method["code"]):
        return _(known[0]), _(known[1])
    return str(method["name"]), str(method["why"])


def _fact(name: str, value: Any) -> str:
    if name in SHARES:
        return shown(value * PER_CENT, 0)
    if isinstance(value, float) and not value.is_integer():
        return shown(value)
    return shown(value, 0) if isinstance(value, int | float) else str(value)
