"""What is typed where examiners are assigned and mark, and where paper and files of providers are taken in."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guildhall.exams.models import ChecklistStep, FormItem, GlobalRating, Marking, Part
from guildhall.identity.models import Person
from guildhall.schemes.models import Component
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField
from guildhall.vault.kinds import JPEG, PDF, PNG

SCANS = (PDF, PNG, JPEG)
"""What a signed report may be handed in as."""


class AssignForm(ActForm):
    """Who examines or marks, and in which part."""

    examiner = forms.ModelChoiceField(label=_("Examiner"), queryset=Person.objects.none())
    part = forms.ChoiceField(label=_("Part"), choices=Part.choices)

    def __init__(self, *args: Any, examiners: dict[UUID, str], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["examiner"]
        field.queryset = Person.objects.filter(pk__in=examiners)
        field.label_from_instance = lambda person: examiners[person.pk]


class MarkingForm(ActForm):
    """The points of each step, station by station, the judgement of the whole where it is asked for, and notes.

    A step of up to four points is marked by touching one of them; a larger one by its number. No sum is shown: the
    whole is judged by what was seen.
    """

    notes = forms.CharField(label=_("Notes"), widget=forms.Textarea(attrs={"rows": 4}), required=False)

    def __init__(self, *args: Any, marking: Marking, steps: Iterable[ChecklistStep], **more: Any) -> None:
        super().__init__(*args, record=marking, **more)
        self.steps = list(steps)
        self.fields["notes"].initial = marking.notes
        for step in self.steps:
            self.fields[_name(step)] = _field(step, marking.steps.get(str(step.position)))
        if marking.attempt.checklist and marking.attempt.checklist.rated:
            self.fields["rating"] = _rating(marking.rating)

    @property
    def stations(self) -> list[tuple[str, list[tuple[ChecklistStep, Any]]]]:
        """The steps with their fields, station by station, for the page."""
        return [
            (station, [(step, self[_name(step)]) for step in here])
            for station, here in groupby(self.steps, key=lambda step: step.station)
        ]

    @property
    def given(self) -> dict[str, str]:
        """The points that were given; a step that was not touched is not in it."""
        found = {str(step.position): self.typed.get(_name(step)) for step in self.steps}
        return {place: str(points) for place, points in found.items() if points not in {None, ""}}


def _rating(kept: str) -> forms.Field:
    return forms.ChoiceField(
        label=_("How do you judge the whole performance?"),
        required=False,
        choices=GlobalRating.choices,
        widget=forms.RadioSelect,
        initial=kept or None,
        help_text=_("By what you saw, not by counting points. It counts for no result."),
    )


MOST_BUTTONS = 4
"""Up to how many points a step is marked by buttons."""


def _name(step: ChecklistStep) -> str:
    return f"step-{step.position}"


def _field(step: ChecklistStep, kept: str | None) -> forms.Field:
    label = f"{step.position}. {step.words}"
    begun = f"{Decimal(kept).normalize():f}" if kept is not None else None
    if step.points > MOST_BUTTONS or step.points % 1:
        return forms.DecimalField(
            label=label, required=False, min_value=0, max_value=step.points, decimal_places=2, initial=begun
        )
    words = {0: _("not done"), int(step.points): _("done")}
    choices = [(str(each), words.get(each, str(each))) for each in range(int(step.points) + 1)]
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect, initial=begun)


class AnswersForm(ActForm):
    """The answers of one paper, item by item."""

    def __init__(self, *args: Any, placements: Iterable[FormItem], **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = [each.position for each in placements]
        for place in self.places:
            self.fields[f"item-{place}"] = forms.CharField(
                label=str(place), required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
            )

    @property
    def content(self) -> dict[str, str]:
        """What was typed, by the place of the item."""
        return {str(place): self.typed[f"item-{place}"].strip() for place in self.places}


class ScoreForm(ActForm):
    """The score of one paper, as it stands on it."""

    score = forms.CharField(label=_("Score"), max_length=12)
    maximum = forms.CharField(label=_("Maximum"), max_length=12)

    @property
    def content(self) -> dict[str, str]:
        """What was typed."""
        return {"score": self.typed["score"].replace(",", "."), "maximum": self.typed["maximum"].replace(",", ".")}


class ProviderFileForm(ActForm):
    """A provider's file of results."""

    file = forms.FileField(
        label=_("File of results"),
        help_text=_("CSV in UTF-8; its first line names the columns: attempt, score, maximum."),
    )


class ReportForm(ActForm):
    """The provider's signed report of the session."""

    report = UploadField(
        allowed=SCANS,
        label=_("Signed report of the session"),
        help_text=_("PDF, PNG or JPEG. It stands for identity checks, pledges and invigilation at the provider's."),
    )


class EquivalenceForm(ActForm):
    """Why a provider's examination counts as one of the scheme, and until when."""

    component = forms.ModelChoiceField(label=_("Component"), queryset=Component.objects.none())
    provider = forms.CharField(label=_("Provider"), max_length=200, required=False)
    reasons = forms.CharField(
        label=_("Reasons"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text=_("What was compared, with which data, and what was found."),
    )
    valid_until = forms.DateField(label=_("Valid until"))

    def __init__(self, *args: Any, components: QuerySet[Component], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["component"].queryset = components  # type: ignore[attr-defined]  # a field of choices
