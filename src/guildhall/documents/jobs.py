"""What this room does by itself."""

from guildhall.documents import queries
from guildhall.documents.acts import versions
from guildhall.documents.lifecycles import VersionState
from guildhall.jobs.declared import every
from guildhall.jobs.queueing import step
from guildhall.kernel import clock


@every("documents.take-effect", seconds=300)
def take_effect() -> None:
    """Put the approved versions into effect whose day has come."""
    due = queries.versions().filter(state=VersionState.APPROVED, effective_on__lte=clock.today())
    for version in due.order_by("effective_on", "id")[:200]:
        versions.take_effect.once(step(str(version.pk)))(by=versions.TIMERS, version=version)
