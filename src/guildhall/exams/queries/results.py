"""Results: the one that counts of an attempt, the released ones, and what keeps those of a sitting from release."""

from django.db.models import Q, QuerySet

from guildhall.exams.lifecycles import ResultState
from guildhall.exams.models import Attempt, Candidacy, Irregularity, Result

GONE = (ResultState.RESCORED, ResultState.VOID)
"""Results that another one replaced, or that came to nothing."""


def results() -> QuerySet[Result]:
    """All results, each with its attempt, candidate and component."""
    return Result.objects.select_related(*Result.reload_with)


def current(attempt: Attempt) -> Result | None:
    """The result that counts of an attempt: the latest that was neither replaced nor voided."""
    return results().filter(attempt=attempt).exclude(state__in=GONE).order_by("-ordinal").first()


def released(candidacy: Candidacy) -> list[Result]:
    """The results that the candidate was told, component by component, the latest first."""
    told = results().filter(attempt__candidacy=candidacy, state=ResultState.RELEASED)
    return list(told.order_by("attempt__component__position", "-released_at"))


def unsettled(attempt: Attempt) -> QuerySet[Irregularity]:
    """Irregularities that nobody has settled yet and that touch an attempt: its own, and those of the whole sitting."""
    touching = Irregularity.objects.filter(sitting_id=attempt.sitting_id, settled_at__isnull=True)
    return touching.filter(Q(attempt__isnull=True) | Q(attempt=attempt))
