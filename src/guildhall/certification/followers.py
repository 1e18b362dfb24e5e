"""What deciding does because of what happened: each step is queued as a job, once for an entry."""

from uuid import UUID

from guildhall.certification import jobs
from guildhall.jobs.queueing import queue
from guildhall.ledger.followers import follower
from guildhall.ledger.models import Entry, Outcome


@follower("certification.course")
def course(*, entry: Entry, index: int) -> None:
    """Prepare a decision when a file is complete, and make a certificate when one was prepared."""
    if entry.outcome != Outcome.DONE:
        return
    if entry.act == "exams.candidacy.complete":
        queue(jobs.prepare_decision, candidacy=_id(entry.subject))
    if entry.act == "certification.certificate.prepare":
        queue(jobs.make_certificate, certificate=_id(entry.result))


def _id(ref: str) -> UUID:
    return UUID(ref.partition(":")[2])
