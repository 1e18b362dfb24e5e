"""The life of a judgement."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class JudgementState(StrEnum):
    """What a judgement can be."""

    IN_FORCE = "in-force"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


JUDGEMENT = Lifecycle(
    noun=gettext_noop("judgement"),
    procedure="PR-AUDITS",
    states=JudgementState,
    words={
        JudgementState.IN_FORCE: gettext_noop("in force"),
        JudgementState.REPLACED: gettext_noop("replaced"),
        JudgementState.WITHDRAWN: gettext_noop("withdrawn"),
    },
    moves=(
        Move("give", (), JudgementState.IN_FORCE, gettext_noop("Give a judgement")),
        Move("revise", (JudgementState.IN_FORCE,), JudgementState.REPLACED, gettext_noop("Judge anew")),
        Move("withdraw", (JudgementState.IN_FORCE,), JudgementState.WITHDRAWN, gettext_noop("Withdraw the judgement")),
    ),
)
