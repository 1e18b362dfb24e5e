"""Schedules queue their jobs here, one worker at a time and never on top of one that still waits or runs."""

from django.db import transaction

from guildhall.jobs.declared import Schedule, all_schedules
from guildhall.jobs.lifecycles import JobState
from guildhall.jobs.models import Job, LastRun
from guildhall.jobs.queueing import queue
from guildhall.kernel import clock
from guildhall.ledger.guard import writing_as


def queue_due() -> int:
    """Queue every scheduled job whose time has come; returns how many."""
    last = {run.schedule: run for run in LastRun.objects.all()}
    schedules = [(each, last.get(each.kind.name)) for each in all_schedules()]
    return sum(_queued(each, run) for each, run in schedules if _is_due(each, run))


def _is_due(schedule: Schedule, last: LastRun | None) -> bool:
    """Whether the interval is over, or the clock of a demonstration went back behind the last run."""
    return last is None or not last.at <= clock.now() < last.at + schedule.interval


def _queued(schedule: Schedule, last: LastRun | None) -> bool:
    with transaction.atomic(durable=True), writing_as("jobs"):
        if not _claimed(schedule, last):
            return False
        if Job.objects.filter(kind=schedule.kind.name, state__in=[JobState.WAITING, JobState.RUNNING]).exists():
            return False
        queue(schedule.kind)
        return True


def _claimed(schedule: Schedule, last: LastRun | None) -> bool:
    """Whether this worker is the one to queue it: the swap on the last run, or the first run of all."""
    run = LastRun(schedule=schedule.kind.name, at=clock.now())
    if last is None:
        LastRun.objects.bulk_create([run], ignore_conflicts=True)
        return LastRun.objects.filter(schedule=run.schedule, at=run.at).exists()
    return bool(LastRun.objects.filter(schedule=run.schedule, at=last.at).update(at=run.at))
