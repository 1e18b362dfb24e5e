"""What of threats and signals is read only by who may, and leaves a trace: both may speak of people."""

from guildhall.governance.models import Sighting, Threat
from guildhall.governance.permissions.impartiality import may_judge_signals, may_read_threats
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading


@reading("governance.threat.read", about="threat", permission=may_read_threats)
def one_threat(*, by: Actor, threat: Threat) -> Threat:
    """One threat to impartiality with its analysis and treatment."""
    return threat


@reading("governance.signal.read", about="sighting", permission=may_judge_signals)
def one_signal(*, by: Actor, sighting: Sighting) -> Sighting:
    """What records show, and whom it is about."""
    return sighting
