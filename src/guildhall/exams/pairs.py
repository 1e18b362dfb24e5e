"""Which examiner examines the candidates of one training provider again and again, more than chance would have it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from guildhall.exams.lifecycles import MarkingState
from guildhall.exams.models import Marking, Part
from guildhall.kernel import clock
from guildhall.personnel.queries import prepared_by

A_YEAR = timedelta(days=365)
OFTEN = 5
"""From how many candidates of one provider an examiner is looked at (our own choice)."""


@dataclass(frozen=True)
class Repeated:
    """That one examiner had so many of the candidates whom one provider prepared for a scheme, within a year."""

    examiner_id: UUID
    organisation_id: UUID
    scope_id: UUID
    candidates: int
    of: int

    @property
    def pair(self) -> str:
        """One name for one thing in one year: it is looked at again in the next."""
        return f"provider:{self.examiner_id}:{self.organisation_id}:{clock.today().year}"


def repeated() -> list[Repeated]:
    """The pairs of an examiner and a provider that are noticed: at least five candidates, and at least half of all.

    Where a scheme has one examiner alone, nothing is noticed: it could not be otherwise.
    """
    return [
        found
        for scope_id, examined in sorted(_examined().items())
        if len(examined) > 1
        for found in _in_scheme(scope_id, examined)
    ]


def _examined() -> dict[UUID, dict[UUID, set[UUID]]]:
    """Whom each examiner examined within a year, by scheme."""
    recent = Marking.objects.filter(
        state=MarkingState.SUBMITTED, part=Part.FIRST, submitted_at__gte=clock.now() - A_YEAR
    )
    found: dict[UUID, dict[UUID, set[UUID]]] = {}
    for scope_id, examiner_id, candidate_id in recent.values_list(
        "attempt__component__version__scheme__scope_id", "examiner_id", "attempt__person_id"
    ):
        found.setdefault(scope_id, {}).setdefault(examiner_id, set()).add(candidate_id)
    return found


def _in_scheme(scope_id: UUID, examined: dict[UUID, set[UUID]]) -> Iterator[Repeated]:
    prepared: dict[UUID, set[UUID]] = {}
    for each in prepared_by(set().union(*examined.values()), scope_id):
        prepared.setdefault(each.course.organisation_id, set()).add(each.person_id)
    for organisation_id, theirs in sorted(prepared.items()):
        for examiner_id, candidates in sorted(examined.items()):
            shared = len(candidates & theirs)
            if shared >= OFTEN and 2 * shared >= len(theirs):
                yield Repeated(examiner_id, organisation_id, scope_id, shared, len(theirs))
