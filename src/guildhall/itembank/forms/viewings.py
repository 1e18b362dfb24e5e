"""What people type about unusual viewing: what it was, and from where on it counts as unusual."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.shell.forms import ActForm


class WatchForm(ActForm):
    """From where on looking at items in use counts as unusual."""

    many = forms.IntegerField(label=_("So many items"), min_value=0)
    minutes = forms.IntegerField(label=_("Within so many minutes"), min_value=0)
    night_from = forms.IntegerField(label=_("Night begins at (hour)"), min_value=0, max_value=24)
    night_until = forms.IntegerField(
        label=_("Night ends at (hour)"),
        min_value=0,
        max_value=24,
        help_text=_("Where the body sits. With the same hour twice there is no night."),
    )
    idle = forms.IntegerField(
        label=_("So many items in a day with which somebody had nothing to do"),
        min_value=0,
        help_text=_("They neither wrote them nor did anything with them within thirty days."),
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
