"""What this room does by itself."""

from guildhall.conformity import runs, signals
from guildhall.jobs.declared import every


@every("conformity.run-controls", seconds=30)
def run_controls() -> None:
    """Run the controls whose answer can have changed."""
    runs.run_due()


@every("conformity.gather-signals", seconds=21600)
def gather_signals() -> None:
    """Ask the records of every room what may threaten impartiality."""
    signals.gather()
