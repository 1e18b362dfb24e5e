"""What schemes do because of what was done: a study that was frozen is computed, and once more where somebody asks."""

from uuid import UUID

from guildhall.jobs.queueing import queue
from guildhall.ledger.followers import follower
from guildhall.ledger.models import Entry, Outcome
from guildhall.schemes import jobs


@follower("schemes.studying")
def studying(*, entry: Entry, index: int) -> None:
    """Have a study computed once its data is frozen, and computed again where somebody asks for it."""
    if entry.outcome != Outcome.DONE:
        return
    if entry.act == "schemes.study.freeze":
        queue(jobs.compute_study, study=_id(entry.subject))
    if entry.act == "schemes.study.rerun":
        queue(jobs.compare_study, rerun=_id(entry.result))


def _id(ref: str) -> UUID:
    return UUID(ref.partition(":")[2])
