"""What this room does by itself."""

from guildhall.conformity import runs
from guildhall.jobs.declared import every


@every("conformity.run-controls", seconds=30)
def run_controls() -> None:
    """Run the controls whose answer can have changed."""
    runs.run_due()
