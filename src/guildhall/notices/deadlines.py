"""Days that count: deadlines start and end after acts, warn as they come near, and pass.

Everything here may run again after a crash and says nothing twice: a deadline starts once for an entry, and each step
of warning is reached once.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from guildhall.identity.grants import holders
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock
from guildhall.kernel.declarations import Run, Timer, Told, all_timers
from guildhall.ledger import locks
from guildhall.ledger.guard import writing_as
from guildhall.ledger.models import Entry
from guildhall.notices.models import OPEN, WRITER, Deadline, Due, WarningStep
from guildhall.notices.telling import tell

PASSED = -1
"""The step after the last day."""


def start(timer: Timer, run: Run, entry: Entry) -> None:
    """Let a timer run about a record; one that ran about it already begins anew."""
    if Deadline.objects.filter(timer=timer.name, about=run.about, started_by_entry=entry.id).exists():
        return
    end(timer, run.about, entry, Due.MET)
    with writing_as(WRITER):
        Deadline(
            timer=timer.name,
            code=timer.code,
            about=run.about,
            number=run.number,
            person_id=run.person_id,
            role=run.role,
            scope_id=run.scope_id,
            link=list(run.link),
            due_on=run.due_on,
            started_by_entry=entry.id,
        ).save(force_insert=True)


def end(timer: Timer, about: str, entry: Entry, state: Due) -> None:
    """End what runs about a record: what it waited for was done (`Due.MET`), or it lost its reason (`Due.ENDED`)."""
    with writing_as(WRITER):
        Deadline.objects.filter(timer=timer.name, about=about, state__in=OPEN).update(
            state=state, ended_by_entry=entry.id, ended_on=entry.effective_on or clock.today()
        )


def pass_day() -> int:
    """Warn of what comes near and mark what passed, as of today; returns how many deadlines took a step.

    Each deadline takes its step in a transaction of its own. Where several steps were missed, only the latest is told.
    """
    today = clock.today()
    return sum(_take_step(deadline_id, today) for deadline_id in _near(today))


def _near(today: date) -> list[UUID]:
    """Deadlines that reach their next step today: before the first warning of any timer there is nothing to look at."""
    longest = max((max(timer.warn_days, default=0) for timer in all_timers()), default=0)
    reach = Q(state=Due.RUNNING, due_on__lte=today + timedelta(days=longest))
    return list(Deadline.objects.filter(reach).order_by("due_on", "id").values_list("id", flat=True))


def _take_step(deadline_id: UUID, today: date) -> bool:
    with transaction.atomic(durable=True):
        locks.lock([f"notices.deadline:{deadline_id}"])
        deadline = Deadline.objects.select_related("person").get(pk=deadline_id)
        timer = _declared(deadline.timer)
        if timer is None or deadline.state != Due.RUNNING:
            return False
        return _reach(deadline, timer, today)


def _declared(name: str) -> Timer | None:
    return next((timer for timer in all_timers() if timer.name == name), None)


def _reach(deadline: Deadline, timer: Timer, today: date) -> bool:
    behind = steps_reached(timer.warn_days, deadline.days_left(today))
    known = set(deadline.steps.values_list("days_before", flat=True))
    new = [step for step in behind if step not in known]
    if not new:
        return False
    with writing_as(WRITER):
        for step in new:
            reached = WarningStep(deadline=deadline, days_before=step, reached_on=today, told=step == new[-1])
            reached.save(force_insert=True)
        if new[-1] == PASSED:
            ended = {"state": Due.MET, "ended_on": today} if timer.is_wait else {"state": Due.OVERDUE}
            Deadline.objects.filter(pk=deadline.pk).update(**ended)
    for told in _told(deadline, timer, today):
        tell(
            told,
            source=f"deadline:{deadline.pk}:{new[-1]}",
            event=timer.code,
            text=timer.text,
            subject=deadline.about,
        )
    return True


def steps_reached(warn_days: tuple[int, ...], days_left: int) -> list[int]:
    """The steps that lie behind when `days_left` days remain, in the order in which they are reached."""
    return [step for step in (*sorted(warn_days, reverse=True), PASSED) if days_left <= step]


def _told(deadline: Deadline, timer: Timer, today: date) -> Iterator[Told]:
    people = {deadline.person_id} if deadline.person_id else set()
    if deadline.role:
        people |= holders(role_named(deadline.role), scope_id=deadline.scope_id)
    for person_id in sorted(people):
        yield Told(
            person_id=person_id,
            number=deadline.number,
            link=tuple(deadline.link),
            words={
                "title": timer.title,
                "due_on": deadline.due_on,
                "passed": "yes" if deadline.days_left(today) < 0 else "",
            },
        )
