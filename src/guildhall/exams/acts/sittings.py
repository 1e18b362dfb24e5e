"""Sittings are planned, staffed, opened, closed and reconciled; or postponed, cancelled, aborted.

What a sitting does to its attempts, the machine ``sittings`` does in the same transaction: nobody keeps a seat at a
sitting that does not take place.
"""

from collections.abc import Iterable
from datetime import datetime

from guildhall.exams.acts import attempts, seats
from guildhall.exams.lifecycles import OPEN, SITTING, AttemptState, SittingState
from guildhall.exams.models import Attempt, Channel, Checklist, Form, Sitting, SittingStaff
from guildhall.exams.permissions import is_on_duty, may_manage_sittings, may_manage_staff, may_plan
from guildhall.exams.rules.booklets import paper_can_ask_it, paper_can_ask_it_instead, paper_can_ask_what_it_gives
from guildhall.exams.rules.forms import a_reason_is_given
from guildhall.exams.rules.impartiality import who_goes_on_duty_has_declared
from guildhall.exams.rules.monitoring import somebody_monitored_examines, who_examines_was_monitored
from guildhall.exams.rules.places import (
    it_is_held_in_a_fit_place,
    its_equipment_is_fit,
    its_seats_suffice,
    its_seats_suffice_then,
    the_place_can_be_used,
    the_place_fits,
    the_software_is_verified,
)
from guildhall.exams.rules.providers import (
    its_provider_may_be_used_then,
    its_provider_may_be_used_today,
    the_provider_may_be_used,
)
from guildhall.exams.rules.sittings import (
    conditions_are_answered,
    conditions_were_looked_at,
    everybody_is_accounted_for,
    irregularities_are_settled,
    it_is_not_equipped_yet,
    it_is_time,
    somebody_qualified_is_on_duty,
    the_channel_fits,
    the_count_is_right,
    the_new_time_suffices,
    the_other_sitting_takes_them,
    the_scheme_binds,
    the_sitting_is_not_over,
    the_time_suffices,
    there_is_a_seat,
    what_is_given_instead_is_in_use,
    what_is_given_is_in_use,
    what_it_gives_is_still_in_use,
    who_goes_on_duty_is_authorised,
)
from guildhall.identity.models import Person
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.personnel import resources
from guildhall.personnel.models import ExamRoom, Venue
from guildhall.schemes.models import Component

MACHINE = actors.machine("sittings")
"""Moves and voids the attempts of a sitting that does not take place or breaks off."""

CONSISTENT = ("2012:9.3.2", "2026:9.3")
SECURE = ("2012:7.4.3", "2012:9.3.3", "2026:7.4")
LOGGED = ("2012:7.4.3", "2012:9.3.5", "2026:7.4")

BROKEN_OFF = (*OPEN, AttemptState.COMPLETED, AttemptState.SCORED, AttemptState.VERIFIED)
"""Attempts that fall with a sitting that is aborted."""


@act(
    "exams.sitting.plan",
    about=("component", "room", "platform"),
    move=SITTING.plan,
    permission=may_plan,
    rules=[
        the_scheme_binds,
        the_channel_fits,
        the_provider_may_be_used,
        what_is_given_is_in_use,
        paper_can_ask_it,
        there_is_a_seat,
        the_time_suffices,
        the_place_fits,
        the_place_can_be_used,
        its_seats_suffice,
    ],
    clauses=CONSISTENT,
    sentence=gettext_noop("planned the sitting {subject}"),
)
def plan(
    *,
    by: Actor,
    component: Component,
    channel: str,
    mode: str,
    place: str,
    begins_at: datetime,
    ends_at: datetime,
    capacity: int,
    form: Form | None = None,
    checklist: Checklist | None = None,
    provider: str = "",
    room: ExamRoom | None = None,
    platform: Venue | None = None,
) -> Sitting:
    """Plan when, where and how a component is examined; its seats can be booked at once.

    `room` or `platform` is where it is held, and `place` what candidates are told of it.
    """
    return create(
        Sitting,
        number=next_number("SI"),
        component=component,
        channel=channel,
        mode=mode,
        place=place.strip() or told_of(room, platform),
        room=room,
        platform=platform,
        provider=provider.strip(),
        begins_at=begins_at,
        ends_at=ends_at,
        capacity=capacity,
        form=form,
        checklist=checklist,
        planned_by=Person.objects.get(pk=by.name),
    )


