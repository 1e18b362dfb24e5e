"""Results arise from scoring, are verified by somebody who had no part, and reach people when the log is settled.

A released result is never edited: what is scored again is a new result beside the old one (R-27).
"""

from decimal import Decimal
from typing import Any

from guildhall.exams import outcomes, reckoning, scoring
from guildhall.exams.acts import candidacies, progress
from guildhall.exams.lifecycles import RESULT, ResultState
from guildhall.exams.models import Attempt, Channel, Result
from guildhall.exams.outcomes import Outcome
from guildhall.exams.permissions import in_scheme, may_manage_attempts
from guildhall.exams.rules.anomalies import its_answers_were_looked_through, no_question_about_it_waits
from guildhall.exams.rules.forms import a_reason_is_given
from guildhall.exams.rules.impartiality import nobody_verifies_their_own
from guildhall.exams.rules.results import (
    it_can_be_scored,
    it_can_be_scored_again,
    it_is_handed_in,
    it_is_the_result_that_counts,
    it_was_scored_as_the_form_stands,
    nothing_is_unsettled,
    nothing_of_its_form_is_in_question,
    the_attempt_is_not_questioned,
    the_cut_is_adopted,
    the_sitting_is_reconciled,
    who_verifies_had_no_part,
)
from guildhall.exams.rules.sitting_down import the_journal_is_whole
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

SCORING = actors.machine("scoring")
"""Scores by itself what was handed in."""

RESCORING = actors.machine("rescoring")
"""Scores again what was scored by a key or a cut that changed."""

CLAUSES = ("2012:9.2.3", "2012:9.3.1", "2026:9.3")
RELEASED = ("2012:7.4.3", "2012:9.3.5", "2026:9.3")
may_manage_results = in_scheme("result", Result, EXAM_MANAGER)


@act(
    "exams.result.score",
    about="attempt",
    move=RESULT.score,
    permission=may_manage_attempts,
    machines=[SCORING.name],
    rules=[it_is_handed_in, the_cut_is_adopted, it_can_be_scored, the_journal_is_whole],
    clauses=CLAUSES,
    sentence=gettext_noop("scored {subject}"),
)
def score(*, by: Actor, attempt: Attempt) -> Result:
    """Score an attempt by the key and passing standard of its form, or by the settled marking of its steps."""
    result = _kept(by, attempt, reckoning.outcome_of(attempt), trace=_trace(attempt))
    progress.scored(by=progress.MACHINE, attempt=attempt)
    return result


@act(
    "exams.result.take_in",
    about="attempt",
    move=RESULT.score,
    permission=NOBODY,
    machines=["batches"],
    rules=[it_is_handed_in, the_cut_is_adopted],
    clauses=["2012:9.2.6", "2012:9.2.3", "2026:9.1"],
    sentence=gettext_noop("took in the score of {subject} from a provider"),
)
def take_in(*, by: Actor, attempt: Attempt, score: Decimal, maximum: Decimal, taken_by: str) -> Result:
    """Take a provider's score in, against the component's passing standard; a person took the file in."""
    result = _kept(by, attempt, outcomes.of_score(attempt.component, attempt.form, score, maximum), scored_by=taken_by)
    progress.scored(by=progress.MACHINE, attempt=attempt)
    return result


@act(
    "exams.result.verify",
    about="result",
    move=RESULT.verify,
    permission=may_manage_results,
    rules=[
        it_is_the_result_that_counts,
        the_attempt_is_not_questioned,
        it_was_scored_as_the_form_stands,
        nobody_verifies_their_own,
        who_verifies_had_no_part,
    ],
    clauses=RELEASED,
    sentence=gettext_noop("verified the result of {subject}"),
)
def verify(*, by: Actor, result: Result) -> Result:
    """Verify a result: scored by the right key, plausible, nothing in the log that speaks against it."""
    verifier = Person.objects.get(pk=by.name)
    verified = change(result, state=ResultState.VERIFIED, verified_by=verifier, verified_at=clock.now())
    progress.verified(by=progress.MACHINE, attempt=result.attempt)
    return verified


