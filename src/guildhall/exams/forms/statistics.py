"""What is told where statistics are read: why an item is to be looked at, and what a study asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.exams.forms.common import ReasonForm
from guildhall.schemes.models import StudyKind
from guildhall.shell.forms import ActForm

GROUPS = [
    ("language", _("Language of the candidate")),
    ("place", _("Place of the examination")),
    ("attempt", _("First attempt or repeat")),
    ("arrangement", _("Special arrangements granted")),
]
"""How attempts are told apart where groups are compared, by the name that the data gives it."""

ASKED = (StudyKind.ITEM_ANALYSIS, StudyKind.CALIBRATION, StudyKind.DIF, StudyKind.KEY_VALIDATION)
"""Kinds of study that rest on nothing but the attempts at a form."""


class FlagForm(ReasonForm):
    """Why an item goes to review, as its numbers say it; whoever sends it may add to that."""


class HiddenFlagForm(FlagForm):
    """The same, sent with one press of a button."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].widget = forms.HiddenInput()


class BeginStudyForm(ActForm):
    """What a study asks of the attempts at a form."""

    kind = forms.ChoiceField(label=_("What is asked"), choices=[(each.value, each.label) for each in ASKED])
    group = forms.ChoiceField(
        label=_("Groups that are compared"),
        choices=[("", "–"), *GROUPS],
        required=False,
        help_text=_("For differential item functioning. Groups of fewer than ten are never shown."),
    )
    model = forms.ChoiceField(
        label=_("Model"),
        choices=[("", _("chosen by the number of attempts")), ("rasch", "Rasch"), ("2pl", _("two parameters"))],
        required=False,
        help_text=_("For a calibration."),
    )

    def options(self) -> dict[str, str]:
        """The options of the study, as it keeps them."""
        asked = {StudyKind.DIF: "group", StudyKind.CALIBRATION: "model"}.get(self.cleaned_data["kind"])
        value = self.cleaned_data.get(asked, "") if asked else ""
        return {asked: value} if asked and value else {}

    def clean(self) -> dict[str, Any]:
        """A comparison says of what."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == StudyKind.DIF and not cleaned.get("group"):
            self.add_error("group", _("Say which groups are compared."))
        return cleaned


class FindingForm(ActForm):
    """What a person found on a question that was taken up."""

    finding = forms.CharField(
        label=_("What was found"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you looked at, what the candidates said, and what it showed."),
    )
