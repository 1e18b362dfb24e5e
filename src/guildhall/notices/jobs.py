"""What of notices is done by the clock."""

from guildhall.jobs.declared import every
from guildhall.notices import deadlines, sending


@every("notices.send", seconds=5)
def send() -> None:
    """Send the e-mails that wait, and try again those whose turn has come."""
    sending.send_waiting()


@every("notices.remind", seconds=600)
def remind() -> None:
    """Warn of the days that come near, and mark those that passed."""
    deadlines.pass_day()
