"""What markings show that may threaten impartiality: rates unlike others', and one provider before one examiner."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import QuerySet

from guildhall.exams import pairs
from guildhall.exams.leniency import Marked, Tally, tallies
from guildhall.exams.lifecycles import MarkingState, ResultState
from guildhall.exams.models import Marking, Part, Result
from guildhall.kernel import clock
from guildhall.kernel.signals import Hint, signal
from guildhall.kernel.words import gettext_noop

LOOKED_BACK = timedelta(days=730)
"""How far back markings are compared."""

CLAUSES = ("2012:4.3.6", "2012:4.3.7", "2026:4.3/risks")
PER_CENT = 100


@signal(
    "exams.pass_rate_of_examiner",
    title=gettext_noop("An examiner passes others than their peers do"),
    threat="familiarity",
    clauses=CLAUSES,
)
def pass_rate_of_examiner() -> Iterator[Hint]:
    """Of an examiner's candidates more or fewer passed than before other examiners, beyond 99 per cent confidence.

    It says nothing of why: their candidates may differ, and of a hundred examiners one strikes by chance.
    """
    for tally in tallies(_marked()):
        if tally.is_striking:
            yield _of_tally(tally)


def _of_tally(tally: Tally) -> Hint:
    low, high = tally.interval
    return Hint(
        about=f"identity.person:{tally.examiner}",
        words=gettext_noop(
            "%(passed)d of %(count)d candidates of one examiner passed: %(rate)s per cent (%(low)s to %(high)s with 99 "
            "per cent confidence), against %(expected)s per cent before others."
        ),
        figures={
            "passed": tally.passed,
            "count": tally.count,
            "rate": _per_cent(tally.rate),
            "low": _per_cent(low),
            "high": _per_cent(high),
            "expected": _per_cent(tally.expected_rate),
        },
        value=round(tally.distance, 1),
        limit=round(tally.reach, 1),
        concerns=(tally.examiner,),
        link=("web:person", str(tally.examiner)),
    )


def _marked() -> Iterator[Marked]:
    """The candidates of each examiner whose result was released, by scheme and component."""
    released = Result.objects.filter(state=ResultState.RELEASED, released_at__gte=clock.now() - LOOKED_BACK)
    passed = dict(released.values_list("attempt_id", "passed"))
    columns = "attempt_id", "examiner_id", "attempt__component__version__scheme_id", "attempt__component__code"
    for attempt_id, examiner_id, scheme_id, code in _submitted().values_list(*columns):
        if attempt_id in passed:
            yield Marked(examiner_id, (scheme_id, code), passed[attempt_id])


def _submitted() -> QuerySet[Marking]:
    """What first and second raters submitted lately; who adjudicates sees chosen cases, and is not compared."""
    since = clock.now() - LOOKED_BACK
    rated = Marking.objects.filter(state=MarkingState.SUBMITTED, submitted_at__gte=since)
    return rated.exclude(part=Part.ADJUDICATOR)


@signal(
    "exams.one_provider_before_one_examiner",
    title=gettext_noop("The same examiner for the same training provider"),
    threat="familiarity",
    clauses=CLAUSES,
)
def one_provider_before_one_examiner() -> Iterator[Hint]:
    """An examiner has the candidates of one training provider again and again, though there are other examiners."""
    for found in pairs.repeated():
        share = found.candidates / found.of
        yield Hint(
            about=f"personnel.organisation:{found.organisation_id}/{found.examiner_id}",
            words=gettext_noop(
                "One examiner had %(candidates)d of the %(of)d candidates whom one training provider prepared within a "
                "year."
            ),
            figures={"candidates": found.candidates, "of": found.of},
            value=round(share * PER_CENT, 1),
            limit=50.0,
            concerns=(found.examiner_id,),
            link=("web:person", str(found.examiner_id)),
        )


def _per_cent(share: float) -> str:
    return f"{share * PER_CENT:.0f}"
