"""How far the set-up is: every room's steps, with who takes them and what they wait for."""

from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache

from guildhall.identity import grants
from guildhall.kernel import clock
from guildhall.kernel.steps import SetupStep, Standing, all_steps, comes_first

OVER = "setup:over"
"""In the cache: the set-up is over, so that nobody counts its steps again."""

A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Progress:
    """A step as it stands: done, open, or waiting for the steps `waits_for`; `yours` if the reader takes it."""

    step: SetupStep
    standing: Standing
    waits_for: tuple[SetupStep, ...]
    yours: bool

    @property
    def is_open(self) -> bool:
        return not self.standing.done and not self.waits_for


def progress(person_id: UUID) -> list[Progress]:
    """Every step in its order, for one reader."""
    steps = all_steps()
    standings = {step.name: step.standing() for step in steps}
    given = roles_given(person_id)
    return [
        Progress(
            step,
            standings[step.name],
            tuple(each for each in comes_first(step) if not standings[each.name].done),
            not step.who or bool(given & set(step.who)),
        )
        for step in steps
    ]


def is_over() -> bool:
    """Whether every step was done; what was done once stays done, so it is remembered for a day."""
    over: bool = cache.get(OVER, False)
    if not over and all(step.standing().done for step in all_steps()):
        cache.set(OVER, True, A_DAY)
        over = True
    return over


def roles_given(person_id: UUID) -> set[str]:
    """The roles that somebody was given, held or not: before the declarations are signed most do not hold."""
    return set(grants.given_on(clock.today()).filter(person_id=person_id).values_list("role", flat=True))
