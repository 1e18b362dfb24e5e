"""What follows from acts: an approved version is frozen, and a record that begins notes by which procedure."""

from uuid import UUID

from guildhall.documents import governing, jobs
from guildhall.documents.models import Governed
from guildhall.jobs.queueing import queue
from guildhall.ledger.followers import follower
from guildhall.ledger.models import Entry, Outcome


@follower("documents.freezing")
def freezing(*, entry: Entry, index: int) -> None:
    """Have a version frozen as a sealed file once it was approved."""
    if entry.act == "documents.version.approve" and entry.outcome == Outcome.DONE:
        queue(jobs.freeze, version=_id(entry.subject))


@follower("documents.copying")
def copying(*, entry: Entry, index: int) -> None:
    """Have a copy of the manual made once somebody ordered one."""
    if entry.act == "documents.manual.order" and entry.outcome == Outcome.DONE:
        queue(jobs.make_manual, copy=_id(entry.result))


@follower("documents.procedures")
def procedures(*, entry: Entry, index: int) -> None:
    """Note, when a record's life begins, the procedure that governs it and the version that is in force."""
    life = governing.began(entry)
    if life is None:
        return
    record = _id(entry.subject)
    if not Governed.objects.filter(kind=life.kind, record=record).exists():
        Governed(
            kind=life.kind,
            record=record,
            procedure=life.procedure,
            version=governing.in_force(life.procedure, entry.id),
            began_at=entry.at,
        ).save(force_insert=True)


def _id(ref: str) -> UUID:
    return UUID(ref.partition(":")[2])
