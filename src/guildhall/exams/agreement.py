"""How far the ratings of an examiner agree with those of others who rated the same attempts (6.2.2.2, 9.3.1).

Only attempts that were marked twice independently count: the first rater's marking and the second's, never the
adjudicator's, who saw why. Three figures, since each is blind to something: kappa corrects the agreement on pass or
fail for chance, the intraclass correlation compares the points, and leniency tells in which direction they differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import sqrt
from uuid import UUID

from guildhall.exams import outcomes
from guildhall.exams.lifecycles import MarkingState
from guildhall.exams.models import Checklist, ChecklistStep, Marking, Part
from guildhall.kernel import clock
from guildhall.vault import keys

TWO_YEARS = timedelta(days=730)
"""How far back ratings are compared: long enough to find pairs, short enough to tell how somebody rates now."""

THOUSANDTH, HUNDREDTH = Decimal("0.001"), Decimal("0.01")
NORMAL = 1.96
"""The normal deviate of an interval that holds the true value 95 times in a hundred."""

Work = tuple[UUID, UUID]
"""Whose ratings, in which scheme."""


@dataclass(frozen=True)
class Rating:
    """What one rater came to: pass or fail, and the share of the points."""

    passed: bool
    share: float


@dataclass(frozen=True)
class Pair:
    """One attempt as somebody rated it (`own`) and as another did (`other`)."""

    own: Rating
    other: Rating
    day: date


@dataclass(frozen=True)
class Figures:
    """What a number of pairs comes to; None where so few, or so equal, ratings do not tell."""

    twice: int
    same: int
    kappa: Decimal | None
    kappa_low: Decimal | None
    icc: Decimal | None
    leniency: Decimal | None
    since_on: date
    until_on: date


def figures() -> dict[Work, Figures]:
    """The agreement of every examiner with others, by examiner and scheme."""
    return {work: compared(pairs) for work, pairs in _pairs(_marked_twice()).items()}


def compared(pairs: Sequence[Pair]) -> Figures:
    """What these pairs come to."""
    agreed = kappa(pairs)
    return Figures(
        twice=len(pairs),
        same=sum(each.own.passed == each.other.passed for each in pairs),
        kappa=_rounded(agreed),
        kappa_low=_rounded(None if agreed is None else _lower(pairs, agreed)),
        icc=_rounded(intraclass([(each.own.share, each.other.share) for each in pairs])),
        leniency=_leniency(pairs),
        since_on=min(each.day for each in pairs),
        until_on=max(each.day for each in pairs),
    )


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa of the verdicts; None where chance alone would make everybody agree."""
    expected = _by_chance(pairs)
    return None if expected == 1 else (_observed(pairs) - expected) / (1 - expected)


def intraclass(rated: Sequence[tuple[float, float]]) -> float | None:
    """The intraclass correlation ICC(1,1) of two ratings each; None where nothing varies, or one pair is all.

    The one-way model, because the second raters change from attempt to attempt.
    """
    if len(rated) < 2:
        return None
    means = [(one + other) / 2 for one, other in rated]
    whole = sum(means) / len(means)
    between = 2 * sum((mean - whole) ** 2 for mean in means) / (len(means) - 1)
    within = sum((one - other) ** 2 / 2 for one, other in rated) / len(rated)
    return (between - within) / (between + within) if between + within else None


def _observed(pairs: Sequence[Pair]) -> float:
    return sum(each.own.passed == each.other.passed for each in pairs) / len(pairs)


def _by_chance(pairs: Sequence[Pair]) -> float:
    own = sum(each.own.passed for each in pairs) / len(pairs)
    other = sum(each.other.passed for each in pairs) / len(pairs)
    return own * other + (1 - own) * (1 - other)


def _lower(pairs: Sequence[Pair], agreed: float) -> float:
    """The lower end of the interval of kappa, by its large-sample error."""
    observed, expected = _observed(pairs), _by_chance(pairs)
    error = sqrt(observed * (1 - observed) / len(pairs)) / (1 - expected)
    return max(-1.0, agreed - NORMAL * error)


def _leniency(pairs: Sequence[Pair]) -> Decimal:
    more = sum(each.own.share - each.other.share for each in pairs) / len(pairs)
    return Decimal(100 * more).quantize(HUNDREDTH)


def _rounded(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(value).quantize(THOUSANDTH)


def _marked_twice() -> list[tuple[Marking, Marking]]:
    """The first and the second marking of each attempt that has both and whose candidate was not erased."""
    recent = Marking.objects.filter(
        state=MarkingState.SUBMITTED,
        part__in=[Part.FIRST, Part.SECOND],
        submitted_at__gte=clock.now() - TWO_YEARS,
        attempt__person__erased_at__isnull=True,
        attempt__checklist__isnull=False,
    )
    loaded = recent.select_related("attempt__person", "attempt__checklist__component__version__scheme")
    by_attempt: dict[UUID, dict[str, Marking]] = {}
    for each in loaded.order_by("submitted_at"):
        by_attempt.setdefault(each.attempt_id, {})[each.part] = each
    return [(given[Part.FIRST], given[Part.SECOND]) for given in by_attempt.values() if len(given) > 1]


def _pairs(twice: Sequence[tuple[Marking, Marking]]) -> dict[Work, list[Pair]]:
    """Each attempt counts for both of its raters."""
    pairs: dict[Work, list[Pair]] = {}
    steps_of = _steps_of({_checklist(first).pk for first, _ in twice})
    with keys.one_request():
        keys.fetch(first.attempt.person.data_key for first, _ in twice)
        for first, second in twice:
            ratings = [_rating(each, steps_of) for each in (first, second)]
            scope_id, day = _checklist(first).component.version.scheme.scope_id, _day(second)
            pairs.setdefault((first.examiner_id, scope_id), []).append(Pair(ratings[0], ratings[1], day))
            pairs.setdefault((second.examiner_id, scope_id), []).append(Pair(ratings[1], ratings[0], day))
    return pairs


def _steps_of(checklists: Iterable[UUID]) -> Mapping[UUID, Sequence[ChecklistStep]]:
    found: dict[UUID, list[ChecklistStep]] = {}
    for each in ChecklistStep.objects.filter(checklist__in=checklists, removed_at__isnull=True).order_by("position"):
        found.setdefault(each.checklist_id, []).append(each)
    return found


def _rating(marking: Marking, steps_of: Mapping[UUID, Sequence[ChecklistStep]]) -> Rating:
    checklist = _checklist(marking)
    outcome = outcomes.of_steps(checklist, steps_of[checklist.pk], marking.steps)
    return Rating(outcome.passed, float(outcome.score / outcome.maximum) if outcome.maximum else 0.0)


def _checklist(marking: Marking) -> Checklist:
    assert marking.attempt.checklist is not None  # noqa: S101  # who is marked is marked by one
    return marking.attempt.checklist


def _day(marking: Marking) -> date:
    assert marking.submitted_at is not None  # noqa: S101  # it was handed in
    return clock.day_of(marking.submitted_at)
