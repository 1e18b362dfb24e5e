"""What waits for a person: their own work, and that of those for whom they stand in today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.cache import cache
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.identity import absences
from guildhall.identity.persons import names
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, all_queues
from guildhall.ledger.models import Entry
from guildhall.shell.records import Status, Tone, url
from guildhall.shell.words import translated

SOON = timedelta(days=7)
KEPT = timedelta(minutes=1)
"""How long a count holds in which nothing was done."""


@dataclass(frozen=True)
class Task:
    """One row of the queue; `instead_of` is the name of the person in whose place the reader stands."""

    item: WorkItem
    due: Status
    url: str
    action: str
    instead_of: str = ""


def tasks(person_id: UUID) -> list[Task]:
    """All that waits for a person, the most urgent first."""
    others = absences.stands_in_for(person_id)
    called = names(others) if others else {}
    found = [*_of(person_id, ""), *(task for other in others for task in _of(other, called.get(other, "")))]
    return sorted(found, key=lambda task: (task.item.due_on or date.max, task.item.what))


def stands_in_for(person_id: UUID) -> list[str]:
    """The names of those for whom a person stands in today."""
    return sorted(names(absences.stands_in_for(person_id)).values())


def count(person_id: UUID) -> int:
    """How many things wait for a person.

    Every page asks it, and every room has a say in it: so it is counted anew when something was done in the house, and
    otherwise once in a while for what time or the post bring about.
    """
    latest = Entry.objects.order_by("-id").values_list("id", flat=True).first()
    key = f"work:{person_id}:{clock.today()}:{latest}"
    return int(cache.get_or_set(key, lambda: _counted(person_id), timeout=KEPT.total_seconds()) or 0)


def _counted(person_id: UUID) -> int:
    return sum(1 for each in [person_id, *absences.stands_in_for(person_id)] for _item in _items(each))


def _items(person_id: UUID) -> Iterator[WorkItem]:
    for queue in all_queues():
        yield from queue.waiting_for(person_id=person_id)


def _of(person_id: UUID, instead_of: str) -> Iterable[Task]:
    for item in _items(person_id):
        yield Task(item, due(item.due_on), url(item.link), translated(item.action), instead_of)


def due(day: date | None) -> Status:
    """Until when, in words and with its sign: 'two days over', 'today', 'this week', 30 Nov 2026."""
    if day is None:
        return Status(_("When you can"), Tone.CLOSED)
    left = (day - clock.today()).days
    if left < 0:
        return Status(ngettext("One day over", "%(days)s days over", -left) % {"days": _number(-left)}, Tone.FAILS)
    if left <= 1:
        return Status(_("Today") if left == 0 else _("Tomorrow"), Tone.SOON)
    if left <= SOON.days:
        return Status(_("Within %(days)s days") % {"days": _number(left).lower()}, Tone.OPEN)
    return Status(date_format(day, "j M Y"), Tone.OPEN)


def _number(count: int) -> str:
    """Small numbers in words."""
    words = [_("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"), _("Ten")]
    return words[count - 2] if 2 <= count <= 10 else str(count)
