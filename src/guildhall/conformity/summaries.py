"""Conformity in a few numbers, for a card on a dashboard, and as text for a terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from guildhall.conformity import matrix
from guildhall.conformity.matrix import Matrix, Row
from guildhall.kernel import clock
from guildhall.ledger.canonical import moment


@dataclass(frozen=True)
class Summary:
    """How many clauses of an edition stand how, up to which ledger entry and when."""

    edition: str
    counts: dict[str, int]
    asked: int
    position: int | None
    at: datetime | None


def now(edition: str) -> Summary:
    """The summary of an edition as its controls last answered."""
    found = matrix.matrix(edition)
    counts = {str(standing): number for standing, number in found.counts.items()}
    return Summary(edition, counts, sum(counts.values()), found.position, found.at)


def text(edition: str) -> str:
    """The matrix of an edition for a terminal: a line a clause, its findings below it, the counts at the end."""
    found = matrix.matrix(edition)
    return "\n".join((*_heading(found), *(line for row in found.rows for line in _lines(row)), *_counts(found)))


def _heading(found: Matrix) -> Iterator[str]:
    yield f"ISO/IEC 17024:{found.edition}, computed from the records"
    if found.at is None or found.position is None:
        yield "No control has run yet."
    else:
        yield f"as of ledger entry {found.position}, {moment(found.at.replace(microsecond=0))}"
    yield ""


def _lines(row: Row) -> Iterator[str]:
    standing = row.standing or ""
    yield f"{row.clause.reference:<32} {standing:<18} {row.clause.title}"
    if row.clause.is_heading:
        return
    if row.codes:
        yield f"{'':<32} {'':<18}   prevented by {', '.join(row.codes)}"
    for each in row.controls:
        yield f"{'':<32} {'':<18}   {each.control.name}: {each.state}"
        for finding in each.findings:
            yield f"{'':<32} {'':<18}     {finding['number']}: {finding['sentence']}"
    if row.counting:
        yield f"{'':<32} {'':<18}   judged: {row.counting.verdict} (until {row.counting.until_on.isoformat()})"


def _counts(found: Matrix) -> Iterator[str]:
    yield ""
    yield f"On {clock.today().isoformat()}: " + ", ".join(f"{number} {each}" for each, number in found.counts.items())
