"""What the body's records show is recorded by a machine and judged by a person, who is not concerned."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from guildhall.governance.acts import threats
from guildhall.governance.lifecycles import SIGHTING
from guildhall.governance.lifecycles.impartiality import SightingState
from guildhall.governance.models import Sighting, Threat
from guildhall.governance.models.threats import ThreatSource
from guildhall.governance.permissions.impartiality import may_judge_signals
from guildhall.governance.rules.sightings import (
    a_signal_is_judged_with_reasons,
    nobody_judges_a_signal_about_themselves,
    the_kind_is_known,
    the_known_threat_stands,
)
from guildhall.governance.rules.threats import ONGOING
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create

MACHINES = ["signals"]
JUDGING = (nobody_judges_a_signal_about_themselves, a_signal_is_judged_with_reasons)


@act(
    "governance.signal.record",
    move=SIGHTING.record,
    permission=NOBODY,
    machines=MACHINES,
    rules=[the_kind_is_known],
    clauses=ONGOING,
    sentence=gettext_noop("raised the signal {subject}"),
)
def record(
    *,
    by: Actor,
    signal: str,
    about: str,
    kind: str,
    title: str,
    words: str,
    figures: Mapping[str, Any],
    concerns: Sequence[str],
    link: Sequence[str],
    value: float,
    limit: float,
) -> Sighting:
    """Record what a signal saw for the first time about a record; a person judges it."""
    return create(
        Sighting,
        number=next_number("SG"),
        signal=signal,
        about=about,
        kind=kind,
        title=title,
        words=words,
        figures=dict(figures),
        concerns=list(concerns),
        link=list(link),
        value=value,
        limit=limit,
    )


@act(
    "governance.signal.see",
    about="sighting",
    permission=NOBODY,
    machines=MACHINES,
    clauses=ONGOING,
    label=gettext_noop("See again"),
    sentence=gettext_noop("saw the signal {subject} again, with other numbers"),
)
def see(*, by: Actor, sighting: Sighting, figures: Mapping[str, Any], value: float) -> Sighting:
    """Bring the numbers of a signal up to date; what was judged of it stays."""
    return change(sighting, figures=dict(figures), value=value, seen_at=clock.now())


@act(
    "governance.signal.raise-again",
    about="sighting",
    move=SIGHTING.raise_again,
    permission=NOBODY,
    machines=MACHINES,
    clauses=ONGOING,
    sentence=gettext_noop("raised the signal {subject} again"),
)
def raise_again(*, by: Actor, sighting: Sighting, figures: Mapping[str, Any], value: float) -> Sighting:
    """Raise a signal again that had faded, or grew since it was judged, or was judged long ago."""
    return change(
        sighting,
        state=SightingState.RAISED,
        figures=dict(figures),
        value=value,
        raised_at=clock.now(),
        seen_at=clock.now(),
    )


@act(
    "governance.signal.fade",
    about="sighting",
    move=SIGHTING.fade,
    permission=NOBODY,
    machines=MACHINES,
    clauses=ONGOING,
    sentence=gettext_noop("no longer saw the signal {subject}"),
)
def fade(*, by: Actor, sighting: Sighting) -> Sighting:
    """Take back a signal that the records do not show any more, before anybody judged it."""
    return change(sighting, state=SightingState.FADED)


@act(
    "governance.signal.name",
    about="sighting",
    move=SIGHTING.name,
    permission=may_judge_signals,
    rules=JUDGING,
    clauses=ONGOING,
    sentence=gettext_noop("named a new threat for the signal {subject}"),
)
def name(*, by: Actor, sighting: Sighting, title: str, owner: Person, reasons: str) -> Sighting:
    """Judge that a signal shows a threat that the register does not know yet, and name it there."""
    named = threats.identify(
        by=by,
        kind=sighting.kind,
        source=ThreatSource.SIGNAL,
        title=title,
        description=f"{sighting.number}: {reasons.strip()}",
        owner=owner,
        concerns=[UUID(each) for each in sighting.concerns],
    )
    return _judged(by, sighting, SightingState.NEW_THREAT, reasons, named)


@act(
    "governance.signal.recognise",
    about="sighting",
    move=SIGHTING.recognise,
    permission=may_judge_signals,
    rules=[*JUDGING, the_known_threat_stands],
    clauses=ONGOING,
    sentence=gettext_noop("recognised a known threat in the signal {subject}"),
)
def recognise(*, by: Actor, sighting: Sighting, threat: Threat, reasons: str) -> Sighting:
    """Judge that a signal shows a threat that the register knows."""
    return _judged(by, sighting, SightingState.KNOWN_THREAT, reasons, threat)


@act(
    "governance.signal.dismiss",
    about="sighting",
    move=SIGHTING.dismiss,
    permission=may_judge_signals,
    rules=JUDGING,
    clauses=ONGOING,
    sentence=gettext_noop("found no threat in the signal {subject}"),
)
def dismiss(*, by: Actor, sighting: Sighting, reasons: str) -> Sighting:
    """Judge that a signal shows no threat; it comes up again when it grows, or after a year."""
    return _judged(by, sighting, SightingState.NO_THREAT, reasons, None)


def _judged(by: Actor, sighting: Sighting, state: SightingState, reasons: str, threat: Threat | None) -> Sighting:
    return change(
        sighting,
        state=state,
        reasons=reasons.strip(),
        threat=threat,
        judged_value=sighting.value,
        judged_at=clock.now(),
        judged_by=Person.objects.get(pk=by.name),
    )
