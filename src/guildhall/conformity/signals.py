"""Gathers what the rooms' own records show that may threaten impartiality, and hands it to governance.

Rooms declare signals in ``signals.py`` and know nobody who reads them; governance keeps what they see and lets people
judge it. No arrow points up.
"""

from django.utils.module_loading import autodiscover_modules

from guildhall.governance import sightings
from guildhall.kernel.signals import all_signals


def gather() -> int:
    """Ask every signal of every room; returns how many were asked."""
    autodiscover_modules("signals")
    found = all_signals()
    for signal in found:
        sightings.look(signal)
    return len(found)
