"""What this room does by itself."""

from guildhall.governance.acts import accreditations, ai, covers
from guildhall.governance.lifecycles.body import AccreditationState, CoverState
from guildhall.governance.models import Accreditation, Cover
from guildhall.governance.queries.ai import lapsing
from guildhall.jobs.declared import every
from guildhall.jobs.queueing import step
from guildhall.kernel import actors, clock

TIMERS = actors.machine("timers")
RUNNING = (AccreditationState.IN_FORCE, AccreditationState.SUSPENDED)


@every("governance.end-what-is-over", seconds=900)
def end_what_is_over() -> None:
    """Mark accreditations and covers whose last day has passed; nothing refers to them since that day."""
    for accreditation in Accreditation.objects.filter(state__in=RUNNING, until_on__lt=clock.today()):
        accreditations.expire.once(step(str(accreditation.pk)))(by=TIMERS, accreditation=accreditation)
    for cover in Cover.objects.filter(state=CoverState.IN_FORCE, until_on__lt=clock.today()):
        covers.end.once(step(str(cover.pk)))(by=TIMERS, cover=cover)


@every("governance.switch-off-ai", seconds=900)
def switch_off_ai() -> None:
    """Mark the uses of artificial intelligence that are off because something that carried them went away."""
    for use in lapsing():
        ai.lapse(by=TIMERS, use=use)
