"""What is typed of calendar addresses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.shell.forms import ActForm


class AddressForm(ActForm):
    """Which program subscribes."""

    label = forms.CharField(
        label=_("What subscribes?"), max_length=80, help_text=_("So that you know it again: “my phone”.")
    )
