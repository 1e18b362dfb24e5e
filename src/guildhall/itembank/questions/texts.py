"""Questions without options: an answer in sentences, and a number between two bounds."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank.questions.lacks import Lack, no_key
from guildhall.itembank.questions.model import Question

MOST_LINES = 40
MOST_POINTS = 100


def extended(question: Question, identifier: str) -> qti.Item:
    """A question that is answered in sentences, which a person scores."""
    return qti.extended_text(
        identifier=identifier,
        title=question.title,
        stem=question.stem,
        lines=question.lines,
        points=question.points,
        language=question.language,
    )


def slider(question: Question, identifier: str) -> qti.Item:
    """A question for a number in steps."""
    lower, upper, step = question.bounds
    return qti.slider(
        identifier=identifier,
        title=question.title,
        stem=question.stem,
        lower=lower,
        upper=upper,
        step=step,
        key=question.key[0],
        base=question.base,
        language=question.language,
    )


def read_extended(item: qti.Item) -> dict[str, Any]:
    """What was typed."""
    asked, score = item.interactions[0], item.outcome("SCORE")
    lines = asked.node.get("expected-lines")
    return {
        "stem": asked.prompt.text if asked.prompt else "",
        "lines": int(lines) if lines.isdecimal() and len(lines) < 4 else 0,
        "points": score.normal_maximum or 0.0 if score else 0.0,
        "shuffle": False,
    }


def read_slider(item: qti.Item) -> dict[str, Any]:
    """What was typed."""
    asked, declared = item.interactions[0], item.responses[0]
    return {
        "stem": asked.prompt.text if asked.prompt else "",
        "bounds": tuple(asked.node.get(each) for each in ("lower-bound", "upper-bound", "step")),
        "key": tuple(qti.key(item).get(declared.identifier, ())),
        "base": declared.base,
        "shuffle": False,
    }


def lacks_room(question: Question) -> Lack | None:
    """Room to write in, and points to give."""
    if not 2 <= question.lines <= MOST_LINES:
        told = _("The field of an answer in sentences has from 2 to %(most)d lines.")
        return Lack(told % {"most": MOST_LINES}, _("Say how many lines are expected."), "lines")
    return lacks_points(question)


def lacks_points(question: Question) -> Lack | None:
    """Points that a person can give."""
    if not 0 < question.points <= MOST_POINTS:
        return Lack(
            _("The answer would be worth no points, or too many."), _("Say how many points it gives."), "points"
        )
    return None


def lacks_bounds(question: Question) -> Lack | None:
    """Two bounds, a step, and a right number that the steps reach."""
    try:
        lower, upper, step = (_number(each, question.base) for each in question.bounds)
        right = _number(question.key[0], question.base) if question.key else None
    except (InvalidOperation, ValueError):
        return Lack(_("A bound, the step or the right number is no such number."), _("Write numbers."), "lower")
    if not (lower < upper and 0 < step <= upper - lower):
        told = _("The smallest number is not below the largest, or the step does not fit between them.")
        return Lack(told, _("Correct the bounds or the step."), "step")
    if right is None or not lower <= right <= upper or (right - lower) % step:
        return no_key()
    return None


def _number(text: str, base: str) -> Decimal:
    found = Decimal(text)
    if not found.is_finite() or (base == "integer" and found != int(found)):
        raise ValueError(text)
    return found
