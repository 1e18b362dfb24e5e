"""The lives of what was found without being declared, and of the question whether interests changed."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class SignalState(StrEnum):
    """What a person judged of a tie that nobody declared and the house found."""

    FOUND = "found"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


SIGNAL = Lifecycle(
    noun=gettext_noop("Undeclared conflict"),
    procedure="PR-INTERESTS",
    states=SignalState,
    words={
        SignalState.FOUND: gettext_noop("Waits for judgement"),
        SignalState.CONFIRMED: gettext_noop("A conflict"),
        SignalState.DISMISSED: gettext_noop("No conflict"),
    },
    moves=(
        Move("notice", (), SignalState.FOUND, gettext_noop("Notice")),
        Move("confirm", (SignalState.FOUND,), SignalState.CONFIRMED, gettext_noop("Judge: a conflict")),
        Move("dismiss", (SignalState.FOUND,), SignalState.DISMISSED, gettext_noop("Judge: no conflict")),
        Move(
            "reopen",
            (SignalState.CONFIRMED, SignalState.DISMISSED),
            SignalState.FOUND,
            gettext_noop("Judge again"),
        ),
    ),
)


class InquiryState(StrEnum):
    """Whether somebody answered if their interests changed."""

    ASKED = "asked"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


INQUIRY = Lifecycle(
    noun=gettext_noop("Question about interests"),
    procedure="PR-INTERESTS",
    states=InquiryState,
    words={
        InquiryState.ASKED: gettext_noop("Waits for an answer"),
        InquiryState.CHANGED: gettext_noop("An interest was declared"),
        InquiryState.UNCHANGED: gettext_noop("Nothing changed"),
    },
    moves=(
        Move("ask", (), InquiryState.ASKED, gettext_noop("Ask whether interests changed")),
        Move("meet", (InquiryState.ASKED,), InquiryState.CHANGED, gettext_noop("Note the interest declared")),
        Move("deny", (InquiryState.ASKED,), InquiryState.UNCHANGED, gettext_noop("Answer: nothing changed")),
    ),
)
