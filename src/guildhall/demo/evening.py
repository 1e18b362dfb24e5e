"""What the house does by itself at the end of a day of the story, in this process and without a worker."""

from collections.abc import Iterable

from django.utils.module_loading import autodiscover_modules

from guildhall.jobs.declared import kind_named
from guildhall.jobs.queueing import queue
from guildhall.jobs.worker import Worker
from guildhall.ledger import followers, sequencer
from guildhall.notices import sending

FROM_TIME_TO_TIME = (
    "applications.lapse",
    "certification.let-time-pass",
    "exams.let-time-pass",
    "notices.remind",
    "personnel.expire-authorisations",
    "personnel.expire-declarations",
)
"""What time brings about: warnings, and what runs out by itself."""

EVENINGS = 30
"""Evenings of the story between two of these rounds."""

MANY = 10_000
"""More than happens on any day."""


class Evening:
    """The house's own work at the end of each day; what time brings about, every so many evenings."""

    def __init__(self) -> None:
        autodiscover_modules("jobs", "followers")
        self._worker = Worker()
        self._evenings = 0

    def __call__(self) -> None:
        self._evenings += 1
        self.settle()
        if self._evenings % EVENINGS == 0:
            self.let_time_pass(FROM_TIME_TO_TIME)

    def settle(self) -> None:
        """Number what was done, tell it, and do what follows from it, until nothing follows any more."""
        while sequencer.run(MANY):
            followers.advance_all(MANY)
            self._work()
            sending.send_waiting(MANY)

    def let_time_pass(self, kinds: Iterable[str]) -> None:
        """Do what is scheduled, once, and what follows from it."""
        for kind in kinds:
            queue(kind_named(kind))
        self._work()
        self.settle()

    def _work(self) -> None:
        while self._worker.do_jobs():
            pass
