"""Forms of surveys: what those fill in who run one, and what those fill in who answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from guildhall.schemes.forms.common import area, whole
from guildhall.schemes.models import Survey, Task
from guildhall.schemes.surveying.answers import FREQUENCY, IMPORTANCE
from guildhall.shell.forms import ActForm

PRIVACY = _(
    "Taking part is voluntary. Your answers are kept apart from your e-mail address, and nobody, here or elsewhere, "
    "can see what you answered: results are told for groups alone, and never for groups so small that somebody could "
    "be recognised. Your address is used for these letters only and is deleted when the survey closes. You can take "
    "your answers back until you hand them in; afterwards nobody can find them among the others."
)
"""What is told to those who are asked, unless who runs the survey says it otherwise."""


class SurveyForm(ActForm):
    """What a survey asks, of whom, until when."""

    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("What people see first."))
    introduction = area(_("Introduction"), help_text=_("What the survey is for, and who asks."))
    privacy = area(_("Privacy notice"), rows=6, help_text=_("What becomes of the answers and of the addresses."))
    until_on = forms.DateField(label=_("Open until"))
    question = forms.CharField(
        label=_("Question for the subgroup"),
        max_length=200,
        required=False,
        help_text=_("Such as: In which setting do you work? Asked of those whose subgroup is not known."),
    )
    groups = area(
        _("Subgroups"),
        help_text=_("One a line; after a comma, how many people it has in the field, where that is known."),
    )
    least = whole(
        _("Privacy threshold"), initial=5, help_text=_("Subgroups with fewer answers are told apart nowhere.")
    )
    remind_after = whole(
        _("Remind after so many days"),
        initial=7,
        help_text=_("Who has not answered is reminded; with 0 you do it yourself, and My work says when."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["privacy"].initial = PRIVACY

    def clean_groups(self) -> list[dict[str, Any]]:
        """The subgroups, each with its number in the field, where one is given."""
        return [_group(line) for line in self.cleaned_data["groups"].splitlines() if line.strip()]


def _group(line: str) -> dict[str, Any]:
    name, _comma, count = line.rpartition(",") if line.rpartition(",")[2].strip().isdigit() else (line, "", "")
    return {"name": name.strip(), "population": int(count) if count else None}


def told(survey: Survey) -> dict[str, Any]:
    """What a survey says now, as its form shows it."""
    names = ("title", "introduction", "privacy", "until_on", "question", "least", "remind_after")
    lines = [", ".join(filter(None, [each["name"], str(each["population"] or "")])) for each in survey.groups]
    return {**{name: getattr(survey, name) for name in names}, "groups": "\n".join(lines)}


class InviteForm(ActForm):
    """Whom to invite."""

    addresses = area(_("E-mail addresses"), rows=8, help_text=_("One a line, all of one subgroup."))
    group = forms.ChoiceField(label=_("Subgroup"), required=False)
    language = forms.ChoiceField(label=_("Language of the letters"), choices=[("en", "English"), ("de", "Deutsch")])

    def __init__(self, *args: Any, groups: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", _("they say it themselves")), *((each, each) for each in groups)]
        self.fields["group"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean_addresses(self) -> list[str]:
        """The lines that are not empty."""
        return [line.strip() for line in self.cleaned_data["addresses"].splitlines() if line.strip()]


class UntilForm(ActForm):
    """Another last day."""

    until_on = forms.DateField(label=_("Open until"))


class GroupForm(forms.Form):
    """To which subgroup somebody belongs who answers."""

    group = forms.ChoiceField(widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, survey: Survey, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **more})
        self.fields["group"].label = survey.question
        names = [*((each, each) for each in survey.group_names), ("", _("I would rather not say"))]
        self.fields["group"].choices = names  # type: ignore[attr-defined]  # a ChoiceField


class TasksForm(forms.Form):
    """Some tasks of a survey, each with its two scales; what is left open is not answered."""

    template_name = "schemes/_ratings.html"

    def __init__(self, *args: Any, tasks: Sequence[Task], rated: Mapping[str, Sequence[int]], **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **more})
        self.tasks = tasks
        for task in tasks:
            importance, frequency = rated.get(task.number, ("", ""))
            self.fields[f"importance_{task.pk}"] = _scale(_("How important is it?"), IMPORTANCE, importance)
            self.fields[f"frequency_{task.pk}"] = _scale(_("How often do you do it?"), FREQUENCY, frequency)

    @property
    def rows(self) -> list[tuple[Task, forms.BoundField, forms.BoundField]]:
        """Each task with its two fields."""
        return [(task, self[f"importance_{task.pk}"], self[f"frequency_{task.pk}"]) for task in self.tasks]

    def clean(self) -> dict[str, Any]:
        """A task is rated in both ways or in none."""
        given = super().clean() or self.cleaned_data
        for task in self.tasks:
            pair = [given.get(f"importance_{task.pk}"), given.get(f"frequency_{task.pk}")]
            if any(pair) and not all(pair):
                half = "frequency" if pair[0] else "importance"
                self.add_error(f"{half}_{task.pk}", ValidationError(now("Choose here as well.")))
        return given

    @property
    def ratings(self) -> dict[str, tuple[int, int]]:
        """What was chosen in both ways, by the task's number."""
        chosen = {}
        for task in self.tasks:
            pair = [self.cleaned_data.get(f"{what}_{task.pk}") for what in ("importance", "frequency")]
            if all(pair):
                chosen[task.number] = (int(str(pair[0])), int(str(pair[1])))
        return chosen


def _scale(label: Any, numbers: range, chosen: object) -> forms.ChoiceField:
    choices = [(str(each), str(each)) for each in numbers]
    initial = "" if chosen == "" else str(chosen)
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect, initial=initial)
