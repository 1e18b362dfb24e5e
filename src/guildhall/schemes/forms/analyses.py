"""Forms of job analyses."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.schemes.forms.common import PartForm, area, whole
from guildhall.schemes.models import JobAnalysis, Task
from guildhall.schemes.tasklists import LONGEST
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField
from guildhall.vault.kinds import CSV, TEXT

LISTS = (CSV, TEXT)
"""What a list of tasks may be."""


class AnalysisForm(ActForm):
    """What is studied, and how."""

    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("The occupation, and its level."))
    method = area(
        _("Method"),
        help_text=_("Interviews, observation, survey, panel: how tasks are found, and by whom they are rated."),
    )
    source = forms.CharField(
        label=_("Sources"),
        max_length=300,
        required=False,
        help_text=_("Standards, earlier studies, task lists of others."),
    )
    importance_share = whole(
        _("Share of importance, in per cent"),
        initial=50,
        max_value=100,
        help_text=_("How much importance counts in the weight of a task; the rest is frequency."),
    )


class TaskForm(PartForm):
    """One task."""

    number = forms.CharField(label=_("Number"), max_length=LONGEST["number"])
    words = area(_("Task"), rows=3, help_text=_("Begin with a verb: what is done, to what, and what for."))
    domain = forms.CharField(label=_("Domain of the work"), max_length=LONGEST["domain"], required=False)
    source = forms.CharField(label=_("Source"), max_length=LONGEST["source"], required=False)


class ListForm(ActForm):
    """A list of tasks as a file."""

    file = UploadField(
        allowed=LISTS,
        label=_("List of tasks"),
        help_text=_(
            "A CSV table with the columns number, task, domain and source, of which the last two may be left out; or "
            "the task statements of O*NET. Nothing comes in before you have seen which rows are good."
        ),
    )
    attribution = forms.CharField(
        label=_("Whose list is it?"),
        max_length=300,
        required=False,
        help_text=_("Shown wherever its tasks are. A list of O*NET brings the words that its licence asks for."),
    )


class DomainsForm(ActForm):
    """The domain of each task, all at once."""

    template_name = "schemes/_domains.html"

    def __init__(self, *args: Any, analysis: JobAnalysis, **more: Any) -> None:
        super().__init__(*args, **more)
        self.tasks = list(analysis.tasks.order_by("position", "number"))
        self.known = sorted({task.domain for task in self.tasks if task.domain})
        for task in self.tasks:
            widget = forms.TextInput(attrs={"list": "domains"})
            self.fields[f"domain_{task.pk}"] = forms.CharField(
                label=task.number, max_length=LONGEST["domain"], required=False, widget=widget, initial=task.domain
            )

    @property
    def rows(self) -> list[tuple[Task, forms.BoundField]]:
        """Each task with its field."""
        return [(task, self[f"domain_{task.pk}"]) for task in self.tasks]

    @property
    def domains(self) -> dict[str, str]:
        """The domain that was typed for each task, by the task's number."""
        return {task.number: self.cleaned_data[f"domain_{task.pk}"] for task in self.tasks}


class JoinForm(ActForm):
    """Somebody for the panel."""

    person = forms.ChoiceField(
        label=_("Person"), help_text=_("Those who hold the role of a panel member in this scheme.")
    )
    interest = forms.CharField(
        label=_("Whose view do they bring?"),
        max_length=100,
        help_text=_("Such as operators, employers, technicians, trainers, insurers. The balance is counted by it."),
        widget=forms.TextInput(attrs={"list": "interests"}),
    )
    qualification = area(_("What qualifies them?"), rows=3, help_text=_("Years and kind of work; kept encrypted."))

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = people  # type: ignore[attr-defined]  # a ChoiceField


SCALE = [(str(number), str(number)) for number in range(1, 6)]


class RatingForm(ActForm):
    """Importance and frequency of each task, all at once; what is left open is rated another time."""

    template_name = "schemes/_ratings.html"

    def __init__(self, *args: Any, tasks: Sequence[Task], rated: dict[Any, tuple[int, int]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.tasks = tasks
        for task in tasks:
            given = rated.get(task.pk, ("", ""))
            self.fields[f"importance_{task.pk}"] = _scale(_("Importance"), given[0])
            self.fields[f"frequency_{task.pk}"] = _scale(_("Frequency"), given[1])

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
                self.add_error(f"{half}_{task.pk}", _("Rate this as well."))
        return given

    @property
    def ratings(self) -> dict[str, tuple[int, int]]:
        """What was chosen, by the task's number."""
        chosen = {}
        for task in self.tasks:
            importance, frequency = (self.cleaned_data[f"{what}_{task.pk}"] for what in ("importance", "frequency"))
            if importance and frequency:
                chosen[task.number] = (int(importance), int(frequency))
        return chosen


def _scale(label: Any, chosen: object) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=SCALE, required=False, widget=forms.RadioSelect, initial=str(chosen) if chosen else ""
    )
