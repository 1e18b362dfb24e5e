"""What falls due: running timers, meetings and sittings, for who may see them; never a name of anybody."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.urls import resolve
from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import SittingState
from guildhall.exams.models import Sitting
from guildhall.governance.lifecycles.committees import MeetingState
from guildhall.governance.queries import committees
from guildhall.identity import grants
from guildhall.identity.roles import COMMITTEE_SECRETARY, OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import all_timers
from guildhall.notices import queries as notices
from guildhall.notices.models import Deadline
from guildhall.shell.records import Link, Status, Tone, url
from guildhall.shell.words import translated

SEES_ALL = (OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT)
"""Who sees every day that counts for the body; everybody else sees their own."""

COMING = (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.HELD)
PLANNED = (SittingState.PLANNED, SittingState.OPEN)


@dataclass(frozen=True)
class Entry:
    """One thing that falls on a day: what, its number, and its page. `uid` stays what it is for ever."""

    day: date
    what: str
    number: str
    uid: str
    link: Link = ()
    is_over: bool = False

    @property
    def url(self) -> str:
        return url(self.link)

    @property
    def told(self) -> str:
        """The entry in a line."""
        return f"{self.what} · {self.number}" if self.number else self.what

    @property
    def status(self) -> Status | None:
        """Whether its day has passed without being met."""
        return Status(_("overdue"), Tone.FAILS) if self.is_over else None


def of(person_id: UUID, first: date, last: date) -> list[Entry]:
    """What falls on the days from `first` to `last`, as far as somebody may see it today, in order of the days."""
    sees_all = person_id in grants.holders(*SEES_ALL)
    found = [
        *_deadlines(person_id, first, last, sees_all=sees_all),
        *_meetings(person_id, first, last),
        *(_sittings(first, last) if sees_all else ()),
    ]
    return sorted(found, key=lambda each: (each.day, each.what, each.number))


def _deadlines(person_id: UUID, first: date, last: date, *, sees_all: bool) -> Iterator[Entry]:
    rows = notices.running().filter(due_on__range=(first, last))
    titles = {each.name: translated(each.title) for each in all_timers()}
    for row in rows if sees_all else rows.filter(person_id=person_id):
        yield _deadline(row, titles.get(row.timer, row.timer))


def _deadline(row: Deadline, what: str) -> Entry:
    link: Link = tuple(row.link)
    is_own = bool(link) and getattr(resolve(url(link)).func, "area", "") == "portal"
    shown = Entry(row.due_on, what, row.number, f"deadline-{row.pk}", () if is_own else link)
    return replace(shown, is_over=row.due_on < clock.today())


def _meetings(person_id: UUID, first: date, last: date) -> Iterator[Entry]:
    """The meetings of committees: all for who looks after them, one's own for a member."""
    sees_all = person_id in grants.holders(COMMITTEE_SECRETARY, QUALITY_MANAGER, TOP_MANAGEMENT)
    rows = committees.meetings() if sees_all else committees.meetings_of(person_id)
    for row in rows.filter(state__in=COMING, **_about(first, last)):
        day = clock.day_of(row.begins_at)
        if first <= day <= last:
            yield Entry(day, row.committee.name, row.number, f"meeting-{row.pk}", ("governance:meeting", row.pk))


def _sittings(first: date, last: date) -> Iterator[Entry]:
    rows = Sitting.objects.filter(state__in=PLANNED, **_about(first, last)).select_related("component")
    for row in rows:
        day = clock.day_of(row.begins_at)
        if first <= day <= last:
            what = _("Sitting: %(component)s") % {"component": row.component.title}
            yield Entry(day, what, row.number, f"sitting-{row.pk}", ("exams:sitting", row.pk))


def _about(first: date, last: date) -> dict[str, date]:
    """Moments around these days, in whatever zone the body sits: the exact day is asked of each."""
    return {"begins_at__date__gte": first - timedelta(days=1), "begins_at__date__lte": last + timedelta(days=1)}