@act(
    "exams.result.release",
    about="result",
    move=RESULT.release,
    permission=may_manage_results,
    rules=[
        it_is_the_result_that_counts,
        the_attempt_is_not_questioned,
        it_was_scored_as_the_form_stands,
        nothing_of_its_form_is_in_question,
        nobody_verifies_their_own,
        the_sitting_is_reconciled,
        nothing_is_unsettled,
        its_answers_were_looked_through,
        no_question_about_it_waits,
    ],
    clauses=RELEASED,
    sentence=gettext_noop("released the result of {subject}"),
)
def release(*, by: Actor, result: Result) -> Result:
    """Tell a candidate their result; from this moment nothing of it is edited, and the candidacy moves on."""
    releaser = Person.objects.get(pk=by.name)
    told = change(result, state=ResultState.RELEASED, released_by=releaser, released_at=clock.now())
    progress.released(by=progress.MACHINE, attempt=result.attempt)
    candidacies.settle(result.attempt.candidacy)
    return told


@act(
    "exams.result.rescore",
    about="result",
    move=RESULT.rescore,
    permission=may_manage_results,
    rules=[it_is_the_result_that_counts, nobody_verifies_their_own, it_can_be_scored_again, a_reason_is_given],
    clauses=["2012:9.3.1", "2012:9.4.4", "2026:9.3"],
    sentence=gettext_noop("had {subject} scored again: {reason}"),
)
def rescore(*, by: Actor, result: Result, reason: str) -> Result:
    """Score an attempt again, because key or standard were put right; the earlier result stays and says so.

    The new result is verified and released like any other; until then a pass that rested on the old one is gone.
    """
    return _again(by, result)


@act(
    "exams.result.follow",
    about="result",
    move=RESULT.rescore,
    permission=NOBODY,
    machines=[RESCORING.name],
    rules=[it_is_the_result_that_counts],
    clauses=["2012:9.3.1", "2012:9.4.4", "2026:9.3"],
    sentence=gettext_noop("scored {subject} again, because key or cut of its form changed: {reason}"),
)
def follow(*, by: Actor, result: Result, reason: str) -> Result:
    """Score an attempt again as its form is scored now: after key validation, another cut, or an approved rescoring.

    A provider's score stays what it was, and meets the cut as it stands.
    """
    return _again(by, result)


def _again(by: Actor, result: Result) -> Result:
    change(result, state=ResultState.RESCORED)
    progress.rescored(by=progress.MACHINE, attempt=result.attempt)
    candidacies.settle(result.attempt.candidacy)
    taken_by = result.scored_by if result.attempt.channel == Channel.PROVIDER else ""
    outcome = reckoning.outcome_again(result)
    return _kept(by, result.attempt, outcome, scored_by=taken_by, trace=_trace(result.attempt))


@act(
    "exams.result.void",
    about="result",
    move=RESULT.void,
    permission=NOBODY,
    machines=[progress.MACHINE.name],
    clauses=RELEASED,
    sentence=gettext_noop("voided the result of {subject}"),
)
def void(*, by: Actor, result: Result) -> Result:
    """Void a result that nobody was told, because its attempt was voided or is looked into."""
    return change(result, state=ResultState.VOID)


def _trace(attempt: Attempt) -> dict[str, Any]:
    """How every point came about, for whoever hears an appeal, where the house itself scored item by item."""
    return scoring.trace(attempt) if attempt.channel == Channel.BROWSER else {}


def _kept(
    by: Actor, attempt: Attempt, outcome: Outcome, *, scored_by: str = "", trace: dict[str, Any] | None = None
) -> Result:
    return create(
        Result,
        attempt=attempt,
        ordinal=attempt.results.count() + 1,
        score=outcome.score,
        maximum=outcome.maximum,
        cut=outcome.cut,
        passed=outcome.passed,
        failed_critical=outcome.failed_critical,
        by_domain=outcome.by_domain,
        by_item=outcome.by_item,
        trace=trace or {},
        scoring=attempt.form.scoring if attempt.form else 1,
        scored_by=scored_by or str(by),
    )
