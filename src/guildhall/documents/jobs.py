"""What this room does by itself: it puts versions into effect, freezes what was approved, and keeps its keys."""

from uuid import UUID

from guildhall.documents import freezing, issuers, manual, queries
from guildhall.documents.acts import frozen, issuer_keys, versions
from guildhall.documents.acts import manual as manual_acts
from guildhall.documents.lifecycles import VersionState
from guildhall.documents.models import DocumentVersion, Frozen, ManualCopy
from guildhall.jobs.declared import every, job
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


@job("documents.freeze", attempts=8)
def freeze(*, version: UUID) -> None:
    """Make and keep the sealed file of a version that was approved; nothing where it is there already."""
    make_keys()
    approved = DocumentVersion.reloaded(version)
    if approved is None or Frozen.objects.filter(version=approved).exists():
        return
    made = freezing.frozen(approved)
    frozen.keep.once(step("freeze"))(
        by=issuers.ISSUER, version=approved, document=made.received, fingerprint=made.fingerprint
    )


@job("documents.make-manual", attempts=8)
def make_manual(*, copy: UUID) -> None:
    """Make and keep a copy of the manual that was ordered; nothing where it is there already."""
    make_keys()
    ordered = ManualCopy.reloaded(copy)
    if ordered is None or ordered.file is not None:
        return
    made, documents = manual.made(ordered)
    manual_acts.keep.once(step("keep"))(by=issuers.ISSUER, copy=ordered, document=made.received, documents=documents)
