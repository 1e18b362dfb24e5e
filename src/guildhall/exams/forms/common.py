"""What many acts of this room are told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.shell.forms import ActForm


class ReasonForm(ActForm):
    """Why something is taken back, out of use or off."""

    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One sentence.")
    )