@act(
    "exams.sitting.postpone",
    about="sitting",
    move=SITTING.postpone,
    permission=may_manage_sittings,
    rules=[the_new_time_suffices, its_provider_may_be_used_then, its_seats_suffice_then, a_reason_is_given],
    clauses=CONSISTENT,
    sentence=gettext_noop("postponed the sitting {subject}: {reason}"),
)
def postpone(
    *, by: Actor, sitting: Sitting, begins_at: datetime, ends_at: datetime, place: str, reason: str
) -> Sitting:
    """Give a sitting another time or place; everybody who has a seat is told and keeps it."""
    return change(sitting, begins_at=begins_at, ends_at=ends_at, place=place, reason=reason.strip())


@act(
    "exams.sitting.equip",
    about="sitting",
    permission=may_manage_sittings,
    rules=[it_is_not_equipped_yet, what_is_given_instead_is_in_use, paper_can_ask_it_instead],
    clauses=CONSISTENT,
    sentence=gettext_noop("gave the sitting {subject} another form or checklist"),
    label=gettext_noop("Give another form or checklist"),
)
def equip(*, by: Actor, sitting: Sitting, form: Form | None = None, checklist: Checklist | None = None) -> Sitting:
    """Give a sitting another form or checklist, because its own is no longer in use; booked seats follow."""
    equipped = change(sitting, form=form, checklist=checklist)
    for attempt in _attempts(sitting, [AttemptState.SCHEDULED]):
        seats.equip(by=MACHINE, attempt=attempt)
    return equipped


@act(
    "exams.sitting.cancel",
    about=("sitting", "instead"),
    move=SITTING.cancel,
    permission=may_manage_sittings,
    rules=[the_other_sitting_takes_them, a_reason_is_given],
    clauses=CONSISTENT,
    sentence=gettext_noop("cancelled the sitting {subject}: {reason}"),
)
def cancel(*, by: Actor, sitting: Sitting, reason: str, instead: Sitting | None = None) -> Sitting:
    """Cancel a sitting. Everybody is moved to another one, or loses the seat without losing an attempt.

    Without another sitting their attempts are void for the body's fault: the next one is free and need not wait.
    """
    for attempt in _attempts(sitting, OPEN):
        if instead:
            attempts.rebook(by=MACHINE, attempt=attempt, sitting=instead)
        else:
            attempts.void(by=MACHINE, attempt=attempt, reason=reason)
    return change(sitting, state=SittingState.CANCELLED, reason=reason.strip())


@act(
    "exams.sitting.put_on_duty",
    about="sitting",
    permission=may_manage_sittings,
    rules=[
        the_sitting_is_not_over,
        who_goes_on_duty_is_authorised,
        who_examines_was_monitored,
        who_goes_on_duty_has_declared,
    ],
    clauses=["2012:6.2.3.1", "2012:6.2.2.1", "2026:6.2"],
    sentence=gettext_noop("put somebody on duty at the sitting {subject}: {duty}"),
    label=gettext_noop("Put on duty"),
)
def put_on_duty(*, by: Actor, sitting: Sitting, person: Person, duty: str) -> SittingStaff:
    """Put an invigilator or examiner on duty who is authorised and has declared on conflicts with the sitting."""
    return create(SittingStaff, sitting=sitting, person=person, duty=duty)


@act(
    "exams.sitting.take_off_duty",
    about="staff",
    permission=may_manage_staff,
    clauses=["2012:6.2.3.1", "2012:6.2.2.1", "2026:6.2"],
    sentence=gettext_noop("took somebody off duty"),
    label=gettext_noop("Take off duty"),
)
def take_off_duty(*, by: Actor, staff: SittingStaff) -> SittingStaff:
    """Take somebody off duty; that they were on duty until now stays on record."""
    return change(staff, removed_at=clock.now())


@act(
    "exams.sitting.check_conditions",
    about="sitting",
    permission=is_on_duty,
    rules=[the_sitting_is_not_over, conditions_are_answered],
    clauses=["2012:9.3.3", "2012:6.4", "2026:9.3"],
    sentence=gettext_noop("looked at the conditions of the sitting {subject}"),
    label=gettext_noop("Go through the conditions"),
)
def check_conditions(*, by: Actor, sitting: Sitting, answers: dict[str, dict[str, str]]) -> Sitting:
    """Answer for light, noise, devices and the like before the sitting opens; what is not met says what was done."""
    looked = Person.objects.get(pk=by.name)
    return change(sitting, conditions=answers, conditions_by=looked, conditions_at=clock.now())


