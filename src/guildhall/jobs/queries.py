"""What others may read of the queue."""

from django.db.models import Count, QuerySet

from guildhall.jobs.lifecycles import JobState
from guildhall.jobs.models import Job


def counts() -> dict[str, int]:
    """How many jobs stand in each state."""
    found = dict(Job.objects.values_list("state").annotate(number=Count("id")))
    return {str(state): found.get(str(state), 0) for state in JobState}


def latest(*states: JobState) -> QuerySet[Job]:
    """Jobs in these states, the newest first."""
    return Job.objects.filter(state__in=states).order_by("-id")
