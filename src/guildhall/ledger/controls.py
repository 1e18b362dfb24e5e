"""What conformity looks at in this room: whether the log is still what was written."""

from datetime import timedelta

from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.ledger import verification
from guildhall.ledger.models import Entry, Waiting
from guildhall.ledger.problems import Problem

PATIENCE = timedelta(hours=1)
"""How long an entry may wait for its number."""


@control(
    "ledger.log_verifies",
    title=gettext_noop("The record of all acts is as it was written"),
    clauses=["2012:7.1.2", "2012:7.4.1", "2026:7.1", "2026:7.4"],
    events=[],
)
def log_verifies() -> Answer:
    """Every entry, leaf, node and signed checkpoint of the ledger is recomputed and agrees (R-55); once a day."""
    report = verification.verify()
    return Answer(findings=[_finding(each) for each in report.problems], looked_at=report.size)


def _finding(problem: Problem) -> Finding:
    record = f"ledger.entry:{problem.entry}" if problem.entry else "ledger"
    number = "" if problem.index is None else str(problem.index)
    return Finding(record, number, problem.sentence)


@control(
    "ledger.entries_are_numbered",
    title=gettext_noop("Every act has its place in the record"),
    clauses=["2012:7.1.2", "2026:7.1"],
    events=[],
)
def entries_are_numbered() -> Answer:
    """No entry has waited longer than an hour for its number: what waits is not yet protected by the tree."""
    waiting = Entry.objects.filter(pk__in=Waiting.objects.values("entry"))
    late = waiting.filter(at__lt=clock.now() - PATIENCE)
    sentence = gettext_noop("has waited for its number since %s")
    return Answer(
        findings=[Finding(f"ledger.entry:{each.pk}", "", sentence % f"{each.at:%d %b %Y %H:%M}") for each in late],
        looked_at=waiting.count(),
    )
