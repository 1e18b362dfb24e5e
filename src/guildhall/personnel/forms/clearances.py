"""What people type on conflicts in single matters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.shell.forms import ActForm


class ClearForm(ActForm):
    """Whether one has a conflict in a matter; nothing typed means that there is none."""

    conflict = forms.CharField(
        label=_("A conflict, if you have one"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Leave this empty if nothing ties you to the people in this matter. Otherwise name it: family, work, "
            "teaching, money. The quality manager judges it before you work on."
        ),
    )
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)


class ConflictForm(ActForm):
    """A conflict that turned up later."""

    conflict = forms.CharField(
        label=_("What ties you to this matter?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("You stop working on it until the quality manager has judged it."),
    )
