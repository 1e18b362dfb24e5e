"""The life of a post in the organisation of the body."""

from enum import StrEnum

from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.words import gettext_noop


class PostState(StrEnum):
    """Whether a post exists."""

    OPEN = "open"
    CLOSED = "closed"


POST = Lifecycle(
    noun=gettext_noop("Post"),
    procedure="PR-COMPETENCE",
    states=PostState,
    words={
        PostState.OPEN: gettext_noop("In the organisation"),
        PostState.CLOSED: gettext_noop("Closed"),
    },
    moves=(
        Move("open", (), PostState.OPEN, gettext_noop("Open a post")),
        Move("close", (PostState.OPEN,), PostState.CLOSED, gettext_noop("Close this post")),
    ),
)