@act(
    "exams.sitting.open",
    about="sitting",
    move=SITTING.open,
    permission=is_on_duty | may_manage_sittings,
    rules=[
        it_is_time,
        its_provider_may_be_used_today,
        conditions_were_looked_at,
        somebody_qualified_is_on_duty,
        somebody_monitored_examines,
        what_it_gives_is_still_in_use,
        paper_can_ask_what_it_gives,
        it_is_held_in_a_fit_place,
        its_equipment_is_fit,
        the_software_is_verified,
    ],
    clauses=SECURE,
    sentence=gettext_noop("opened the sitting {subject}"),
)
def open(*, by: Actor, sitting: Sitting) -> Sitting:  # noqa: A001  # the lifecycle's word
    """Open a sitting: from now on candidates are checked in and may start.

    Room or platform, equipment and software are fit today, or it does not open; which release delivers it is kept.
    """
    release = resources.verified_release() if sitting.channel == Channel.BROWSER else None
    return change(sitting, state=SittingState.OPEN, opened_at=clock.now(), release=release)


@act(
    "exams.sitting.abort",
    about="sitting",
    move=SITTING.abort,
    permission=is_on_duty | may_manage_sittings,
    rules=[a_reason_is_given],
    clauses=CONSISTENT,
    sentence=gettext_noop("aborted the sitting {subject}: {reason}"),
)
def abort(*, by: Actor, sitting: Sitting, reason: str) -> Sitting:
    """Break a sitting off, as after a power cut. All its attempts are void for the body's fault.

    They do not count, no waiting time follows, and the next attempt of each candidate is free.
    """
    for attempt in _attempts(sitting, BROKEN_OFF):
        attempts.void(by=MACHINE, attempt=attempt, reason=reason)
    return change(sitting, state=SittingState.ABORTED, reason=reason.strip(), closed_at=clock.now())


@act(
    "exams.sitting.close",
    about="sitting",
    move=SITTING.close,
    permission=is_on_duty | may_manage_sittings,
    rules=[everybody_is_accounted_for],
    clauses=SECURE,
    sentence=gettext_noop("closed the sitting {subject}"),
)
def close(*, by: Actor, sitting: Sitting) -> Sitting:
    """Close a sitting when everybody has handed in or is noted as absent; its log is completed afterwards."""
    return change(sitting, state=SittingState.CLOSED, closed_at=clock.now())


@act(
    "exams.sitting.reconcile",
    about="sitting",
    move=SITTING.reconcile,
    permission=may_manage_sittings,
    rules=[irregularities_are_settled, the_count_is_right],
    clauses=LOGGED,
    sentence=gettext_noop("completed the log of the sitting {subject}"),
)
def reconcile(
    *,
    by: Actor,
    sitting: Sitting,
    present: int,
    absent: int,
    booklets_issued: int = 0,
    booklets_returned: int = 0,
    remark: str = "",
) -> Sitting:
    """Complete the log: attendance and material counted, irregularities settled. Results may be released from now."""
    counted = {
        "present": present,
        "absent": absent,
        "booklets_issued": booklets_issued,
        "booklets_returned": booklets_returned,
        "remark": remark.strip(),
    }
    who = Person.objects.get(pk=by.name)
    state = SittingState.RECONCILED
    return change(sitting, state=state, reconciliation=counted, reconciled_by=who, reconciled_at=clock.now())


def _attempts(sitting: Sitting, states: Iterable[str]) -> list[Attempt]:
    """Attempts of a sitting in the order of their candidates, so that two sittings lock them in the same order."""
    here = Attempt.objects.filter(sitting=sitting, state__in=list(states)).select_related(*Attempt.reload_with)
    return list(here.order_by("person_id"))


def told_of(room: ExamRoom | None, platform: Venue | None) -> str:
    """What candidates are told of where a sitting is held, where nobody wrote it."""
    if room:
        return room.words
    return f"{platform.name}, {platform.address}" if platform else ""
