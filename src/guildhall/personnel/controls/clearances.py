"""What conformity looks at in conflicts in single matters."""

from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries
from guildhall.personnel.work import JUDGE_CONFLICT_WITHIN


@control(
    "personnel.conflicts_are_judged",
    title=gettext_noop("Conflicts in single matters are judged"),
    clauses=["2012:4.3.7", "2012:6.2.1", "2026:4.3"],
    events=["personnel.clearance.*"],
)
def conflicts_are_judged() -> Answer:
    """No conflict that somebody named in a matter has waited longer than three days for its judgement."""
    since = clock.now() - JUDGE_CONFLICT_WITHIN
    waiting = queries.conflicts_unjudged()
    oldest = waiting.filter(named_at__gte=since).first()
    return Answer(
        findings=[
            Finding(
                clearance.ref,
                str(clearance),
                gettext_noop("has a conflict that has waited too long for its judgement"),
                ("personnel:clearance", str(clearance.pk)),
            )
            for clearance in waiting.filter(named_at__lt=since)
        ],
        looked_at=waiting.count(),
        changes_on=clock.day_of(oldest.named_at) + JUDGE_CONFLICT_WITHIN if oldest and oldest.named_at else None,
    )
