"""Attempts take their course at the sitting: check-in, pledge, absence, handing in, and what may put an end to them."""

from typing import Any

from guildhall.exams.acts import candidacies, results
from guildhall.exams.acts.seats import book, cancel, give_up, move, rebook
from guildhall.exams.lifecycles import ATTEMPT, AttemptState, CandidacyState
from guildhall.exams.models import Attempt
from guildhall.exams.permissions import is_the_candidate, may_manage_attempts, may_manage_seats, watches_over
from guildhall.exams.queries import current
from guildhall.exams.rules.attempts import (
    a_person_decides,
    it_has_begun_without_them,
    it_has_not_begun,
    it_is_not_sat_here,
    its_form_is_in_use,
    no_wish_waits_for_its_decision,
    secrecy_was_pledged,
    the_identity_was_seen,
    the_sitting_is_open,
    they_were_heard,
    who_accuses_does_not_judge,
)
from guildhall.exams.rules.forms import a_reason_is_given
from guildhall.exams.rules.impartiality import nobody_watches_over_their_own, who_checks_in_has_declared
from guildhall.identity.models import Person
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change

__all__ = [
    "book",
    "cancel",
    "check_in",
    "clear",
    "excuse",
    "give_up",
    "hand_in",
    "investigate",
    "miss",
    "move",
    "pledge",
    "rebook",
    "void",
    "void_result",
]

SECURE = ("2012:7.4.3", "2012:9.3.2", "2026:7.4")
COURSE = ("2012:9.2.1", "2012:9.3.2", "2026:9.3")
HEARD = ("2012:7.4.3", "2026:6.5", "2026:7.4")
MACHINES = ("sittings", "markings", "batches")
"""Parts of the house that end attempts: a sitting aborted, a marking handed in, a provider's results taken in."""


@act(
    "exams.attempt.check_in",
    about="attempt",
    move=ATTEMPT.check_in,
    permission=watches_over,
    machines=["batches"],
    rules=[
        the_sitting_is_open,
        who_checks_in_has_declared,
        nobody_watches_over_their_own,
        no_wish_waits_for_its_decision,
        its_form_is_in_use,
        the_identity_was_seen,
    ],
    clauses=SECURE,
    sentence=gettext_noop("checked {subject} in"),
)
def check_in(*, by: Actor, attempt: Attempt, document: str, sight: str) -> Attempt:
    """Check a candidate in: their identity was seen on a document and compared with the person who came."""
    if attempt.candidacy.state == CandidacyState.ELIGIBLE:
        candidacies.assess(by=candidacies.MACHINE, candidacy=attempt.candidacy)
    seen = {"identity_checked": f"{document.strip()}: {sight.strip()}"}
    return change(attempt, state=AttemptState.CHECKED_IN, **seen, **_checker(by))


@act(
    "exams.attempt.pledge",
    about="attempt",
    permission=is_the_candidate | watches_over,
    rules=[it_has_not_begun],
    clauses=SECURE,
    sentence=gettext_noop("took the pledge of secrecy and honesty for {subject}"),
    label=gettext_noop("Pledge secrecy and honesty"),
)
def pledge(*, by: Actor, attempt: Attempt) -> Attempt:
    """Pledge not to disclose what is asked and to work honestly; on paper, who is on duty takes the signature in."""
    return change(attempt, pledged_at=clock.now(), pledged_by=str(by))


@act(
    "exams.attempt.miss",
    about="attempt",
    move=ATTEMPT.miss,
    permission=watches_over | may_manage_attempts,
    machines=["batches"],
    rules=[it_has_begun_without_them],
    clauses=COURSE,
    sentence=gettext_noop("noted that nobody came for {subject}"),
)
def miss(*, by: Actor, attempt: Attempt) -> Attempt:
    """Note that a candidate did not come; the attempt counts until it is excused."""
    return change(attempt, state=AttemptState.NO_SHOW)


