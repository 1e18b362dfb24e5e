"""What people type to have a copy of the manual made, or to take documents of the starter set in."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from guildhall.identity.forms import PersonField
from guildhall.shell.forms import ActForm


class ManualForm(ActForm):
    """In which language the manual is made."""

    language = forms.ChoiceField(
        label=_("In which language?"),
        choices=settings.LANGUAGES,
        help_text=_("A document that is not in effect in it is given in another."),
    )


class TakeInForm(ActForm):
    """Who answers for what is taken in."""

    owner = PersonField(
        label=_("Who answers for it?"),
        help_text=_("Number or e-mail address. They read it, and change what the body does otherwise."),
    )
