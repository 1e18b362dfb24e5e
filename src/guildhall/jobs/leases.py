"""How a worker takes a job, keeps it, and gives it back: done, to be tried again, or failed.

A job is lent, not given. Its lease is renewed while its worker lives; when the lease ends the job is anybody's again,
and the worker that lost it can no longer say what became of it.
"""

import random
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from guildhall.jobs.declared import all_kinds, kind_named
from guildhall.jobs.faults import Fault
from guildhall.jobs.lifecycles import JobState
from guildhall.jobs.models import Job
from guildhall.kernel import clock
from guildhall.ledger.guard import writing_as

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
WORKER_DIED = Fault("WorkerDied", "")
"""What is kept of a job whose last attempt took its worker along, or outlived its lease."""


def lease() -> timedelta:
    """How long a worker is believed alive without a sign of life."""
    return timedelta(seconds=settings.GUILDHALL.job_lease)


def take(holder: UUID) -> Job | None:
    """The next job that is due, lent to `holder`; None when nothing waits. Two workers never get the same.

    PostgreSQL skips rows that another worker is just taking; on SQLite one writes at a time.
    """
    if not _due().exists():
        return None
    with transaction.atomic(durable=True), writing_as("jobs"):
        job = _due().order_by("id").select_for_update(skip_locked=True).first()
        if job is None:
            return None
        if job.attempts_made >= kind_named(job.kind).attempts:
            _abandon(job)
            return None
        return _lent(job, holder)


def renew(job: Job) -> bool:
    """A sign of life; False when the job is no longer ours."""
    with writing_as("jobs"):
        return bool(_ours(job).update(lease_until=clock.now() + lease()))


def finish(job: Job) -> bool:
    """The job is done; False when it is no longer ours, and whoever has it now says so."""
    return _end(job, {"state": JobState.DONE, "ended_at": clock.now(), "fault": "", "fault_at": ""})


def put_back(job: Job, fault: Fault) -> bool:
    """The attempt failed: the job is tried again after a pause, or has failed when it was tried often enough."""
    if job.attempts_made >= kind_named(job.kind).attempts:
        return _end(job, _failed(fault))
    due_at = clock.now() + pause(job.attempts_made)
    return _end(job, {"state": JobState.WAITING, "due_at": due_at, "fault": fault.kind, "fault_at": fault.place})


def pause(attempts_made: int) -> timedelta:
    """How long to wait after so many attempts: doubled each time, up to an hour, shortened by chance by up to half.

    Chance keeps jobs that failed together from coming back together.
    """
    longest: timedelta = min(FIRST_PAUSE * 2 ** min(attempts_made - 1, 20), LONGEST_PAUSE)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311  # no secret: it only spreads jobs out


def sweep(before: datetime) -> int:
    """Remove the jobs that were done before a moment; failed ones stay until somebody has looked at them."""
    with writing_as("jobs"):
        swept, _ = Job.objects.filter(state=JobState.DONE, ended_at__lt=before).delete()
    return swept


def _due() -> QuerySet[Job]:
    """What waits and may begin, and what its worker no longer keeps.

    A lease that ends later than any given now was given before a demonstration's clock went back; it counts as over.
    """
    now = clock.now()
    begin = Q(state=JobState.WAITING) & (Q(due_at__isnull=True) | Q(due_at__lte=now))
    lost = Q(state=JobState.RUNNING) & (Q(lease_until__lte=now) | Q(lease_until__gt=now + lease() * 2))
    return Job.objects.filter(begin | lost, kind__in=[kind.name for kind in all_kinds()])


def _ours(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, holder=job.holder)


def _failed(fault: Fault) -> dict[str, Any]:
    return {"state": JobState.FAILED, "ended_at": clock.now(), "fault": fault.kind, "fault_at": fault.place}


def _abandon(job: Job) -> None:
    """A job that takes its workers along is not tried for ever."""
    freed = {"holder": None, "lease_until": None, "revision": F("revision") + 1}
    Job.objects.filter(pk=job.pk).update(**freed, **_failed(WORKER_DIED))


def _end(job: Job, columns: dict[str, Any]) -> bool:
    with writing_as("jobs"):
        written = {"holder": None, "lease_until": None, "revision": F("revision") + 1, **columns}
        return bool(_ours(job).update(**written))


def _lent(job: Job, holder: UUID) -> Job:
    """The job with its new holder, one attempt more and a fresh lease."""
    job.state, job.holder, job.lease_until = JobState.RUNNING, holder, clock.now() + lease()
    job.attempts_made += 1
    job.revision += 1
    job.save(update_fields=["state", "holder", "lease_until", "attempts_made", "revision"])
    return job
