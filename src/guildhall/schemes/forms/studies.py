"""Forms of studies."""

from django.utils.translation import gettext_lazy as _

from guildhall.schemes.forms.common import area
from guildhall.shell.forms import ActForm


class ProposeForm(ActForm):
    """What follows from a study, and what its numbers cannot bear."""

    conclusion = area(
        _("What follows?"),
        help_text=_("What whoever approves is to agree to: that the form measures well enough, which cut, which key."),
    )
    limits = area(
        _("What can the numbers not bear?"),
        help_text=_("How many there were, who was left out, what was assumed. It stands in every report."),
    )
