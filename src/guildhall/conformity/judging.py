"""When which clause is to be judged: the plan of what no control can tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min

from guildhall.conformity import checks, matrix
from guildhall.conformity.checks import Check
from guildhall.conformity.matrix import Row
from guildhall.conformity.models import ControlRun
from guildhall.kernel import clock

FIRST = timedelta(days=90)
"""How long after the first answer of a control a body has judged what no control can tell (our own choice)."""


@dataclass(frozen=True)
class Due:
    """A clause of which a person judges something, and the day by which they do."""

    row: Row
    due_on: date

    @property
    def questions(self) -> Sequence[Check]:
        return self.row.asked

    @property
    def is_first(self) -> bool:
        """Whether nobody has judged the clause yet."""
        return self.row.judgement is None

    @property
    def is_overdue(self) -> bool:
        return self.due_on < clock.today()


def first_due_on() -> date:
    """The day by which what was never judged is judged."""
    began = ControlRun.objects.aggregate(began=Min("first_at"))["began"]
    return (clock.day_of(began) if began else clock.today()) + FIRST


def due_on(row: Row, first: date) -> date | None:
    """The day by which a clause is judged, anew or for the first time; None where nothing is asked."""
    if row.judgement:
        return row.judgement.until_on
    return first if row.asked else None


def plan() -> list[Due]:
    """Every clause that is to be judged, the most urgent first."""
    first = first_due_on()
    rows = [each for each in matrix.rows_of(checks.with_questions()) if each.asked]
    planned = [Due(each, each.judgement.until_on if each.judgement else first) for each in rows]
    return sorted(planned, key=lambda each: each.due_on)
