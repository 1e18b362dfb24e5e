"""What waits for whom in this room: days that come near, letters to post, messages that failed."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.identity.grants import roles_of
from guildhall.identity.roles import OPERATIONS
from guildhall.kernel import clock
from guildhall.kernel.declarations import Timer, WorkItem, all_timers, work
from guildhall.notices import queries
from guildhall.notices.models import Deadline

POST_WITHIN = timedelta(days=2)
"""How soon a letter is posted (our own choice)."""


@work("notices.deadlines")
def days_that_come_near(*, person_id: UUID) -> Iterator[WorkItem]:
    """Deadlines that concern somebody, from their first warning on."""
    timers = {timer.name: timer for timer in all_timers()}
    for deadline in queries.running_for(person_id):
        timer = timers.get(deadline.timer)
        if timer and timer.in_work and _is_near(deadline, timer):
            yield _item(deadline, timer)


def _is_near(deadline: Deadline, timer: Timer) -> bool:
    return deadline.days_left(clock.today()) <= max(timer.warn_days, default=0)


def _item(deadline: Deadline, timer: Timer) -> WorkItem:
    day = date_format(deadline.due_on, "j M Y")
    passed = deadline.days_left(clock.today()) < 0
    return WorkItem(
        " ".join(filter(None, [deadline.number, _(timer.title)])),
        (_("It was due on %(day)s.") if passed else _("It is due on %(day)s.")) % {"day": day},
        _("Open"),
        tuple(deadline.link),
        deadline.due_on,
    )


@work("notices.letters")
def letters_to_post(*, person_id: UUID) -> Iterator[WorkItem]:
    """Letters that wait for printing, for operations: one row for all."""
    if OPERATIONS.code not in roles_of(person_id):
        return
    oldest = queries.letters_waiting().first()
    if oldest is None:
        return
    count = queries.letters_waiting().count()
    yield WorkItem(
        ngettext("%(count)d letter to print and post", "%(count)d letters to print and post", count) % {"count": count},
        _("These people have no e-mail address and know nothing until the letter comes."),
        _("Print"),
        ("web:letters",),
        clock.day_of(oldest.made_at) + POST_WITHIN,
    )
