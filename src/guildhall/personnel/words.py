"""How figures of agreement are told to people, with their caution."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.personnel.models import Agreement
from guildhall.personnel.risks import ENOUGH


def agreement_told(found: Agreement) -> str:
    """How far somebody agrees with others, in a sentence or two."""
    same = ngettext(
        "Same verdict in %(same)d of %(count)d attempt marked twice",
        "Same verdict in %(same)d of %(count)d attempts marked twice",
        found.twice,
    ) % {"same": found.same, "count": found.twice}
    parts = [same, _kappa(found), _points(found)]
    told = ", ".join(each for each in parts if each) + "."
    return told if found.twice >= ENOUGH else f"{told} {_('So few attempts say little.')}"


def _kappa(found: Agreement) -> str:
    if found.kappa is None:
        return ""
    return _("kappa %(kappa)s (at least %(low)s)") % {"kappa": found.kappa, "low": found.kappa_low}


def _points(found: Agreement) -> str:
    if found.leniency is None or not found.leniency:
        return ""
    words = {"points": abs(found.leniency)}
    if found.leniency > 0:
        return _("%(points)s per cent of the points more than others") % words
    return _("%(points)s per cent of the points fewer than others") % words
