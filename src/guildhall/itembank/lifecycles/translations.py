"""The life of a translation: made by one person, verified against its source by another, outdated by a new source."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class TranslationState(StrEnum):
    """Where the translation of one version of an item stands."""

    BEGUN = "begun"
    HANDED_OVER = "handed-over"
    VERIFIED = "verified"
    OUTDATED = "outdated"
    ABANDONED = "abandoned"


TRANSLATING = (TranslationState.BEGUN, TranslationState.HANDED_OVER)
"""The translation is being worked on."""

TRANSLATION = Lifecycle(
    noun=gettext_noop("Translation of an item"),
    procedure="PR-ITEMS",
    states=TranslationState,
    words={
        TranslationState.BEGUN: gettext_noop("Being translated"),
        TranslationState.HANDED_OVER: gettext_noop("Waits to be verified"),
        TranslationState.VERIFIED: gettext_noop("Verified against its source"),
        TranslationState.OUTDATED: gettext_noop("Outdated: its source has a newer version"),
        TranslationState.ABANDONED: gettext_noop("Given up"),
    },
    moves=(
        Move("assign", (), TranslationState.BEGUN, gettext_noop("Have it translated")),
        Move("hand_over", (TranslationState.BEGUN,), TranslationState.HANDED_OVER, gettext_noop("Hand over")),
        Move("send_back", (TranslationState.HANDED_OVER,), TranslationState.BEGUN, gettext_noop("Send back")),
        Move("verify", (TranslationState.HANDED_OVER,), TranslationState.VERIFIED, gettext_noop("Verify")),
        Move(
            "outdate",
            (*TRANSLATING, TranslationState.VERIFIED),
            TranslationState.OUTDATED,
            gettext_noop("Mark as outdated"),
        ),
        Move("abandon", TRANSLATING, TranslationState.ABANDONED, gettext_noop("Give the translation up")),
    ),
)
