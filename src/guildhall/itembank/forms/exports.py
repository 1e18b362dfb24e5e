"""What people type when items leave the bank: which, in which shape, for whom and why."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.itembank.forms.imports import choices_of
from guildhall.itembank.lifecycles import ITEM, ItemState
from guildhall.itembank.models import ExportKind
from guildhall.itembank.models.items import Level
from guildhall.itembank.queries.exports import Wanted
from guildhall.schemes.models import Domain
from guildhall.shell.forms import ActForm
from guildhall.shell.words import translated


class ExportForm(ActForm):
    """Which items leave, in which shape, for whom and why."""

    kind = forms.ChoiceField(label=_("As"), choices=ExportKind.choices)
    states = forms.MultipleChoiceField(
        label=_("In the state"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=[ItemState.OPERATIONAL],
        help_text=_("None ticked: in any state."),
    )
    domains = forms.MultipleChoiceField(
        label=_("In the domain"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: in any domain."),
    )
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("Any")), *Level.choices])
    language = forms.CharField(label=_("Language"), required=False, max_length=20, help_text=_("For example: de"))
    numbers = forms.CharField(
        label=_("Numbers of items"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One after the other; left empty: all that fit."),
    )
    recipient = forms.CharField(label=_("For whom"), max_length=200)
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *given: Any, domains: Sequence[Domain], **more: Any) -> None:
        super().__init__(*given, **more)
        states = [(str(state), translated(word)) for state, word in ITEM.words.items()]
        self.fields["states"].choices = states  # type: ignore[attr-defined]  # a choice field
        self.fields["domains"].choices = choices_of(domains)  # type: ignore[attr-defined]  # a choice field

    @property
    def wanted(self) -> Wanted:
        """Which items were asked for."""
        typed = self.typed
        numbers = typed["numbers"].replace(",", " ").replace(";", " ").split()
        return Wanted(typed["states"], typed["domains"], typed["level"], typed["language"].strip(), numbers)
