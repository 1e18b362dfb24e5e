"""The steps by which an empty installation becomes an operating body, as rooms declare them in ``setup.py``::

    @setup_step(
        "personnel.text",
        place=50,
        title=gettext_noop("Put the text of declaration into effect"),
        why=gettext_noop("Nobody can declare before there are words to sign."),
        clauses=["2012:6.1.7", "2026:6.1"],
        who=[QUALITY_MANAGER.code, TOP_MANAGEMENT.code],
        link=("personnel:texts",),
        needs=["identity.top-management"],
    )
    def text_is_in_effect() -> Standing: ...

A room never knows who shows them. How far a step is says the room from live records; nobody ticks anything off.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from guildhall.kernel.clauses import checked


@dataclass(frozen=True)
class Standing:
    """How far a step is: whether it is done, and in a few words, translated, what is there or missing.

    A step that was done once stays done: what lapses later is no matter of the set-up.
    """

    done: bool
    told: str = ""


@dataclass(frozen=True, eq=False)
class SetupStep:
    """A step of the set-up. `place` orders the steps of all rooms; `who` are the codes of the roles that do it, all if
    it is empty; `link` leads to the page where it is done; `needs` names the steps that come first, and `before` those
    of rooms below that come later.
    """

    name: str
    place: int
    title: str
    why: str
    clauses: tuple[str, ...]
    who: tuple[str, ...]
    link: tuple[str, ...]
    needs: tuple[str, ...]
    before: tuple[str, ...]
    standing: Callable[[], Standing] = field(repr=False)


_steps: dict[str, SetupStep] = {}


def setup_step(
    name: str,
    *,
    place: int,
    title: str,
    why: str,
    clauses: Iterable[str],
    who: Iterable[str] = (),
    link: tuple[str, ...] = (),
    needs: Iterable[str] = (),
    before: Iterable[str] = (),
) -> Callable[[Callable[[], Standing]], SetupStep]:
    """Declare a step of the set-up; `name` is ``room.what_is_done``."""

    def declare(standing: Callable[[], Standing]) -> SetupStep:
        if name in _steps:
            raise ValueError(f"There are two steps named {name}.")
        _steps[name] = SetupStep(
            name, place, title, why, checked(tuple(clauses)), tuple(who), link, tuple(needs), tuple(before), standing
        )
        return _steps[name]

    return declare


def comes_first(step: SetupStep) -> tuple[SetupStep, ...]:
    """The steps that are done before this one, whether it names them or they name it."""
    return tuple(each for each in all_steps() if each.name in step.needs or step.name in each.before)


def all_steps() -> tuple[SetupStep, ...]:
    """Every step that is declared, in the order in which they are taken."""
    return tuple(sorted(_steps.values(), key=lambda each: (each.place, each.name)))
