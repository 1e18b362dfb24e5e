"""The jobs of this room."""

from datetime import timedelta

from guildhall.jobs.declared import every
from guildhall.jobs.leases import sweep
from guildhall.kernel import clock

KEPT = timedelta(days=7)
"""How long a done job can be looked at; what it did stands in the ledger for ever."""


@every("jobs.sweep", seconds=3600)
def sweep_done() -> None:
    """Remove the jobs that were done more than a week ago."""
    sweep(clock.now() - KEPT)
