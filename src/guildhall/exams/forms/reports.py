"""The form with which a technical report is ordered."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.shell.forms import ActForm


class ReportForm(ActForm):
    """Over which attempts, and in which language."""

    year = forms.TypedChoiceField(
        label=_("Attempts"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("A year is offered where its item analysis has been computed."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("en", _("English")), ("de", _("German"))])

    def __init__(self, *args: Any, years: Sequence[int], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", _("All of the form")), *((str(year), str(year)) for year in years)]
        self.fields["year"].choices = choices  # type: ignore[attr-defined]  # a choice field
