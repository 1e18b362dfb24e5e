"""How keys, answers and statistics of items are told on pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank.models import ItemStatistic
from guildhall.itembank.queries import Figures
from guildhall.itembank.wording import INTERACTIONS
from guildhall.kernel.words import gettext_noop
from guildhall.shell.words import translated, with_minus


def described(item: qti.Item) -> dict[str, Any]:
    """Key and scoring of an item, ready for a page."""
    told, apart = qti.describe(item), qti.parted(item)
    return {
        "questions": list(map(_part, apart[1])) if apart else _questions(told),
        "maximum": f"{told.maximum:g}",
        "rule": translated(SUM_RULE if apart else RULES.get(item.processing.template, OWN_RULE)),
    }


def _questions(told: qti.Description) -> list[dict[str, Any]]:
    return [
        {
            "asked": each.prompt or told.stem,
            "kind": translated(INTERACTIONS.get(each.kind, each.label)),
            "options": [_option(each, one, told) for one in each.options],
            "answers": [] if each.options else _answers(each.response, told),
        }
        for each in told.questions
    ]


def _part(asked: qti.Asked) -> dict[str, Any]:
    """One of several questions in its own words, with what it earns at most and each answer in it."""
    told = qti.describe(asked.item)
    worth = {
        name: {answer: points * asked.points for answer, points in mapped.items()}
        for name, mapped in told.worth.items()
    }
    (question,) = _questions(replace(told, worth=worth))
    most = {"asked": question["asked"], "points": f"{told.maximum * asked.points:g}"}
    return question | {"asked": _("%(asked)s (at most: %(points)s)") % most}


RULES = {
    "match_correct": gettext_noop("The points are given for exactly the right answer."),
    "map_response": gettext_noop("Every chosen option or written answer is worth what stands beside it."),
}
SUM_RULE = gettext_noop("Every question earns its own points, and the item their sum.")
OWN_RULE = gettext_noop("The item brings rules of its own; they are in its file.")


def _option(question: qti.Question, option: qti.Option, told: qti.Description) -> dict[str, Any]:
    worth = told.worth.get(question.response, {}).get(option.identifier)
    right = option.identifier in " ".join(told.correct.get(question.response, [])).split()
    return {"text": option.text, "right": right, "worth": "" if worth is None else f"{worth:g}"}


def _answers(response: str, told: qti.Description) -> list[tuple[str, str]]:
    worth = told.worth.get(response, {})
    right = {each: worth.get(each) for each in told.correct.get(response, [])}
    return [(answer, "" if points is None else f"{points:g}") for answer, points in {**right, **worth}.items()]


def told_answers(item: qti.Item, answers: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What somebody answered to each question of an item, in the item's own words."""
    for question in qti.describe(item).questions:
        texts = {each.identifier: each.text for each in question.options}
        given = [each for each in answers.get(question.response, ()) if each.strip()]
        if given:
            yield ", ".join(" – ".join(texts.get(name, name) for name in _parts(each, texts)) for each in given)


def _parts(answer: str, texts: Mapping[str, str]) -> list[str]:
    """Both of a pair; the answer itself where it names no options."""
    return answer.split() if all(each in texts for each in answer.split()) else [answer]


def told_numbers(statistic: ItemStatistic | Figures) -> str:
    """How hard an item was, and how well it told apart, in a line."""
    told = [
        _("difficulty %(p).2f") % {"p": statistic.p} if statistic.p is not None else "",
        _("discrimination %(r).2f") % {"r": statistic.r} if statistic.r is not None else "",
    ]
    return with_minus(" · ".join(each for each in told if each)) or _("too few answers for a number")
