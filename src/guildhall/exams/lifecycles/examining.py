"""The lives of forms, checklists, sittings, candidacies, attempts, results, markings and imported results."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class FormState(StrEnum):
    """Where a form of an examination stands."""

    ASSEMBLING = "assembling"
    CONTENT = "content"
    VERIFYING = "verifying"
    VERIFIED = "verified"
    LIVE = "live"
    SUSPENDED = "suspended"
    RETIRED = "retired"


FORM = Lifecycle(
    noun=gettext_noop("Form"),
    procedure="PR-FORMS",
    states=FormState,
    words={
        FormState.ASSEMBLING: gettext_noop("Being assembled"),
        FormState.CONTENT: gettext_noop("Waits for content sign-off"),
        FormState.VERIFYING: gettext_noop("Waits for verification"),
        FormState.VERIFIED: gettext_noop("Verified"),
        FormState.LIVE: gettext_noop("Released"),
        FormState.SUSPENDED: gettext_noop("Suspended"),
        FormState.RETIRED: gettext_noop("Retired"),
    },
    moves=(
        Move("begin", (), FormState.ASSEMBLING, gettext_noop("Assemble a form")),
        Move("propose", (FormState.ASSEMBLING,), FormState.CONTENT, gettext_noop("Propose")),
        Move(
            "send_back",
            (FormState.CONTENT, FormState.VERIFYING, FormState.VERIFIED),
            FormState.ASSEMBLING,
            gettext_noop("Send back"),
        ),
        Move("sign_content", (FormState.CONTENT,), FormState.VERIFYING, gettext_noop("Sign the content off")),
        Move("verify", (FormState.VERIFYING,), FormState.VERIFIED, gettext_noop("Verify")),
        Move("release", (FormState.VERIFIED,), FormState.LIVE, gettext_noop("Release")),
        Move("suspend", (FormState.LIVE,), FormState.SUSPENDED, gettext_noop("Suspend")),
        Move("resume", (FormState.SUSPENDED,), FormState.LIVE, gettext_noop("Release again")),
        Move("retire", (FormState.LIVE, FormState.SUSPENDED), FormState.RETIRED, gettext_noop("Retire")),
    ),
)


UNSETTLED = (FormState.ASSEMBLING, FormState.CONTENT, FormState.VERIFYING)
"""What a form says of its passing standard may still be written down."""


class ChecklistState(StrEnum):
    """Where a version of a checklist stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


CHECKLIST = Lifecycle(
    noun=gettext_noop("Checklist"),
    procedure="PR-FORMS",
    states=ChecklistState,
    words={
        ChecklistState.DRAFT: gettext_noop("Draft"),
        ChecklistState.APPROVED: gettext_noop("In use"),
        ChecklistState.RETIRED: gettext_noop("Retired"),
    },
    moves=(
        Move("draft", (), ChecklistState.DRAFT, gettext_noop("Write a checklist")),
        Move("approve", (ChecklistState.DRAFT,), ChecklistState.APPROVED, gettext_noop("Approve for use")),
        Move("retire", (ChecklistState.DRAFT, ChecklistState.APPROVED), ChecklistState.RETIRED, gettext_noop("Retire")),
    ),
)


