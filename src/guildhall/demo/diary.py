"""The diary of the story: what is to happen on which day, at which hour. It may be written on while it is read.

Chapters enter what happens, in any order; reading brings it about in the order of time with the house's clock at that
moment. When a day of the story is over, what follows from it is brought about on the same day: entries are numbered,
people are told, and the house does its own work.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from guildhall.kernel import clock

Deed = Callable[[], object]
SATURDAY = 5


@dataclass(frozen=True)
class Days:
    """The days of the story, counted from the one on which it is told; nobody works at weekends."""

    now: datetime
    zone: ZoneInfo

    def ago(self, days: float, hour: str = "09:00") -> datetime:
        """So many days before the telling (after it, where negative), on a working day, at an hour of the body."""
        return self.at(self.working_day(days), hour)

    def at(self, day: date, hour: str) -> datetime:
        """An hour of a day, where the body sits."""
        return datetime.combine(day, time.fromisoformat(hour), self.zone)

    def working_day(self, days: float) -> date:
        """The day itself; where it is a weekend the Friday before, or the Monday after where it lies ahead."""
        day = self.today - timedelta(days=days)
        over = day.weekday() - SATURDAY + 1
        if over <= 0 or not days:
            return day
        return day - timedelta(days=over) if days > 0 else day + timedelta(days=3 - over)

    def on(self, days: int) -> date:
        """So many days before the telling, whatever day of the week it is: for terms, which count every day."""
        return self.today - timedelta(days=days)

    def earlier(self, minutes: float) -> datetime:
        """So many minutes before the telling: for what happens today, whenever somebody builds the demonstration."""
        return self.now - timedelta(minutes=minutes)

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()


@dataclass(order=True)
class Entered:
    """Something that is to happen: when, and in which order it was entered for that moment."""

    moment: datetime
    place: int
    deed: Deed = field(compare=False)


class Diary:
    """What is to happen, in the order of time."""

    def __init__(self, days: Days, evening: Deed) -> None:
        self.days, self._evening = days, evening
        self._pages: list[Entered] = []
        self._count = 0

    def ago(self, days: float, deed: Deed, hour: str = "09:00") -> None:
        """Enter what happens so many days before the telling."""
        self.at(self.days.ago(days, hour), deed)

    def earlier(self, minutes: float, deed: Deed) -> None:
        """Enter what happens so many minutes before the telling."""
        self.at(self.days.earlier(minutes), deed)

    def at(self, moment: datetime, deed: Deed) -> None:
        """Enter what happens at a moment."""
        self._count += 1
        heapq.heappush(self._pages, Entered(moment, self._count, deed))

    def read(self) -> None:
        """Let everything happen, each thing at its moment; what is entered meanwhile happens as well."""
        while self._pages:
            page = heapq.heappop(self._pages)
            with clock.at(page.moment):
                page.deed()
                if self._is_over(page.moment):
                    self._evening()

    def _is_over(self, moment: datetime) -> bool:
        """Whether nothing more happens on the day of `moment`."""
        return not self._pages or clock.day_of(self._pages[0].moment) != clock.day_of(moment)
