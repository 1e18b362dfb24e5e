"""What holds of signals: what a machine may record, and who judges it."""

from django.utils.translation import gettext as _

from guildhall.governance.lifecycles.impartiality import ThreatState
from guildhall.governance.models import Sighting, Threat
from guildhall.governance.models.threats import ThreatKind
from guildhall.governance.rules.body import blank
from guildhall.governance.rules.threats import ONGOING, OWN, about_oneself
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule


@rule("signal-kind", kind=Kind.OURS, clauses=ONGOING)
def the_kind_is_known(*, kind: str) -> Refusal | None:
    """A signal points at one of the kinds of threats."""
    if kind in ThreatKind.values:
        return None
    return Refusal(_("This kind of threat is not known."), mend=Mend(_("Declare the signal with a known kind.")))


@rule("R-08", clauses=OWN)
def nobody_judges_a_signal_about_themselves(*, by: Actor, sighting: Sighting) -> Refusal | None:
    """Nobody judges what records show about themselves."""
    return about_oneself(by, sighting.concerns)


@rule("signal-reasons", kind=Kind.STATED, clauses=ONGOING)
def a_signal_is_judged_with_reasons(*, reasons: str) -> Refusal | None:
    """Whoever judges a signal says why it is a threat, or why it is none."""
    return blank(reasons=reasons)


@rule("signal-threat", kind=Kind.OURS, clauses=ONGOING)
def the_known_threat_stands(*, threat: Threat) -> Refusal | None:
    """A signal is recognised in a threat that stands."""
    if threat.state != ThreatState.CLOSED:
        return None
    return Refusal(
        _("The threat %(number)s is closed.") % {"number": threat.number},
        mend=Mend(_("Choose one that stands, or make a new one of the signal.")),
        field="threat",
    )
