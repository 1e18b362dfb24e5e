"""The lives of a standard setting and of somebody's seat on its panel."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class SettingState(StrEnum):
    """Where a standard setting stands."""

    PLANNED = "planned"
    TRAINING = "training"
    RATING = "rating"
    FEEDBACK = "feedback"
    CONCLUDED = "concluded"
    ABANDONED = "abandoned"


SETTING = Lifecycle(
    noun=gettext_noop("Standard setting"),
    procedure="PR-FORMS",
    states=SettingState,
    words={
        SettingState.PLANNED: gettext_noop("Being planned"),
        SettingState.TRAINING: gettext_noop("The panel gets ready"),
        SettingState.RATING: gettext_noop("The panel rates"),
        SettingState.FEEDBACK: gettext_noop("The panel looks at the round"),
        SettingState.CONCLUDED: gettext_noop("Concluded"),
        SettingState.ABANDONED: gettext_noop("Abandoned"),
    },
    moves=(
        Move("plan", (), SettingState.PLANNED, gettext_noop("Plan a standard setting")),
        Move("invite", (SettingState.PLANNED,), SettingState.TRAINING, gettext_noop("Invite the panel")),
        Move(
            "open_round",
            (SettingState.TRAINING, SettingState.FEEDBACK),
            SettingState.RATING,
            gettext_noop("Open the next round"),
        ),
        Move("close_round", (SettingState.RATING,), SettingState.FEEDBACK, gettext_noop("Close the round")),
        Move(
            "conclude",
            (SettingState.PLANNED, SettingState.FEEDBACK),
            SettingState.CONCLUDED,
            gettext_noop("Conclude with a recommendation"),
        ),
        Move(
            "abandon",
            (SettingState.PLANNED, SettingState.TRAINING, SettingState.RATING, SettingState.FEEDBACK),
            SettingState.ABANDONED,
            gettext_noop("Abandon"),
        ),
    ),
)

UNDER_WAY = (SettingState.PLANNED, SettingState.TRAINING, SettingState.RATING, SettingState.FEEDBACK)
"""States in which a standard setting is still worked on."""


class JudgeState(StrEnum):
    """Where somebody's seat on a panel stands."""

    SEATED = "seated"
    LEFT = "left"


JUDGE = Lifecycle(
    noun=gettext_noop("Seat on a panel"),
    procedure="PR-FORMS",
    states=JudgeState,
    words={
        JudgeState.SEATED: gettext_noop("On the panel"),
        JudgeState.LEFT: gettext_noop("Left the panel"),
    },
    moves=(
        Move("seat", (), JudgeState.SEATED, gettext_noop("Take somebody onto the panel")),
        Move("leave", (JudgeState.SEATED,), JudgeState.LEFT, gettext_noop("Let somebody leave the panel")),
    ),
)
