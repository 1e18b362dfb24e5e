"""The worker: numbers entries, brings their effects about, queues what is scheduled, and does the jobs.

Several workers may run beside each other. None holds a transaction while it does a job.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from uuid import UUID

from django.db import connections
from django.utils.module_loading import autodiscover_modules

from guildhall.jobs import leases, queueing, schedules
from guildhall.jobs.declared import kind_named
from guildhall.jobs.faults import Fault, attempt
from guildhall.jobs.models import Job
from guildhall.kernel import identifiers
from guildhall.ledger import followers, sequencer
from guildhall.vault import keys

SHORTEST, LONGEST = 0.2, 1.0
"""Seconds between two looks at an empty queue: short after work, longer while nothing happens."""

JOBS_A_ROUND = 20
"""Jobs done before the worker looks again at the ledger, so that a long queue does not hold up numbering."""

log = logging.getLogger("guildhall.worker")


@dataclass
class Worker:
    """One worker process at work; `stopping` ends it after the job at hand."""

    holder: UUID = field(default_factory=identifiers.new_id)
    stopping: Event = field(default_factory=Event)

    def run(self) -> None:
        """Work until told to stop."""
        autodiscover_modules("jobs", "followers")
        pause = SHORTEST
        while not self.stopping.is_set():
            busy = self.round()
            pause = SHORTEST if busy else min(pause * 1.3, LONGEST)
            self.stopping.wait(0 if busy else pause)
        connections.close_all()

    def round(self) -> bool:
        """One look at everything; whether there was anything to do."""
        duties: tuple[tuple[str, Callable[[], int]], ...] = (
            ("sequencer", sequencer.run),
            ("followers", followers.advance_all),
            ("schedules", schedules.queue_due),
            ("jobs", self.do_jobs),
        )
        return any([self._done(name, duty) for name, duty in duties])  # noqa: C419  # each has its turn, every time

    def do_jobs(self) -> int:
        """Do jobs that are due, one after the other; returns how many."""
        done = 0
        while done < JOBS_A_ROUND and not self.stopping.is_set() and (job := leases.take(self.holder)):
            self._do(job)
            done += 1
        return done

    def _done(self, name: str, duty: Callable[[], int]) -> bool:
        count: list[int] = []
        if attempt(name, lambda: count.append(duty())):
            connections.close_all()
        return any(count)

    def _do(self, job: Job) -> None:
        with kept_alive(job):
            fault = attempt(f"job {job.kind} {job.id}", lambda: _run(job))
        _say(job, fault)


def _run(job: Job) -> None:
    token = queueing.running.set(job)
    try:
        with keys.one_request():
            kind_named(job.kind).run(job.arguments)
    finally:
        queueing.running.reset(token)


def _say(job: Job, fault: Fault | None) -> None:
    kept = leases.put_back(job, fault) if fault else leases.finish(job)
    if not kept:
        log.warning("job %s %s: its lease was over; another worker has it", job.kind, job.id)


@contextmanager
def kept_alive(job: Job) -> Iterator[None]:
    """Renew the job's lease from a thread of its own until the block ends."""
    over = Event()
    thread = Thread(target=_beat, args=(job, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _renew(job: Job) -> None:
    leases.renew(job)


def _beat(job: Job, over: Event) -> None:
    try:
        while not over.wait(leases.lease().total_seconds() / 3):
            attempt("heartbeat", lambda: _renew(job))
    finally:
        connections.close_all()
