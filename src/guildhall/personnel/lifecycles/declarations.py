"""The lives of texts of declaration, of declarations, and of the interests that they name."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class TextState(StrEnum):
    """Where a text of declaration stands."""

    PROPOSED = "proposed"
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"


TEXT = Lifecycle(
    noun=gettext_noop("Text of declaration"),
    procedure="PR-INTERESTS",
    states=TextState,
    words={
        TextState.PROPOSED: gettext_noop("Proposed"),
        TextState.EFFECTIVE: gettext_noop("In effect"),
        TextState.SUPERSEDED: gettext_noop("Replaced"),
        TextState.REJECTED: gettext_noop("Rejected"),
    },
    moves=(
        Move("propose", (), TextState.PROPOSED, gettext_noop("Propose a new text")),
        Move("approve", (TextState.PROPOSED,), TextState.EFFECTIVE, gettext_noop("Approve")),
        Move("reject", (TextState.PROPOSED,), TextState.REJECTED, gettext_noop("Reject")),
        Move("supersede", (TextState.EFFECTIVE,), TextState.SUPERSEDED, gettext_noop("Replace")),
    ),
)


class DeclarationState(StrEnum):
    """Where a declaration stands."""

    DRAFT = "draft"
    SIGNED = "signed"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    DISCARDED = "discarded"
    VOID = "void"


DECLARATION = Lifecycle(
    noun=gettext_noop("Declaration"),
    procedure="PR-INTERESTS",
    states=DeclarationState,
    words={
        DeclarationState.DRAFT: gettext_noop("Not signed yet"),
        DeclarationState.SIGNED: gettext_noop("Signed"),
        DeclarationState.SUPERSEDED: gettext_noop("Renewed by a later one"),
        DeclarationState.EXPIRED: gettext_noop("Expired"),
        DeclarationState.DISCARDED: gettext_noop("Discarded"),
        DeclarationState.VOID: gettext_noop("Void"),
    },
    moves=(
        Move("make", (), DeclarationState.DRAFT, gettext_noop("Make a declaration")),
        Move("sign", (DeclarationState.DRAFT,), DeclarationState.SIGNED, gettext_noop("Sign")),
        Move("enter", (DeclarationState.DRAFT,), DeclarationState.SIGNED, gettext_noop("Enter the signed paper")),
        Move("discard", (DeclarationState.DRAFT,), DeclarationState.DISCARDED, gettext_noop("Discard this draft")),
        Move(
            "supersede",
            (DeclarationState.SIGNED, DeclarationState.EXPIRED),
            DeclarationState.SUPERSEDED,
            gettext_noop("Replace by a later one"),
        ),
        Move("expire", (DeclarationState.SIGNED,), DeclarationState.EXPIRED, gettext_noop("Expire"), by_time=True),
        Move(
            "void",
            (DeclarationState.SIGNED, DeclarationState.EXPIRED),
            DeclarationState.VOID,
            gettext_noop("Void, as signed in error"),
        ),
    ),
)


class InterestState(StrEnum):
    """What became of an interest that somebody declared."""

    DECLARED = "declared"
    NO_THREAT = "no-threat"
    TREATED = "treated"
    BARRED = "barred"


INTEREST = Lifecycle(
    noun=gettext_noop("Interest"),
    procedure="PR-INTERESTS",
    states=InterestState,
    words={
        InterestState.DECLARED: gettext_noop("Waits for judgement"),
        InterestState.NO_THREAT: gettext_noop("No threat to impartiality"),
        InterestState.TREATED: gettext_noop("Treated by a safeguard"),
        InterestState.BARRED: gettext_noop("Barred from such work"),
    },
    moves=(
        Move("declare", (), InterestState.DECLARED, gettext_noop("Declare an interest")),
        Move("accept", (InterestState.DECLARED,), InterestState.NO_THREAT, gettext_noop("Judge: no threat")),
        Move("treat", (InterestState.DECLARED,), InterestState.TREATED, gettext_noop("Judge: treat by a safeguard")),
        Move("bar", (InterestState.DECLARED, InterestState.TREATED), InterestState.BARRED, gettext_noop("Judge: bar")),
        Move(
            "reopen",
            (InterestState.NO_THREAT, InterestState.TREATED, InterestState.BARRED),
            InterestState.DECLARED,
            gettext_noop("Judge again"),
        ),
    ),
)
