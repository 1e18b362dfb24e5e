"""What this room does by itself."""

from guildhall.applications.acts import applications
from guildhall.applications.lifecycles import ApplicationState
from guildhall.applications.models import Application
from guildhall.jobs.declared import every
from guildhall.jobs.queueing import step
from guildhall.kernel import actors, clock

TIMERS = actors.machine("timers")


@every("applications.lapse", seconds=900)
def lapse() -> None:
    """Let the applications lapse whose applicants did not answer in time (T-21); they were warned before."""
    overdue = Application.objects.filter(
        state=ApplicationState.INFORMATION_REQUESTED,
        inquiries__answered_at__isnull=True,
        inquiries__due_on__lt=clock.today(),
    )
    for application in overdue.select_related(*Application.reload_with).order_by("moved_at")[:500]:
        applications.lapse.once(step(str(application.pk)))(by=TIMERS, application=application)
