"""What is unusual in how staff look at items in use: many in a short time, at night, or none of their business.

Pure: it is given looks and limits and says what it sees. Nothing of it is a verdict; a person judges (R-33 in spirit).
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from guildhall.kernel import clock

MANY, NIGHT, IDLE = "many", "night", "idle"


@dataclass(frozen=True)
class Look:
    """Somebody looked at a version in use; `is_idle` where they had nothing to do with it."""

    person: UUID
    scheme: UUID
    version: UUID
    at: datetime
    is_idle: bool = False


@dataclass(frozen=True)
class Limits:
    """From where on looks are unusual; see `guildhall.itembank.models.WatchPolicy`."""

    many: int = 40
    minutes: int = 60
    night_from: int = 22
    night_until: int = 5
    idle: int = 10

    def is_night(self, moment: datetime) -> bool:
        """Whether a moment lies in the night of this policy; where both hours are the same there is none."""
        hour = clock.hour_of(moment)
        if self.night_from <= self.night_until:
            return self.night_from <= hour < self.night_until
        return hour >= self.night_from or hour < self.night_until


@dataclass(frozen=True)
class Sighting:
    """Something unusual of one person in one scheme on one day: which versions, from when to when, and the limit."""

    person: UUID
    scheme: UUID
    kind: str
    day: date
    versions: tuple[UUID, ...]
    first_at: datetime
    last_at: datetime
    limit: int


def sightings(looks: Iterable[Look], limits: Callable[[UUID], Limits]) -> Iterator[Sighting]:
    """What was unusual, by person, scheme and day."""
    by_whom: dict[tuple[UUID, UUID], list[Look]] = defaultdict(list)
    for each in looks:
        by_whom[each.person, each.scheme].append(each)
    for (_, scheme), theirs in by_whom.items():
        yield from _of_one(sorted(theirs, key=lambda each: each.at), limits(scheme))


def _of_one(looks: Sequence[Look], limits: Limits) -> Iterator[Sighting]:
    yield from _by_day(MANY, _crowded(looks, limits), limits.many)
    yield from _by_day(NIGHT, [each for each in looks if limits.is_night(each.at)], 1)
    yield from _by_day(IDLE, [each for each in looks if each.is_idle], limits.idle)


def _crowded(looks: Sequence[Look], limits: Limits) -> list[Look]:
    """The looks that lie in a span in which as many different versions were opened as the policy calls many."""
    span = timedelta(minutes=limits.minutes)
    window: deque[Look] = deque()
    crowded: dict[int, Look] = {}
    for look in looks:
        window.append(look)
        while look.at - window[0].at > span:
            window.popleft()
        if len({each.version for each in window}) >= limits.many:
            crowded |= {id(each): each for each in window}
    return list(crowded.values())


def _by_day(kind: str, looks: Iterable[Look], least: int) -> Iterator[Sighting]:
    """One sighting a day, where it reaches the least number of different versions."""
    days: dict[date, list[Look]] = defaultdict(list)
    for each in looks:
        days[clock.day_of(each.at)].append(each)
    for day, found in days.items():
        versions = tuple(dict.fromkeys(each.version for each in found))
        if len(versions) >= (1 if kind == MANY else least):
            times = [each.at for each in found]
            yield Sighting(found[0].person, found[0].scheme, kind, day, versions, min(times), max(times), least)
