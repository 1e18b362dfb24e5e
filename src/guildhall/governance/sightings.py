"""Keeps what the signals see up to date: raised, seen again with other numbers, raised again, or faded.

`conformity` gathers the signals of every room and hands each to `look`; the acts here are done by the machine alone.
"""

from collections.abc import Mapping
from datetime import timedelta

from guildhall.governance.acts import signals
from guildhall.governance.lifecycles.impartiality import SightingState
from guildhall.governance.models import Sighting
from guildhall.kernel import actors, clock
from guildhall.kernel.signals import Hint, Signal

MACHINE = actors.machine("signals")
GROWN = 1.2
"""How many times as strong as when it was judged a signal is raised again."""

LONGEST = timedelta(days=365)
"""After how long a signal that was found to be no threat is judged anew while it goes on."""


def look(signal: Signal) -> None:
    """Ask a signal, and keep what it sees."""
    known = {each.about: each for each in Sighting.objects.filter(signal=signal.name)}
    seen = {hint.about: hint for hint in signal.query()}
    for about, hint in seen.items():
        if about in known:
            _see(known[about], hint)
        else:
            _record(signal, hint)
    for about in known.keys() - seen.keys():
        if known[about].state == SightingState.RAISED:
            signals.fade(by=MACHINE, sighting=known[about])


def _record(signal: Signal, hint: Hint) -> None:
    signals.record(
        by=MACHINE,
        signal=signal.name,
        about=hint.about,
        kind=signal.threat,
        title=signal.title,
        words=hint.words,
        figures=hint.figures,
        concerns=[str(each) for each in hint.concerns],
        link=list(hint.link),
        value=hint.value,
        limit=hint.limit,
    )


def _see(sighting: Sighting, hint: Hint) -> None:
    """Raise again what faded, grew or was judged long ago; otherwise bring numbers up to date where they differ."""
    if sighting.state == SightingState.FADED or _judgement_is_worn(sighting, hint):
        signals.raise_again(by=MACHINE, sighting=sighting, figures=hint.figures, value=hint.value)
    elif not _is_same(sighting, hint.figures, hint.value):
        signals.see(by=MACHINE, sighting=sighting, figures=hint.figures, value=hint.value)


def _judgement_is_worn(sighting: Sighting, hint: Hint) -> bool:
    """Whether what a person judged of a signal cannot stand for what it shows now."""
    if sighting.state == SightingState.RAISED or sighting.judged_at is None or sighting.judged_value is None:
        return False
    is_old = sighting.state == SightingState.NO_THREAT and clock.now() - sighting.judged_at > LONGEST
    return is_old or hint.value > sighting.judged_value * GROWN


def _is_same(sighting: Sighting, figures: Mapping[str, str | float], value: float) -> bool:
    return sighting.figures == dict(figures) and sighting.value == value
