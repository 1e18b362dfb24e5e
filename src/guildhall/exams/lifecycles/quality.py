"""The lives of what keeps forms good: rulings on keys, rescorings, deficiencies, and assemblies of parallel forms."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class RulingState(StrEnum):
    """Where a ruling on the key of an item in a form stands."""

    PROPOSED = "proposed"
    IN_FORCE = "in-force"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


KEY_RULING = Lifecycle(
    noun=gettext_noop("Ruling on a key"),
    procedure="PR-RESULTS",
    states=RulingState,
    words={
        RulingState.PROPOSED: gettext_noop("Proposed"),
        RulingState.IN_FORCE: gettext_noop("In force"),
        RulingState.REPLACED: gettext_noop("Replaced by a later ruling"),
        RulingState.WITHDRAWN: gettext_noop("Withdrawn"),
    },
    moves=(
        Move("propose", (), RulingState.PROPOSED, gettext_noop("Propose a ruling on a key")),
        Move("confirm", (RulingState.PROPOSED,), RulingState.IN_FORCE, gettext_noop("Confirm the ruling")),
        Move("apply", (RulingState.PROPOSED,), RulingState.IN_FORCE, gettext_noop("Put into force by a rescoring")),
        Move("replace", (RulingState.IN_FORCE,), RulingState.REPLACED, gettext_noop("Replace by a later ruling")),
        Move("withdraw", (RulingState.PROPOSED,), RulingState.WITHDRAWN, gettext_noop("Withdraw the ruling")),
    ),
)


class RescoringState(StrEnum):
    """Where the rescoring of all results of a form stands."""

    OPEN = "open"
    COMPARING = "comparing"
    COMPARED = "compared"
    APPROVED = "approved"
    DONE = "done"
    ABANDONED = "abandoned"


RESCORING = Lifecycle(
    noun=gettext_noop("Rescoring"),
    procedure="PR-RESULTS",
    states=RescoringState,
    words={
        RescoringState.OPEN: gettext_noop("Being prepared"),
        RescoringState.COMPARING: gettext_noop("Every attempt is being compared"),
        RescoringState.COMPARED: gettext_noop("Compared, waits for approval"),
        RescoringState.APPROVED: gettext_noop("Approved, attempts are being scored again"),
        RescoringState.DONE: gettext_noop("Done"),
        RescoringState.ABANDONED: gettext_noop("Given up"),
    },
    moves=(
        Move("begin", (), RescoringState.OPEN, gettext_noop("Rescore all attempts")),
        Move(
            "compare",
            (RescoringState.OPEN, RescoringState.COMPARED),
            RescoringState.COMPARING,
            gettext_noop("Compare every attempt"),
        ),
        Move("keep", (RescoringState.COMPARING,), RescoringState.COMPARED, gettext_noop("Keep the comparison")),
        Move(
            "reopen",
            (RescoringState.COMPARING, RescoringState.COMPARED),
            RescoringState.OPEN,
            gettext_noop("Change what is proposed"),
        ),
        Move("approve", (RescoringState.COMPARED,), RescoringState.APPROVED, gettext_noop("Approve the rescoring")),
        Move("complete", (RescoringState.APPROVED,), RescoringState.DONE, gettext_noop("Complete the rescoring")),
        Move(
            "abandon",
            (RescoringState.OPEN, RescoringState.COMPARING, RescoringState.COMPARED),
            RescoringState.ABANDONED,
            gettext_noop("Give up"),
        ),
    ),
)

IN_QUESTION = (RescoringState.OPEN, RescoringState.COMPARING, RescoringState.COMPARED, RescoringState.APPROVED)
"""Something of the form's scoring is in question, so no result of it is released."""


class DeficiencyState(StrEnum):
    """Where a deficiency that a review of a form found stands."""

    NOTED = "noted"
    CORRECTED = "corrected"
    VERIFIED = "verified"


DEFICIENCY = Lifecycle(
    noun=gettext_noop("Deficiency"),
    procedure="PR-FORMS",
    states=DeficiencyState,
    words={
        DeficiencyState.NOTED: gettext_noop("To be corrected"),
        DeficiencyState.CORRECTED: gettext_noop("Corrected, waits for verification"),
        DeficiencyState.VERIFIED: gettext_noop("Correction verified"),
    },
    moves=(
        Move("note", (), DeficiencyState.NOTED, gettext_noop("Note a deficiency")),
        Move("hand_over", (DeficiencyState.NOTED,), DeficiencyState.NOTED, gettext_noop("Hand over")),
        Move("correct", (DeficiencyState.NOTED,), DeficiencyState.CORRECTED, gettext_noop("Report the correction")),
        Move("verify", (DeficiencyState.CORRECTED,), DeficiencyState.VERIFIED, gettext_noop("Verify the correction")),
        Move("send_back", (DeficiencyState.CORRECTED,), DeficiencyState.NOTED, gettext_noop("Not corrected yet")),
    ),
)


class AssemblyState(StrEnum):
    """Where the assembly of several parallel forms stands."""

    ASKED = "asked"
    FOUND = "found"
    IMPOSSIBLE = "impossible"
    TAKEN = "taken"
    DISCARDED = "discarded"


ASSEMBLY = Lifecycle(
    noun=gettext_noop("Assembly of parallel forms"),
    procedure="PR-FORMS",
    states=AssemblyState,
    words={
        AssemblyState.ASKED: gettext_noop("Being computed"),
        AssemblyState.FOUND: gettext_noop("Forms found, waits for a person"),
        AssemblyState.IMPOSSIBLE: gettext_noop("No forms keep all rules"),
        AssemblyState.TAKEN: gettext_noop("Forms begun"),
        AssemblyState.DISCARDED: gettext_noop("Discarded"),
    },
    moves=(
        Move("ask", (), AssemblyState.ASKED, gettext_noop("Assemble parallel forms")),
        Move("find", (AssemblyState.ASKED,), AssemblyState.FOUND, gettext_noop("Keep the forms that were found")),
        Move("fail", (AssemblyState.ASKED,), AssemblyState.IMPOSSIBLE, gettext_noop("Keep what conflicts")),
        Move("take", (AssemblyState.FOUND,), AssemblyState.TAKEN, gettext_noop("Begin these forms")),
        Move(
            "discard",
            (AssemblyState.ASKED, AssemblyState.FOUND, AssemblyState.IMPOSSIBLE),
            AssemblyState.DISCARDED,
            gettext_noop("Discard"),
        ),
    ),
)
