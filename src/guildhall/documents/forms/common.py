"""What the forms of this room share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.shell.forms import ActForm

Words = Any
"""A text, or one that is translated when it is shown."""


def area(label: Words, *, rows: int = 4, help_text: Words = "") -> forms.CharField:
    """A text of several lines; whether it must be there, the act says."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, widget=widget, help_text=help_text)


class ReasonForm(ActForm):
    """Why something is sent back, withdrawn or ended."""

    reason = area(_("Reason"), rows=3, help_text=_("One sentence that others will understand later."))


class FindingsForm(ActForm):
    """What somebody found who looked."""

    findings = area(_("What did you find?"), help_text=_("What you looked at, and with what result."))
