"""What the ledger keeps of the response journal: one Merkle root over the answers that count, when an attempt ends.

The rows are covered as they lie, sealed, so that the root tells nothing of the answers, and can be recomputed when the
person was erased. What came late is counted beside it; it is never scored.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from guildhall.exams.models import Attempt, Response
from guildhall.ledger import canonical, entries, merkle
from guildhall.ledger.models import Entry, Outcome
from guildhall.vault import keys

ACT = "exams.attempt.submit"
VERB = "digest"
"""Under which word the digest stands among the changes of an entry."""


@dataclass(frozen=True)
class Digest:
    """How many answers count, the Merkle root over them, and how many had come late by then."""

    answers: int
    root: str
    late: int

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def of(attempt: Attempt) -> Digest:
    """The digest of an attempt's journal as it stands."""
    rows = Response.objects.filter(attempt_id=attempt.pk).order_by("epoch", "seq")
    hashes = [merkle.leaf_hash(_leaf(row)) for row in rows.filter(late=False).iterator()]
    return Digest(len(hashes), merkle.root(hashes).hex(), rows.filter(late=True).count())


def kept(attempt: Attempt) -> Digest | None:
    """The digest that stands in the ledger; None where the attempt did not end by handing in, or was erased."""
    handed_in = Entry.objects.filter(act=ACT, subject=attempt.ref, outcome=Outcome.DONE).order_by("at").last()
    if handed_in is None or not keys.exists(attempt.key_id):
        return None
    changes = entries.read_payload(handed_in).get("changes", ())
    return next((Digest(**values) for verb, ref, values in changes if (verb, ref) == (VERB, attempt.ref)), None)


def is_whole(attempt: Attempt) -> bool:
    """Whether the answers that count are those that were handed in, no more and no less; true where none were."""
    there, found = kept(attempt), of(attempt)
    return there is None or (there.answers, there.root) == (found.answers, found.root)


def broken(attempts: Iterable[Attempt]) -> Iterator[Attempt]:
    """Those of `attempts` whose journal is not what was handed in."""
    return (each for each in attempts if not is_whole(each))


def _leaf(row: Response) -> bytes:
    """The bytes of a row that the root commits to."""
    columns = (row.pk, row.epoch, row.seq, row.position, bytes(row.content).hex(), int(row.flagged))
    return canonical.array([*map(str, columns), canonical.moment(row.received_at)])
