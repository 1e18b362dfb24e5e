"""What this room does by itself: it puts versions into effect, and keeps the keys with which the body issues."""

from guildhall.documents import issuers, queries
from guildhall.documents.acts import issuer_keys, versions
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


@every("documents.keep-keys", seconds=3600)
def keep_keys() -> None:
    """Make the keys with which the body issues, once, and renew its seal before it ends."""
    make_keys()


def make_keys() -> None:
    """Make the keys that are missing; nothing where none is."""
    for purpose in issuers.missing():
        new = issuers.made(purpose)
        issuer_keys.keep(by=issuers.ISSUER, purpose=purpose, locked=new.locked, public=new.public, ends_on=new.ends_on)
