"""What this room does by itself."""

from guildhall.jobs.declared import every
from guildhall.jobs.queueing import step
from guildhall.kernel import clock
from guildhall.schemes import queries
from guildhall.schemes.acts import versions
from guildhall.schemes.lifecycles import VersionState


@every("schemes.take-effect", seconds=900)
def take_effect() -> None:
    """Put the published versions into effect whose day has come."""
    due = queries.versions().filter(state=VersionState.PUBLISHED, effective_on__lte=clock.today())
    for version in due.order_by("effective_on")[:100]:
        versions.take_effect.once(step(str(version.pk)))(by=versions.TIMERS, version=version)