@act(
    "exams.attempt.excuse",
    about="attempt",
    move=ATTEMPT.excuse,
    permission=may_manage_seats,
    rules=[a_reason_is_given],
    clauses=COURSE,
    sentence=gettext_noop("excused the absence of {subject}"),
)
def excuse(*, by: Actor, attempt: Attempt, reason: str) -> Attempt:
    """Excuse an absence for a good reason: the attempt does not count and no waiting time follows."""
    return change(attempt, state=AttemptState.EXCUSED, reason=reason.strip())


@act(
    "exams.attempt.hand_in",
    about="attempt",
    move=ATTEMPT.submit,
    permission=watches_over,
    machines=["markings", "batches"],
    rules=[it_is_not_sat_here, secrecy_was_pledged],
    clauses=COURSE,
    sentence=gettext_noop("took in what was handed in for {subject}"),
    label=gettext_noop("Take in what was handed in"),
)
def hand_in(*, by: Actor, attempt: Attempt) -> Attempt:
    """End an attempt on paper, before an examiner or at a provider's centre: booklet taken in, last step done."""
    return change(attempt, state=AttemptState.COMPLETED, completed_at=clock.now())


@act(
    "exams.attempt.void",
    about="attempt",
    move=ATTEMPT.void,
    permission=may_manage_attempts,
    machines=["sittings"],
    rules=[a_reason_is_given],
    clauses=COURSE,
    sentence=gettext_noop("voided {subject} for the body's fault"),
)
def void(*, by: Actor, attempt: Attempt, reason: str) -> Attempt:
    """Void an attempt for the body's fault: it does not count, no waiting time follows, the next one is free."""
    _without_result(attempt)
    return change(attempt, state=AttemptState.VOID, reason=reason.strip())


@act(
    "exams.attempt.investigate",
    about="attempt",
    move=ATTEMPT.investigate,
    permission=may_manage_attempts,
    rules=[nobody_watches_over_their_own, a_reason_is_given],
    clauses=HEARD,
    sentence=gettext_noop("opened an investigation of {subject}"),
)
def investigate(*, by: Actor, attempt: Attempt, reason: str) -> Attempt:
    """Look into a suspicion; no result of the attempt stands meanwhile, and the candidate is told and heard."""
    _without_result(attempt)
    return change(attempt, state=AttemptState.INVESTIGATED, reason=reason.strip())


@act(
    "exams.attempt.clear",
    about="attempt",
    move=ATTEMPT.clear,
    permission=may_manage_attempts,
    rules=[nobody_watches_over_their_own, a_reason_is_given],
    clauses=HEARD,
    sentence=gettext_noop("cleared {subject} of suspicion"),
)
def clear(*, by: Actor, attempt: Attempt, reason: str) -> Attempt:
    """Clear an attempt of suspicion; it is scored as if nothing had been."""
    return change(attempt, state=AttemptState.COMPLETED, reason=reason.strip())


@act(
    "exams.attempt.void_result",
    about="attempt",
    move=ATTEMPT.void_result,
    permission=may_manage_attempts,
    rules=[
        a_person_decides,
        nobody_watches_over_their_own,
        who_accuses_does_not_judge,
        they_were_heard,
        a_reason_is_given,
    ],
    clauses=HEARD,
    sentence=gettext_noop("voided the result of {subject} after a hearing"),
)
def void_result(*, by: Actor, attempt: Attempt, reason: str) -> Attempt:
    """Void a result for misconduct, after the candidate was heard; the attempt counts, and they may appeal."""
    return change(attempt, state=AttemptState.RESULT_VOID, reason=reason.strip())


def _checker(by: Actor) -> dict[str, Any]:
    """Who checked the identity, where a person did; at a provider's centre its report says it."""
    if by.person_id is None:
        return {}
    return {"checked_in_by": Person.objects.get(pk=by.person_id), "checked_in_at": clock.now()}


def _without_result(attempt: Attempt) -> None:
    """Whatever the attempt had come to so far no longer stands."""
    if result := current(attempt):
        results.void(by=actors.machine("results"), result=result)
