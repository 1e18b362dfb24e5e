"""What people do with jobs: try a failed one again. Queueing, taking and finishing is the engine's (`leases`)."""

from guildhall.identity.permissions import holds
from guildhall.identity.roles import ADMINISTRATOR
from guildhall.jobs.lifecycles import JOB, JobState
from guildhall.jobs.models import Job
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.guard import writing_as
from guildhall.ledger.records import change


@act(
    "jobs.job.retry",
    about="job",
    move=JOB.retry,
    permission=holds(ADMINISTRATOR),
    clauses=["2012:7.4.1", "2026:7.4"],
    sentence=gettext_noop("had a failed job tried again"),
)
def retry(*, by: Actor, job: Job) -> Job:
    """Try a failed job again from the beginning, with all its attempts; steps that were done are not done twice."""
    with writing_as("jobs"):
        return change(job, state=JobState.WAITING, attempts_made=0, due_at=None, ended_at=None, fault="", fault_at="")
