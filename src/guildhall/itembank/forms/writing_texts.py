"""Forms of questions that are answered in writing, and of matches between two sets."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from guildhall.itembank.forms.writing import (
    BASES,
    EVERY,
    LETTERS,
    Part,
    QuestionForm,
    Row,
    area,
    choices,
    one_line,
    sentences,
)
from guildhall.itembank.forms.writing_choices import SHUFFLE, filled_rows, moved, written
from guildhall.itembank.questions import Form, Question
from guildhall.itembank.questions.texts import MOST_LINES, MOST_POINTS


class TextEntryForm(QuestionForm):
    """A sentence with a field to write in."""

    form = Form.TEXT_ENTRY
    stem = area(_("Text before the field"))
    after = forms.CharField(
        label=_("Text after the field"), required=False, help_text=_("For example the unit of a number.")
    )
    base = forms.ChoiceField(label=_("What is answered?"), choices=BASES)
    key = area(
        _("Accepted answers"),
        hint=_("One a line, the usual one first; capitals do not matter. For a number, one line."),
    )

    @property
    def asked(self) -> list[Part]:
        return [
            Part(_g("Question"), self._those("stem", "after")),
            Part(_g("What is right"), self._those("base", "key")),
        ]

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        answers = tuple(dict.fromkeys(each.strip() for each in told["key"].splitlines() if each.strip()))
        return {"after": one_line(told["after"]), "base": told["base"] or "string", "key": answers, "shuffle": False}

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        return {"key": "\n".join(question.key)}


class ExtendedTextForm(QuestionForm):
    """A question that is answered in sentences."""

    form = Form.EXTENDED_TEXT
    lines = forms.IntegerField(label=_("Lines that are expected"), min_value=2, max_value=MOST_LINES, initial=8)
    points = forms.FloatField(label=_("Points at most"), min_value=0, max_value=MOST_POINTS, initial=1)

    @property
    def asked(self) -> list[Part]:
        return [Part(_g("Question"), self._those("stem", "lines", "points"))]

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        return {"lines": told["lines"] or 0, "points": told["points"] or 0.0}

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        return {"lines": question.lines, "points": question.points}


class SliderForm(QuestionForm):
    """A question for a number in steps."""

    form = Form.SLIDER
    base = forms.ChoiceField(label=_("What is answered?"), choices=BASES[1:])
    lower = forms.CharField(label=_("Smallest number"), max_length=20)
    upper = forms.CharField(label=_("Largest number"), max_length=20)
    step = forms.CharField(label=_("In steps of"), max_length=20, initial="1")
    key = forms.CharField(label=_("Right number"), max_length=20)

    @property
    def asked(self) -> list[Part]:
        bounds = self._those("base", "lower", "upper", "step")
        return [Part(_g("Question"), self._those("stem")), Part(_g("Numbers"), [*bounds, self["key"]])]

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        point = {name: told[name].replace(",", ".") for name in ("lower", "upper", "step", "key")}
        return {
            "base": told["base"] or "integer",
            "bounds": (point["lower"], point["upper"], point["step"]),
            "key": (point["key"],) if point["key"] else (),
        }

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        lower, upper, step = question.bounds
        return {"lower": lower, "upper": upper, "step": step, "key": question.key[0]}


class MatchForm(QuestionForm):
    """Everything of a first set, with the letter of what it belongs to in a second."""

    form = Form.MATCH
    shuffle = SHUFFLE

    def in_rows(self) -> dict[str, forms.Field]:
        first = sentences("option", _("Row {letter}"), map(str, EVERY))
        return {**first, **choices("match", _("Belongs to")), **sentences("other", _("Match {letter}"))}

    @property
    def asked(self) -> list[Part]:
        first = [Row(str(at), self._those(f"option_{at}", f"match_{at}")) for at in EVERY]
        second = [Row(letter, self._those(f"other_{at}")) for at, letter in enumerate(LETTERS, start=1)]
        return [
            Part(_g("Question"), self._those("stem")),
            Part(_g("What is matched"), rows=first, hint=_g("Each row belongs to one letter below.")),
            Part(
                _g("To what it is matched"),
                self._those("each", "shuffle"),
                second,
                hint=_g("In the order in which it is shown; a letter may belong to several rows, or to none."),
            ),
        ]

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        first, second = written(told), written(told, field="other")
        names = moved(second)
        right = [names.get(told[f"match_{LETTERS.index(letter) + 1}"], "") for letter in first]
        return {
            "options": tuple(first.values()),
            "others": tuple(second.values()),
            "key": tuple(f"L{at} {letter}" for at, letter in enumerate(right, start=1) if letter),
        }

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        matches = {f"match_{one.removeprefix('L')}": other for one, other in question.pairs}
        return {**filled_rows(question.options), **filled_rows(question.others, "other"), **matches}
