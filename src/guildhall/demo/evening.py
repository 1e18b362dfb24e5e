"""What the house does by itself at the end of a day of the story, in this process and without a worker."""

from django.utils.module_loading import autodiscover_modules

from guildhall.jobs.declared import all_schedules
from guildhall.jobs.queueing import queue
from guildhall.jobs.worker import Worker
from guildhall.ledger import followers, sequencer
from guildhall.notices import sending


class Evening:
    """The house's own work, day by day; what is scheduled, every so many evenings."""

    EVERY = 60
    """Evenings of the story between two rounds of what is scheduled: warnings, and what runs out by itself."""

    def __init__(self) -> None:
        autodiscover_modules("jobs", "followers")
        self._worker = Worker()
        self._evenings = 0

    def __call__(self) -> None:
        self.settle()
        self._evenings += 1
        if self._evenings % self.EVERY == 0:
            self.let_time_pass()

    def settle(self) -> None:
        """Number what was done, tell it, and do what follows from it, until nothing follows any more."""
        while sequencer.run() or followers.advance_all() or self._worker.do_jobs() or sending.send_waiting():
            pass

    def let_time_pass(self) -> None:
        """Do everything that is scheduled, once."""
        for schedule in all_schedules():
            queue(schedule.kind)
        self.settle()
