"""Examiners are assigned, mark step by step, and hand in; where two differ, a third decides (6.2.2, 9.3.1)."""

from typing import Any

from guildhall.exams.acts import attempts
from guildhall.exams.lifecycles import MARKING, SITS, MarkingState
from guildhall.exams.models import Attempt, Marking
from guildhall.exams.permissions import is_the_rater, may_assign_examiners, may_manage_markings
from guildhall.exams.rules.forms import a_reason_is_given
from guildhall.exams.rules.impartiality import (
    the_examiner_did_not_train,
    the_examiner_has_declared,
    the_examiner_is_not_tied,
    the_rater_did_not_train,
    the_rater_is_still_free,
)
from guildhall.exams.rules.marking import (
    a_person_marks_it,
    an_adjudicator_is_needed,
    every_step_is_marked,
    points_are_possible,
    raters_are_different_people,
    the_candidate_is_there,
    the_candidate_pledged,
    the_examiner_is_authorised,
    the_rating_is_one,
    the_whole_is_judged,
)
from guildhall.exams.rules.monitoring import the_examiner_was_monitored
from guildhall.identity.models import Person
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

MACHINE = actors.machine("markings")
"""Ends an attempt when its first marking is handed in."""

EXAMINERS = ("2012:6.2.2.1", "2012:6.2.2.3", "2026:6.2")
RATED = ("2012:6.2.2.2", "2012:9.3.1", "2026:9.3")


@act(
    "exams.marking.assign",
    about="attempt",
    move=MARKING.assign,
    permission=may_assign_examiners,
    rules=[
        a_person_marks_it,
        the_examiner_is_authorised,
        the_examiner_was_monitored,
        the_examiner_has_declared,
        the_examiner_is_not_tied,
        the_examiner_did_not_train,
        raters_are_different_people,
        an_adjudicator_is_needed,
    ],
    clauses=EXAMINERS,
    sentence=gettext_noop("assigned an examiner to {subject}: {part}"),
)
def assign(*, by: Actor, attempt: Attempt, examiner: Person, part: str) -> Marking:
    """Assign an examiner to an attempt: to examine and mark, to mark a second time, or to adjudicate."""
    return create(Marking, attempt=attempt, examiner=examiner, part=part)


@act(
    "exams.marking.withdraw",
    about="marking",
    move=MARKING.withdraw,
    permission=may_manage_markings,
    rules=[a_reason_is_given],
    clauses=EXAMINERS,
    sentence=gettext_noop("withdrew the assignment of an examiner to {subject}: {reason}"),
)
def withdraw(*, by: Actor, marking: Marking, reason: str) -> Marking:
    """Take an assignment back that was not handed in yet, so that somebody else can be assigned."""
    return change(marking, state=MarkingState.WITHDRAWN)


@act(
    "exams.marking.keep",
    about="marking",
    permission=is_the_rater | may_manage_markings,
    rules=[the_candidate_is_there, the_rater_is_still_free, points_are_possible, the_rating_is_one],
    clauses=RATED,
    sentence=gettext_noop("kept a marking of {subject} in progress"),
    label=gettext_noop("Keep for now"),
)
def keep(*, by: Actor, marking: Marking, steps: dict[str, Any], notes: str = "", rating: str = "") -> Marking:
    """Keep what was marked so far, station by station; nothing of it counts before it is handed in."""
    said = {"notes": notes.strip() or marking.notes, "rating": rating or marking.rating}
    return change(marking, steps={**marking.steps, **_plain(steps)}, **said)


@act(
    "exams.marking.submit",
    about="marking",
    move=MARKING.submit,
    permission=is_the_rater | may_manage_markings,
    rules=[
        the_candidate_is_there,
        the_candidate_pledged,
        the_rater_is_still_free,
        the_rater_did_not_train,
        points_are_possible,
        every_step_is_marked,
        the_rating_is_one,
        the_whole_is_judged,
    ],
    clauses=RATED,
    sentence=gettext_noop("handed in a marking of {subject}"),
)
def submit(*, by: Actor, marking: Marking, steps: dict[str, Any], notes: str = "", rating: str = "") -> Marking:
    """Hand in a marking, by the examiner on the spot, or typed in for them from their paper.

    The first one ends the attempt. It passes with the cut reached and every critical step done. `rating` is how the
    examiner judges the whole, where the checklist asks for it; a study may rest a cut on it, and no result does.
    """
    if marking.attempt.state in SITS:
        attempts.hand_in(by=MACHINE, attempt=marking.attempt)
    return change(
        marking,
        state=MarkingState.SUBMITTED,
        steps=_plain(steps),
        notes=notes.strip(),
        rating=rating,
        from_paper=not by.is_person(marking.examiner_id),
        submitted_at=clock.now(),
        submitted_by=str(by),
    )


def _plain(steps: dict[str, Any]) -> dict[str, str]:
    return {place: str(given) for place, given in steps.items()}
