"""How states, results and times are shown."""

from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import (
    ATTEMPT,
    BATCH,
    CANDIDACY,
    CHECKLIST,
    FORM,
    MARKING,
    RESULT,
    SITTING,
    AttemptState,
    BatchState,
    CandidacyState,
    ChecklistState,
    FormState,
    MarkingState,
    ResultState,
    SittingState,
)
from guildhall.exams.models import Attempt, Candidacy, Checklist, Form, Marking, Result, ResultBatch, Sitting
from guildhall.exams.wording import number, when
from guildhall.kernel.lifecycles import Lifecycle
from guildhall.shell.records import Status, Tone
from guildhall.shell.words import translated

__all__ = ["number", "outcome_of", "points", "status_of", "when"]

TONES: dict[type, tuple[Lifecycle, dict[str, Tone]]] = {
    Form: (
        FORM,
        {
            FormState.CONTENT: Tone.SOON,
            FormState.VERIFYING: Tone.SOON,
            FormState.VERIFIED: Tone.SOON,
            FormState.LIVE: Tone.HOLDS,
            FormState.SUSPENDED: Tone.FAILS,
            FormState.RETIRED: Tone.CLOSED,
        },
    ),
    Checklist: (CHECKLIST, {ChecklistState.APPROVED: Tone.HOLDS, ChecklistState.RETIRED: Tone.CLOSED}),
    Sitting: (
        SITTING,
        {
            SittingState.OPEN: Tone.HOLDS,
            SittingState.CLOSED: Tone.SOON,
            SittingState.RECONCILED: Tone.HOLDS,
            SittingState.CANCELLED: Tone.CLOSED,
            SittingState.ABORTED: Tone.FAILS,
        },
    ),
    Candidacy: (
        CANDIDACY,
        {
            CandidacyState.PASSED: Tone.HOLDS,
            CandidacyState.COMPLETE: Tone.HOLDS,
            CandidacyState.DECIDED: Tone.CLOSED,
            CandidacyState.ENDED: Tone.CLOSED,
        },
    ),
    Attempt: (
        ATTEMPT,
        {
            AttemptState.IN_PROGRESS: Tone.HOLDS,
            AttemptState.INTERRUPTED: Tone.FAILS,
            AttemptState.COMPLETED: Tone.SOON,
            AttemptState.SCORED: Tone.SOON,
            AttemptState.VERIFIED: Tone.SOON,
            AttemptState.RELEASED: Tone.HOLDS,
            AttemptState.CANCELLED: Tone.CLOSED,
            AttemptState.NO_SHOW: Tone.FAILS,
            AttemptState.EXCUSED: Tone.CLOSED,
            AttemptState.VOID: Tone.CLOSED,
            AttemptState.INVESTIGATED: Tone.FAILS,
            AttemptState.RESULT_VOID: Tone.FAILS,
        },
    ),
    Result: (
        RESULT,
        {
            ResultState.SCORED: Tone.SOON,
            ResultState.VERIFIED: Tone.SOON,
            ResultState.RELEASED: Tone.HOLDS,
            ResultState.RESCORED: Tone.CLOSED,
            ResultState.VOID: Tone.CLOSED,
        },
    ),
    Marking: (MARKING, {MarkingState.SUBMITTED: Tone.HOLDS, MarkingState.WITHDRAWN: Tone.CLOSED}),
    ResultBatch: (
        BATCH,
        {BatchState.STAGED: Tone.SOON, BatchState.TAKEN: Tone.HOLDS, BatchState.DISCARDED: Tone.CLOSED},
    ),
}
"""What each state means; whatever is not named is simply going on."""


def status_of(record: Form | Checklist | Sitting | Candidacy | Attempt | Result | Marking | ResultBatch) -> Status:
    """The state of a record in a word."""
    lifecycle, tones = TONES[type(record)]
    return Status(translated(lifecycle.words[record.state]), tones.get(record.state, Tone.OPEN))


def outcome_of(result: Result) -> Status:
    """Passed or not, in a word."""
    return Status(_("Passed"), Tone.HOLDS) if result.passed else Status(_("Not passed"), Tone.FAILS)


def points(result: Result) -> str:
    """Points of a result, with its maximum and cut."""
    return _("%(score)s of %(maximum)s points, %(cut)s needed") % {
        "score": number(result.score),
        "maximum": number(result.maximum),
        "cut": number(result.cut),
    }