class SittingState(StrEnum):
    """Where a sitting stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    RECONCILED = "reconciled"
    CANCELLED = "cancelled"
    ABORTED = "aborted"


SITTING = Lifecycle(
    noun=gettext_noop("Sitting"),
    procedure="PR-EXAMINATIONS",
    states=SittingState,
    words={
        SittingState.PLANNED: gettext_noop("Planned"),
        SittingState.OPEN: gettext_noop("Open"),
        SittingState.CLOSED: gettext_noop("Closed, log to complete"),
        SittingState.RECONCILED: gettext_noop("Log complete, released for results"),
        SittingState.CANCELLED: gettext_noop("Cancelled"),
        SittingState.ABORTED: gettext_noop("Aborted"),
    },
    moves=(
        Move("plan", (), SittingState.PLANNED, gettext_noop("Plan a sitting")),
        Move("postpone", (SittingState.PLANNED,), SittingState.PLANNED, gettext_noop("Postpone")),
        Move("cancel", (SittingState.PLANNED,), SittingState.CANCELLED, gettext_noop("Cancel")),
        Move("open", (SittingState.PLANNED,), SittingState.OPEN, gettext_noop("Open")),
        Move("abort", (SittingState.OPEN,), SittingState.ABORTED, gettext_noop("Abort")),
        Move("close", (SittingState.OPEN,), SittingState.CLOSED, gettext_noop("Close")),
        Move("reconcile", (SittingState.CLOSED,), SittingState.RECONCILED, gettext_noop("Complete the log")),
    ),
)


class CandidacyState(StrEnum):
    """Where a candidacy stands."""

    ELIGIBLE = "eligible"
    IN_ASSESSMENT = "in-assessment"
    PASSED = "passed"
    COMPLETE = "complete"
    DECIDED = "decided"
    ENDED = "ended"


UNDECIDED = (
    CandidacyState.ELIGIBLE,
    CandidacyState.IN_ASSESSMENT,
    CandidacyState.PASSED,
    CandidacyState.COMPLETE,
)
"""Still on the way to a decision."""

CANDIDACY = Lifecycle(
    noun=gettext_noop("Candidacy"),
    procedure="PR-ASSESSMENT",
    states=CandidacyState,
    words={
        CandidacyState.ELIGIBLE: gettext_noop("Admitted, no examination yet"),
        CandidacyState.IN_ASSESSMENT: gettext_noop("In assessment"),
        CandidacyState.PASSED: gettext_noop("All components passed"),
        CandidacyState.COMPLETE: gettext_noop("File complete"),
        CandidacyState.DECIDED: gettext_noop("Decided"),
        CandidacyState.ENDED: gettext_noop("Ended"),
    },
    moves=(
        Move("open", (), CandidacyState.ELIGIBLE, gettext_noop("Admit to assessment")),
        Move("assess", (CandidacyState.ELIGIBLE,), CandidacyState.IN_ASSESSMENT, gettext_noop("Begin the assessment")),
        Move("pass_all", (CandidacyState.IN_ASSESSMENT,), CandidacyState.PASSED, gettext_noop("Pass every component")),
        Move("unpass", (CandidacyState.PASSED,), CandidacyState.IN_ASSESSMENT, gettext_noop("Take a pass away")),
        Move("complete", (CandidacyState.PASSED,), CandidacyState.COMPLETE, gettext_noop("Complete the file")),
        Move("reopen", (CandidacyState.COMPLETE,), CandidacyState.PASSED, gettext_noop("Open the file again")),
        Move("decide", (CandidacyState.COMPLETE,), CandidacyState.DECIDED, gettext_noop("Record the decision")),
        Move("end", UNDECIDED, CandidacyState.ENDED, gettext_noop("End the candidacy")),
    ),
)


class AttemptState(StrEnum):
    """Where an attempt at a component stands."""

    SCHEDULED = "scheduled"
    CHECKED_IN = "checked-in"
    IN_PROGRESS = "in-progress"
    INTERRUPTED = "interrupted"
    COMPLETED = "completed"
    SCORED = "scored"
    VERIFIED = "verified"
    RELEASED = "released"
    CANCELLED = "cancelled"
    NO_SHOW = "no-show"
    EXCUSED = "excused"
    VOID = "void"
    INVESTIGATED = "investigated"
    RESULT_VOID = "result-void"


ATTEMPT = Lifecycle(
    noun=gettext_noop("Attempt"),
    procedure="PR-EXAMINATIONS",
    states=AttemptState,
    words={
        AttemptState.SCHEDULED: gettext_noop("Seat booked"),
        AttemptState.CHECKED_IN: gettext_noop("Checked in"),
        AttemptState.IN_PROGRESS: gettext_noop("In progress"),
        AttemptState.INTERRUPTED: gettext_noop("Interrupted"),
        AttemptState.COMPLETED: gettext_noop("Completed, not scored yet"),
        AttemptState.SCORED: gettext_noop("Scored, not verified yet"),
        AttemptState.VERIFIED: gettext_noop("Verified, not released yet"),
        AttemptState.RELEASED: gettext_noop("Result released"),
        AttemptState.CANCELLED: gettext_noop("Cancelled"),
        AttemptState.NO_SHOW: gettext_noop("Did not come"),
        AttemptState.EXCUSED: gettext_noop("Did not come, excused: not counted"),
        AttemptState.VOID: gettext_noop("Void, not counted"),
        AttemptState.INVESTIGATED: gettext_noop("Under investigation"),
        AttemptState.RESULT_VOID: gettext_noop("Result void"),
    },
    moves=(
        Move("book", (), AttemptState.SCHEDULED, gettext_noop("Book a seat")),
        Move("move", (AttemptState.SCHEDULED,), AttemptState.SCHEDULED, gettext_noop("Move the seat")),
        Move("cancel", (AttemptState.SCHEDULED,), AttemptState.CANCELLED, gettext_noop("Cancel the seat")),
        Move("miss", (AttemptState.SCHEDULED,), AttemptState.NO_SHOW, gettext_noop("Record that nobody came")),
        Move("excuse", (AttemptState.NO_SHOW,), AttemptState.EXCUSED, gettext_noop("Excuse")),
        Move("check_in", (AttemptState.SCHEDULED,), AttemptState.CHECKED_IN, gettext_noop("Check in")),
        Move("start", (AttemptState.CHECKED_IN,), AttemptState.IN_PROGRESS, gettext_noop("Start")),
        Move("interrupt", (AttemptState.IN_PROGRESS,), AttemptState.INTERRUPTED, gettext_noop("Interrupt")),
        Move("resume", (AttemptState.INTERRUPTED,), AttemptState.IN_PROGRESS, gettext_noop("Resume")),
        Move(
            "submit",
            (AttemptState.IN_PROGRESS, AttemptState.INTERRUPTED, AttemptState.CHECKED_IN),
            AttemptState.COMPLETED,
            gettext_noop("Hand in"),
        ),
        Move("score", (AttemptState.COMPLETED,), AttemptState.SCORED, gettext_noop("Score")),
        Move("verify", (AttemptState.SCORED,), AttemptState.VERIFIED, gettext_noop("Verify the result")),
        Move("release", (AttemptState.VERIFIED,), AttemptState.RELEASED, gettext_noop("Release the result")),
        Move(
            "rescore",
            (AttemptState.SCORED, AttemptState.VERIFIED, AttemptState.RELEASED),
            AttemptState.SCORED,
            gettext_noop("Score again"),
        ),
        Move(
            "void",
            (
                AttemptState.SCHEDULED,
                AttemptState.CHECKED_IN,
                AttemptState.IN_PROGRESS,
                AttemptState.INTERRUPTED,
                AttemptState.COMPLETED,
                AttemptState.SCORED,
                AttemptState.VERIFIED,
            ),
            AttemptState.VOID,
            gettext_noop("Void for the body's fault"),
        ),
        Move(
            "investigate",
            (AttemptState.COMPLETED, AttemptState.SCORED, AttemptState.VERIFIED),
            AttemptState.INVESTIGATED,
            gettext_noop("Investigate"),
        ),
        Move("clear", (AttemptState.INVESTIGATED,), AttemptState.COMPLETED, gettext_noop("Clear")),
        Move(
            "void_result", (AttemptState.INVESTIGATED,), AttemptState.RESULT_VOID, gettext_noop("Void after a hearing")
        ),
    ),
)


SITS = (AttemptState.CHECKED_IN, AttemptState.IN_PROGRESS, AttemptState.INTERRUPTED)
"""Came, and has not handed in yet."""

OPEN = (AttemptState.SCHEDULED, *SITS)
"""A seat is taken and the examination is not over."""

AWAITED = (
    AttemptState.COMPLETED,
    AttemptState.SCORED,
    AttemptState.VERIFIED,
    AttemptState.INVESTIGATED,
)
"""Handed in, and the candidate does not know the result yet."""

NOT_COUNTED = (AttemptState.CANCELLED, AttemptState.EXCUSED, AttemptState.VOID)
"""Takes no attempt away from the candidate, and no waiting time follows."""


class ResultState(StrEnum):
    """Where the result of an attempt stands."""

    SCORED = "scored"
    VERIFIED = "verified"
    RELEASED = "released"
    RESCORED = "rescored"
    VOID = "void"


RESULT = Lifecycle(
    noun=gettext_noop("Result"),
    procedure="PR-RESULTS",
    states=ResultState,
    words={
        ResultState.SCORED: gettext_noop("Scored"),
        ResultState.VERIFIED: gettext_noop("Verified"),
        ResultState.RELEASED: gettext_noop("Released"),
        ResultState.RESCORED: gettext_noop("Replaced by a rescoring"),
        ResultState.VOID: gettext_noop("Void"),
    },
    moves=(
        Move("score", (), ResultState.SCORED, gettext_noop("Score")),
        Move("verify", (ResultState.SCORED,), ResultState.VERIFIED, gettext_noop("Verify")),
        Move("release", (ResultState.VERIFIED,), ResultState.RELEASED, gettext_noop("Release")),
        Move(
            "rescore",
            (ResultState.SCORED, ResultState.VERIFIED, ResultState.RELEASED),
            ResultState.RESCORED,
            gettext_noop("Rescore"),
        ),
        Move("void", (ResultState.SCORED, ResultState.VERIFIED), ResultState.VOID, gettext_noop("Void")),
    ),
)


class MarkingState(StrEnum):
    """Where one examiner's marking of an attempt stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


