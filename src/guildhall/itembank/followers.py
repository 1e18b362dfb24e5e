"""What the bank does because of what happened in it: each step is queued as a job, once for an entry."""

from uuid import UUID

from guildhall.itembank import jobs
from guildhall.jobs.queueing import queue
from guildhall.ledger.followers import follower
from guildhall.ledger.models import Entry, Outcome


@follower("itembank.course")
def course(*, entry: Entry, index: int) -> None:
    """Compare what was handed in with the bank, and see to translations when their source has a newer version."""
    if entry.outcome != Outcome.DONE:
        return
    if entry.act == "itembank.import.stage":
        queue(jobs.compare_import, batch=_id(entry.subject))
    if entry.act == "itembank.item.approve":
        queue(jobs.outdate_translations, version=_id(entry.subject))


def _id(ref: str) -> UUID:
    return UUID(ref.partition(":")[2])
