"""Jobs, and when schedules last queued theirs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from guildhall.jobs.lifecycles import JOB, JobState
from guildhall.kernel import clock
from guildhall.ledger.records import Record


class Job(Record):
    """One piece of work that waits, runs, is done or has failed.

    `arguments` are identifiers only. `once` queues a job at most once. `lease_until` says until when the worker that
    took it is believed alive, `holder` which one that is. `fault` is the class of the exception that ended the last
    attempt and `fault_at` its place in the code; the text is deliberately absent, because it may hold a name. There is
    no foreign key to what the job is about: a job never stands in the way of anything.
    """

    written_by: ClassVar[str] = "jobs"
    lifecycle = JOB

    kind = models.CharField(max_length=100)
    arguments = models.JSONField(default=dict)
    once = models.CharField(max_length=200, null=True, unique=True)
    state = models.CharField(max_length=10, default=JobState.WAITING)
    queued_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(null=True)
    attempts_made = models.PositiveSmallIntegerField(default=0)
    holder = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=100, blank=True)
    fault_at = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "jobs_job"
        indexes = [
            models.Index(fields=["id"], condition=Q(state__in=["waiting", "running"]), name="job_is_open"),
            models.Index(fields=["state", "ended_at"], name="job_by_end"),
            models.Index(fields=["kind", "state"], name="job_by_kind"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[str(s) for s in JobState]), name="job_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="running", holder__isnull=False, lease_until__isnull=False)
                | (~Q(state="running") & Q(holder__isnull=True, lease_until__isnull=True)),
                name="job_is_held_while_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], ended_at__isnull=False)
                | Q(state__in=["waiting", "running"], ended_at__isnull=True),
                name="job_has_ended_when_it_ended",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(fault=""), name="job_failed_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class LastRun(models.Model):
    """When a schedule last queued its job."""

    written_by: ClassVar[str] = "jobs"

    schedule = models.CharField(max_length=100, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "jobs_last_run"