MARKING = Lifecycle(
    noun=gettext_noop("Marking"),
    procedure="PR-RESULTS",
    states=MarkingState,
    words={
        MarkingState.OPEN: gettext_noop("Being marked"),
        MarkingState.SUBMITTED: gettext_noop("Submitted"),
        MarkingState.WITHDRAWN: gettext_noop("Withdrawn"),
    },
    moves=(
        Move("assign", (), MarkingState.OPEN, gettext_noop("Assign an examiner")),
        Move("submit", (MarkingState.OPEN,), MarkingState.SUBMITTED, gettext_noop("Submit the marking")),
        Move("withdraw", (MarkingState.OPEN,), MarkingState.WITHDRAWN, gettext_noop("Withdraw the assignment")),
    ),
)


class BatchState(StrEnum):
    """Where a staged file of results from paper or a provider stands."""

    STAGED = "staged"
    TAKEN = "taken"
    DISCARDED = "discarded"


BATCH = Lifecycle(
    noun=gettext_noop("Staged results"),
    procedure="PR-RESULTS",
    states=BatchState,
    words={
        BatchState.STAGED: gettext_noop("Waits for approval"),
        BatchState.TAKEN: gettext_noop("Taken in"),
        BatchState.DISCARDED: gettext_noop("Discarded"),
    },
    moves=(
        Move("stage", (), BatchState.STAGED, gettext_noop("Import results")),
        Move("take", (BatchState.STAGED,), BatchState.TAKEN, gettext_noop("Take the good rows in")),
        Move("discard", (BatchState.STAGED,), BatchState.DISCARDED, gettext_noop("Discard")),
    ),
)
