"""The lives of a survey of an occupation and of an invitation to it."""

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


class InvitationState(StrEnum):
    """How far whoever was invited has come; when they did what is not kept, so that nobody is found by it."""

    INVITED = "invited"
    BEGUN = "begun"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


SURVEY_INVITATION = Lifecycle(
    noun=gettext_noop("Invitation to a survey"),
    procedure="PR-SCHEMES",
    states=InvitationState,
    words={
        InvitationState.INVITED: gettext_noop("Invited"),
        InvitationState.BEGUN: gettext_noop("Has begun"),
        InvitationState.ANSWERED: gettext_noop("Has answered"),
        InvitationState.WITHDRAWN: gettext_noop("Withdrawn"),
    },
    moves=(
        Move("invite", (), InvitationState.INVITED, gettext_noop("Invite")),
        Move("answer", (InvitationState.INVITED, InvitationState.BEGUN), InvitationState.BEGUN, gettext_noop("Answer")),
        Move("finish", (InvitationState.BEGUN,), InvitationState.ANSWERED, gettext_noop("Hand the answers in")),
        Move(
            "withdraw",
            (InvitationState.INVITED, InvitationState.BEGUN),
            InvitationState.WITHDRAWN,
            gettext_noop("Withdraw the invitation"),
        ),
    ),
)
