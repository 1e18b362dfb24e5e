"""The body sets how long its timers run."""

from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.notices.models import TimerLength
from guildhall.notices.permissions import SETS_TIMERS
from guildhall.notices.rules import (
    the_length_is_one_number,
    the_length_keeps_the_standards_limit,
    the_timer_has_a_length,
)


@act(
    "notices.timer.set",
    permission=SETS_TIMERS,
    rules=[the_timer_has_a_length, the_length_is_one_number, the_length_keeps_the_standards_limit],
    sentence=gettext_noop("set how long the timer {code} runs: {reason}"),
    label=gettext_noop("Set the length"),
)
def set_length(
    *, by: Actor, code: str, reason: str, months: int = 0, days: int = 0, working_days: int = 0
) -> TimerLength:
    """Set how long a timer of the list runs in this body, with the reason. What runs already keeps its end.

    That somebody other than who asks for it approves it is not asked yet.
    """
    length = {"months": months, "days": days, "working_days": working_days, "reason": reason}
    own = TimerLength.objects.filter(code=code).first()
    return change(own, **length) if own else create(TimerLength, code=code, **length)
