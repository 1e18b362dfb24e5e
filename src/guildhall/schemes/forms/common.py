"""What the forms of this room share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.shell.forms import ActForm

Words = Any
"""A text, or one that is translated when it is shown."""


def area(label: Words, *, rows: int = 4, help_text: Words = "", required: bool = False) -> forms.CharField:
    """A text of several lines; whether it must be there, the act says."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget, help_text=help_text)


def code() -> forms.CharField:
    """A short code."""
    return forms.CharField(label=_("Code"), max_length=12)


def whole(label: Words, *, help_text: Words = "", required: bool = True, **more: Any) -> forms.IntegerField:
    """A whole number that is not below zero."""
    return forms.IntegerField(label=label, min_value=0, help_text=help_text, required=required, **more)


def money(label: Words, help_text: Words = "") -> forms.DecimalField:
    """An amount of money."""
    return forms.DecimalField(label=label, min_value=0, max_digits=9, decimal_places=2, help_text=help_text)


class ReasonForm(ActForm):
    """Why something is sent back, ended or put right."""

    reason = area(_("Reason"), rows=3, help_text=_("One sentence that others will understand later."))


class PartForm(ActForm):
    """A part of a whole: it carries the revision of the part that was seen, nothing for a new one."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def lock_name(self, field: str) -> None:
        """Show by what a part is called, without a way to change it: it would be another part."""
        self.fields[field].disabled = True
