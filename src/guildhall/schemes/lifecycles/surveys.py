"""The life of a survey of an occupation."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class SurveyState(StrEnum):
    """Where a survey stands."""

    PREPARING = "preparing"
    OPEN = "open"
    CLOSED = "closed"
    ABANDONED = "abandoned"


SURVEY = Lifecycle(
    noun=gettext_noop("Survey of an occupation"),
    procedure="PR-SCHEMES",
    states=SurveyState,
    words={
        SurveyState.PREPARING: gettext_noop("Being prepared"),
        SurveyState.OPEN: gettext_noop("Open for answers"),
        SurveyState.CLOSED: gettext_noop("Closed"),
        SurveyState.ABANDONED: gettext_noop("Abandoned"),
    },
    moves=(
        Move("begin", (), SurveyState.PREPARING, gettext_noop("Prepare a survey")),
        Move("open", (SurveyState.PREPARING,), SurveyState.OPEN, gettext_noop("Open the survey")),
        Move("close", (SurveyState.OPEN,), SurveyState.CLOSED, gettext_noop("Close the survey")),
        Move(
            "abandon",
            (SurveyState.PREPARING, SurveyState.OPEN),
            SurveyState.ABANDONED,
            gettext_noop("Abandon the survey"),
        ),
    ),
)
