"""Jobs: what runs, waits and failed; a failed one is tried again here."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from guildhall.identity.permissions import holds
from guildhall.identity.roles import ADMINISTRATOR
from guildhall.jobs.acts import retry
from guildhall.jobs.lifecycles import JOB, JobState
from guildhall.jobs.models import Job
from guildhall.jobs.queries import counts
from guildhall.kernel.words import gettext_noop
from guildhall.shell.lists import Column, Filter, ListPage, OnSelection
from guildhall.shell.pages import page
from guildhall.shell.records import Status, Tone
from guildhall.shell.requests import PageRequest

TONES = {
    JobState.WAITING: Tone.OPEN,
    JobState.RUNNING: Tone.OPEN,
    JobState.DONE: Tone.HOLDS,
    JobState.FAILED: Tone.FAILS,
}


def status_of(job: Job) -> Status:
    """Where a job stands, in a word."""
    state = JobState(job.state)
    return Status(_(JOB.words[state]), TONES[state])


def _states(request: PageRequest) -> Sequence[tuple[str, str]]:
    """The states, each with how many jobs stand in it."""
    numbers = counts()
    return [(str(state), f"{_(JOB.words[state])} ({numbers[state]})") for state in JobState]


JOBS = ListPage[Job](
    name="jobs.jobs",
    title=gettext_noop("Jobs"),
    queryset=lambda request: Job.objects.all(),
    columns=[
        Column(gettext_noop("Job"), lambda job: job.kind, order="kind", code=True),
        Column(gettext_noop("State"), status_of, order="state"),
        Column(gettext_noop("Queued"), lambda job: job.queued_at, order="queued_at"),
        Column(gettext_noop("Not before"), lambda job: job.due_at, order="due_at"),
        Column(gettext_noop("Attempts"), lambda job: job.attempts_made),
        Column(gettext_noop("Ended"), lambda job: job.ended_at, order="ended_at"),
        Column(gettext_noop("Failed of"), lambda job: job.fault, code=True),
        Column(gettext_noop("At"), lambda job: job.fault_at, code=True),
    ],
    filters=[
        Filter("state", gettext_noop("State"), _states, lambda jobs, state: jobs.filter(state=state)),
    ],
    on_selection=[OnSelection(retry)],
    empty=gettext_noop(
        "Here stands the work that is done in the background: mail, reminders, controls. Done work is shown for a week."
    ),
)


@page(area="desk", permission=holds(ADMINISTRATOR))
def register(request: PageRequest) -> HttpResponse:
    """Every job that is kept, the newest first."""
    return JOBS.response(request)
