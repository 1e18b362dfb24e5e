"""What a proposed change of key or cut would do to every attempt of a form, and what follows for the candidate."""

from typing import Any

from django.utils.translation import gettext as _

from guildhall.exams import reckoning
from guildhall.exams.lifecycles import CandidacyState, RulingState
from guildhall.exams.models import KeyRuling, Rescored, Rescoring, Result
from guildhall.exams.outcomes import Marker
from guildhall.exams.queries import rulings_in_force, scored_with


def compared(rescoring: Rescoring) -> tuple[list[dict[str, Any]], int]:
    """Every result of the form beside what it would be; and how many of them no key of a single item reaches."""
    marker = Marker(rescoring.form, {**rulings_in_force(rescoring.form), **_proposed(rescoring)})
    cut = rescoring.form.cut if rescoring.cut is None else rescoring.cut
    results = list(scored_with(rescoring.form))
    found = [_row(each, marker, cut) for each in results]
    return found, sum(reckoning.is_a_whole_score(each) for each in results)


def _row(result: Result, marker: Marker, cut: Any) -> dict[str, Any]:
    outcome = reckoning.outcome_again(result, marker, cut=cut)
    return {
        "before": result.pk,
        "score": outcome.score,
        "maximum": outcome.maximum,
        "cut": outcome.cut,
        "passed": outcome.passed,
    }


def _proposed(rescoring: Rescoring) -> dict[Any, KeyRuling]:
    return {each.placement_id: each for each in rescoring.key_rulings.filter(state=RulingState.PROPOSED)}


def what_follows(row: Rescored) -> str:
    """What a rescored attempt means for its candidate, in a sentence; nothing where no number changes."""
    if not row.changes:
        return ""
    if not row.turns:
        return _("The outcome stays; the new points are told.")
    state = row.attempt.candidacy.state
    if row.passed:
        return _passes_now(state)
    if state == CandidacyState.DECIDED:
        return _("Certification was decided on this pass: the decision is to be made anew.")
    return _("The pass no longer counts, and the candidacy goes back into the assessment.")


def _passes_now(state: str) -> str:
    if state == CandidacyState.ENDED:
        return _("The candidacy had ended: the candidate is told, and is admitted again on application.")
    if state == CandidacyState.DECIDED:
        return _("Certification was decided on another attempt; the candidate is told the pass.")
    return _("The candidate passes now, and the candidacy goes on.")
