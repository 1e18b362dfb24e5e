"""Forms of schemes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.schemes.forms.common import area
from guildhall.shell.forms import ActForm


class SchemeForm(ActForm):
    """A scheme to be opened."""

    code = forms.CharField(
        label=_("Code"),
        max_length=8,
        help_text=_("Two to eight capital letters or digits, such as WTT. Versions are numbered by it: WTT-1."),
    )
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("What is certified, as people call it."))
    owner = forms.CharField(
        label=_("Owner"),
        max_length=200,
        required=False,
        help_text=_("Only where somebody else owns the scheme and the body runs it under an agreement."),
    )


class CorrectForm(ActForm):
    """Name and owner, put right."""

    name = forms.CharField(label=_("Name"), max_length=200)
    owner = forms.CharField(label=_("Owner"), max_length=200, required=False)
    reason = area(_("Reason"), rows=2)


class ConfirmForm(ActForm):
    """The question before anything is published (R-56)."""

    no_training_favoured = forms.BooleanField(
        required=False,
        label=_("I have read the text: nothing in it says or suggests that some training helps"),
        help_text=_(
            "No hint that training by us, or by somebody we favour, makes certification easier, quicker, cheaper."
        ),
    )
