"""The form of questions that are answered by a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from guildhall.itembank.forms.writing import Part, QuestionForm
from guildhall.itembank.questions import Form, Question
from guildhall.itembank.questions.texts import MOST_POINTS
from guildhall.itembank.questions.uploads import TAKEN
from guildhall.shell.words import translated


def _kinds() -> list[tuple[str, str]]:
    return [(each.code, translated(each.name)) for each in TAKEN]


class UploadForm(QuestionForm):
    """A question that is answered by a file."""

    form = Form.UPLOAD
    takes = forms.MultipleChoiceField(
        label=_("Files that are handed in"),
        choices=_kinds,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each is known by its content, whatever it is called."),
    )
    megabytes = forms.IntegerField(label=_("Megabytes at most"), min_value=1, initial=5)
    points = forms.FloatField(label=_("Points at most"), min_value=0, max_value=MOST_POINTS, initial=1)

    @property
    def asked(self) -> list[Part]:
        return [Part(_g("Question"), self._those("stem", "takes", "megabytes", "points"))]

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        return {
            "takes": tuple(each.code for each in TAKEN if each.code in told["takes"]),
            "megabytes": told["megabytes"] or 0,
            "points": told["points"] or 0.0,
        }

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        return {"takes": list(question.takes), "megabytes": question.megabytes, "points": question.points}
