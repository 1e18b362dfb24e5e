"""What assigning examiners and marking must not break (R-46; the four eyes of a second rater)."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from guildhall.exams import markings
from guildhall.exams.lifecycles import SITS, AttemptState, MarkingState
from guildhall.exams.models import Attempt, Channel, GlobalRating, Marking, Part
from guildhall.exams.permissions import scope_id_of
from guildhall.exams.queries import steps
from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.roles import EXAMINER
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

EXAMINERS = ("2012:6.2.2.1", "2026:6.2")
RATED = ("2012:6.2.2.2", "2012:9.3.1", "2026:9.3")

BEFORE_RESULTS = (AttemptState.SCHEDULED, *SITS, AttemptState.COMPLETED)
"""States in which somebody can still be assigned to mark an attempt."""


@rule("R-46", clauses=EXAMINERS)
def the_examiner_is_authorised(*, attempt: Attempt, examiner: Person) -> Refusal | None:
    """Who marks holds an authorisation as an examiner for the scheme today."""
    if examiner.id in grants.holders(EXAMINER, scope_id=scope_id_of(attempt)):
        return None
    return Refusal(
        _("They hold no authorisation as an examiner in this scheme today."),
        mend=Mend(_("Choose an authorised examiner, or have them authorised.")),
        field="examiner",
    )


@rule("R-46", clauses=EXAMINERS)
def a_person_marks_it(*, attempt: Attempt) -> Refusal | None:
    """Examiners are assigned to attempts before an examiner, as long as they have no result."""
    if attempt.channel == Channel.PERSON and attempt.state in BEFORE_RESULTS:
        return None
    return Refusal(
        _("This attempt is not marked by an examiner, or has its result already."),
        mend=Mend(_("Nothing needs to be done.")),
    )


@rule("rater", clauses=RATED, kind=Kind.ACCREDITATION)
def raters_are_different_people(*, attempt: Attempt, examiner: Person) -> Refusal | None:
    """First, second rater and adjudicator are three people: nobody confirms their own judgement."""
    standing = attempt.markings.exclude(state=MarkingState.WITHDRAWN)
    if not standing.filter(examiner=examiner).exists():
        return None
    return Refusal(
        _("They have another part in the marking of this attempt."),
        mend=Mend(_("Choose somebody else.")),
        field="examiner",
    )


@rule("rater", clauses=RATED, kind=Kind.ACCREDITATION)
def an_adjudicator_is_needed(*, attempt: Attempt, part: str) -> Refusal | None:
    """Somebody adjudicates where two raters differ, and nowhere else."""
    if part not in Part.values:
        return Refusal(_("This is no part in a marking."), mend=Mend(_("Choose one of the list.")), field="part")
    if part != Part.ADJUDICATOR:
        return None
    differs = markings.comparison(attempt)
    if differs and not differs.agrees:
        return None
    return Refusal(
        _("There are no two markings of this attempt that differ."),
        mend=Mend(_("Wait until both raters have handed in.")),
        field="part",
    )


@rule("R-25", clauses=["2012:7.4.3", "2026:7.4"])
def the_candidate_is_there(*, marking: Marking) -> Refusal | None:
    """Nothing is marked of a candidate who was not checked in, or whose result exists."""
    if marking.attempt.state in {*SITS, AttemptState.COMPLETED}:
        return None
    return Refusal(
        _("The candidate is not checked in, or the attempt has its result already."),
        mend=Mend(_("Check the candidate in first.")),
    )


@rule("R-25", clauses=["2012:7.4.3", "2026:7.4"])
def the_candidate_pledged(*, marking: Marking) -> Refusal | None:
    """Nobody is examined before they pledged secrecy and honesty."""
    if marking.attempt.pledged_at:
        return None
    return Refusal(
        _("The candidate has not pledged secrecy and honesty yet."),
        mend=Mend(
            _("They pledge it in their portal, or sign it on paper before who is on duty."),
            act="exams.attempt.pledge",
            link=("exams:attempt-pledge", str(marking.attempt_id)),
        ),
    )


@rule("marking", clauses=RATED, kind=Kind.OURS)
def points_are_possible(*, marking: Marking, steps: dict[str, Any]) -> Refusal | None:
    """A step gets from nothing to all of its points, and only steps of the checklist get any."""
    possible = {str(each.position): each.points for each in _looked_at(marking)}
    wrong = [place for place, given in steps.items() if not _fits(given, possible.get(place))]
    if not wrong:
        return None
    return Refusal(
        _("These steps were given points that they do not have: %(steps)s.") % {"steps": ", ".join(sorted(wrong))},
        mend=Mend(_("Give each step from nothing to all of its points.")),
        field=f"step-{min(wrong)}",
    )


@rule("R-32", clauses=RATED)
def every_step_is_marked(*, marking: Marking, steps: dict[str, Any]) -> Refusal | None:
    """A marking is handed in whole: what was not looked at was not examined."""
    missing = [str(each.position) for each in _looked_at(marking) if str(each.position) not in steps]
    if not missing:
        return None
    return Refusal(
        _("Not marked yet: %(steps)s.") % {"steps": ", ".join(missing)},
        mend=Mend(_("Mark these steps as well; what you marked so far is kept.")),
        field=f"step-{missing[0]}",
    )


@rule("rating", clauses=RATED, kind=Kind.OURS)
def the_rating_is_one(*, marking: Marking, rating: str) -> Refusal | None:
    """An examiner judges the whole by the steps of one scale, and only where the checklist asks for it."""
    if not rating or (_asks_for_it(marking) and rating in GlobalRating.values):
        return None
    return Refusal(
        _("This is no judgement of the whole that the checklist asks for."),
        mend=Mend(_("Choose one of the scale, where the checklist has one.")),
        field="rating",
    )


@rule("rating", clauses=RATED, kind=Kind.OURS)
def the_whole_is_judged(*, marking: Marking, rating: str) -> Refusal | None:
    """Where a checklist asks for a judgement of the whole, every marking has one: a study of chosen ones would lie."""
    if rating or not _asks_for_it(marking):
        return None
    return Refusal(
        _("How you judge the whole performance is not said yet."),
        mend=Mend(_("Choose one of the scale, by what you saw and not by counting points; it counts for no result.")),
        field="rating",
    )


def _asks_for_it(marking: Marking) -> bool:
    checklist = marking.attempt.checklist
    return checklist is not None and checklist.rated


def _looked_at(marking: Marking) -> list[Any]:
    assert marking.attempt.checklist is not None  # noqa: S101  # who is marked is marked by one
    return list(steps(marking.attempt.checklist))


def _fits(given: Any, most: Decimal | None) -> bool:
    try:
        return most is not None and 0 <= Decimal(str(given)) <= most
    except InvalidOperation:
        return False
