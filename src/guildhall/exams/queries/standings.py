"""How a candidate stands at each component: attempts, what they came to, and what can come next (T-24, R-28)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import AWAITED, NOT_COUNTED, OPEN, AttemptState, ResultState
from guildhall.exams.models import Attempt, Candidacy, Result
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.schemes.models import Component


@dataclass(frozen=True)
class Standing:
    """A candidate at one component.

    `passed` is the released pass that counts today, until `counts_until`. `next_on` is the first day of a further
    attempt and `left` how many there may be; `why` says in a sentence why no seat can be booked, and nothing where one
    can.
    """

    component: Component
    attempts: tuple[Attempt, ...]
    passed: Result | None
    counts_until: date | None
    next_on: date | None
    left: int
    why: str

    @property
    def open(self) -> Attempt | None:
        """The attempt for which a seat is booked or that is going on."""
        return next((each for each in self.attempts if each.state in OPEN), None)

    @property
    def awaits_result(self) -> bool:
        """Whether an attempt is going on, or its result is not known yet."""
        return any(each.state in (*OPEN, *AWAITED) for each in self.attempts)

    @property
    def latest(self) -> Attempt | None:
        """The attempt that was booked last and not given up."""
        return next((each for each in reversed(self.attempts) if each.state not in NOT_COUNTED), None)


def standing(candidacy: Candidacy) -> list[Standing]:
    """How a candidate stands at every component of their scheme version, in the order of the scheme."""
    components = list(candidacy.version.components.select_related("version__scheme").order_by("position", "code"))
    tried = candidacy.attempts.select_related("sitting", "form", "component").order_by("booked_at")
    attempts = list(tried.prefetch_related("results"))
    return [_at(each, [tried for tried in attempts if tried.component_id == each.id]) for each in components]


def _at(component: Component, attempts: list[Attempt]) -> Standing:
    passed, until = _pass(component, attempts)
    left = max(0, component.max_attempts - sum(each.state not in NOT_COUNTED for each in attempts))
    next_on = _next(component, attempts) if left and not passed else None
    return Standing(
        component, tuple(attempts), passed, until, next_on, left, _why(component, attempts, passed, until, left)
    )


def _pass(component: Component, attempts: Iterable[Attempt]) -> tuple[Result | None, date | None]:
    """The pass that counts longest, if one counts today."""
    counting = [
        (counts_until(component, attempt), result)
        for attempt in attempts
        if attempt.state == AttemptState.RELEASED and (result := _released(attempt)) and result.passed
    ]
    until, result = max(counting, key=lambda each: each[0], default=(None, None))
    return (result, until) if until and until >= clock.today() else (None, None)


def _released(attempt: Attempt) -> Result | None:
    return next((each for each in attempt.results.all() if each.state == ResultState.RELEASED), None)


def counts_until(component: Component, attempt: Attempt) -> date:
    """The last day on which a pass in this attempt counts: the shelf life runs from the day of the examination."""
    return Period(months=component.shelf_months).after(day_of(attempt))


def day_of(attempt: Attempt) -> date:
    """The day of an attempt: when it was handed in, otherwise when the sitting was."""
    return clock.day_of(attempt.completed_at or attempt.sitting.begins_at)


def _next(component: Component, attempts: Iterable[Attempt]) -> date:
    """The first day of a further attempt: the waiting time counts from the last attempt that counts."""
    over = [day_of(each) for each in attempts if each.state not in NOT_COUNTED and each.state not in OPEN]
    if not over or not component.waiting_days:
        return clock.today()
    return max(Period(days=component.waiting_days).after(max(over)), clock.today())


def _why(
    component: Component, attempts: Iterable[Attempt], passed: Result | None, until: date | None, left: int
) -> str:
    if passed and until:
        return _("%(component)s is passed; the pass counts until %(until)s.") % {
            "component": component.title,
            "until": date_format(until, "j M Y"),
        }
    states = {each.state for each in attempts}
    if states & set(OPEN):
        return _("A seat for %(component)s is booked already.") % {"component": component.title}
    if states & set(AWAITED):
        return _("The result of the last attempt at %(component)s is not released yet.") % {
            "component": component.title
        }
    if not left:
        return _("All %(most)d attempts at %(component)s that the scheme allows were used.") % {
            "most": component.max_attempts,
            "component": component.title,
        }
    return ""
