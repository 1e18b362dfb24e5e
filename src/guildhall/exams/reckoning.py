"""What an attempt comes to, whichever way it was taken, by key and cut of its form as they stand or as proposed."""

from decimal import Decimal

from guildhall.exams import markings, outcomes, scoring, typings
from guildhall.exams.models import Attempt, Channel, Result
from guildhall.exams.outcomes import Marker, Outcome


def outcome_of(attempt: Attempt, marker: Marker | None = None, *, cut: Decimal | None = None) -> Outcome:
    """The outcome of an attempt that the house itself scores."""
    match attempt.channel:
        case Channel.PERSON:
            return markings.outcome(attempt)
        case Channel.PAPER:
            return typings.outcome(attempt, marker, cut=cut)
    assert attempt.form is not None  # noqa: S101  # nobody sits in the browser without a form
    return outcomes.of_form(attempt.form, scoring.item_scores(attempt, marker), cut=cut)


def outcome_again(result: Result, marker: Marker | None = None, *, cut: Decimal | None = None) -> Outcome:
    """The outcome of an attempt that has a result already; a provider's score stays, and meets the cut as it stands."""
    attempt = result.attempt
    if attempt.channel == Channel.PROVIDER:
        return outcomes.of_score(attempt.component, attempt.form, result.score, result.maximum, cut=cut)
    return outcome_of(attempt, marker, cut=cut)


def is_a_whole_score(result: Result) -> bool:
    """Whether only a whole score is known, so that no key of a single item reaches it."""
    attempt = result.attempt
    return attempt.channel == Channel.PROVIDER or (
        attempt.channel == Channel.PAPER and typings.is_a_whole_score(attempt)
    )
