"""The life of a job."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


JOB = Lifecycle(
    noun=gettext_noop("job"),
    states=JobState,
    words={
        JobState.WAITING: gettext_noop("Waiting"),
        JobState.RUNNING: gettext_noop("Running"),
        JobState.DONE: gettext_noop("Done"),
        JobState.FAILED: gettext_noop("Failed"),
    },
    moves=(
        Move("queue", (), JobState.WAITING, gettext_noop("Queue")),
        Move("take", (JobState.WAITING, JobState.RUNNING), JobState.RUNNING, gettext_noop("Take"), by_time=True),
        Move("finish", (JobState.RUNNING,), JobState.DONE, gettext_noop("Finish"), by_time=True),
        Move("put_back", (JobState.RUNNING,), JobState.WAITING, gettext_noop("Put back"), by_time=True),
        Move("give_up", (JobState.RUNNING,), JobState.FAILED, gettext_noop("Give up"), by_time=True),
        Move("retry", (JobState.FAILED,), JobState.WAITING, gettext_noop("Try again")),
    ),
)
