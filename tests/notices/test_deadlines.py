"""Days that count: they start and end after acts, warn once a step, pass, and appear in My work."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.identity.acts import grants
from guildhall.identity.models import Grant, Person
from guildhall.identity.roles import EXAM_MANAGER, OPERATIONS, PERSONNEL
from guildhall.kernel.declarations import Run, Timer, WorkItem
from guildhall.ledger.models import Cursor, Entry
from guildhall.notices import deadlines, queries, work
from guildhall.notices.models import Deadline, Due, Message, Notice, WarningStep
from tests import forge
from tests.cast import Cast, acting, authorise
from tests.making import a_scope
from tests.notices.conftest import declared, follow

STARTS = date(2026, 3, 2)
ENDS = date(2026, 5, 31)


def _give_role(cast: Cast, person: Person) -> Grant:
    grant = grants.give(by=acting(cast.tom), person=person, role=PERSONNEL.code, scope=cast.body, from_on=STARTS)
    follow()
    return grant


def _warned(person: Person) -> list[str]:
    notices = Notice.objects.filter(person=person, event="T-10").order_by("made_at", "id")
    return [each.source.rpartition(":")[2] for each in notices]


def test_timer_starts_with_its_act(cast: Cast, trial: Timer) -> None:
    grant = _give_role(cast, cast.otto)
    deadline = Deadline.objects.get(person=cast.otto)
    assert (deadline.timer, deadline.code, deadline.about, deadline.number) == (
        "notices.trial-of-a-role",
        "T-10",
        grant.ref,
        "G-7",
    )
    assert (deadline.due_on, deadline.state, deadline.ended_on) == (ENDS, Due.RUNNING, None)


def test_timer_starts_once_when_followers_start_over(cast: Cast, trial: Timer) -> None:
    grant = _give_role(cast, cast.otto)
    grants.end(by=acting(cast.tom), grant=grant, reason="left")
    follow()
    before = list(Deadline.objects.order_by("id").values())
    with forge.behind_the_acts():
        Cursor.objects.all().update(position=0)
    follow()
    assert list(Deadline.objects.order_by("id").values()) == before
    assert {each["state"] for each in before if each["person_id"] == cast.otto.id} == {Due.ENDED}


def test_timer_that_starts_again_meets_the_one_before(cast: Cast, trial: Timer) -> None:
    grant = _give_role(cast, cast.otto)
    entry = Entry.objects.filter(act="identity.grant.condition").latest("id")
    deadlines.start(trial, Run(about=grant.ref, due_on=date(2027, 5, 31), person_id=cast.otto.id), entry)
    found = Deadline.objects.filter(person=cast.otto).order_by("due_on").values_list("due_on", "state")
    assert list(found) == [(ENDS, Due.MET), (date(2027, 5, 31), Due.RUNNING)]


def test_act_that_meets_a_timer_ends_it_for_good(cast: Cast, clock: Any) -> None:
    with declared("notices.met", stops=[], meets=["identity.grant.end"]):
        grant = _give_role(cast, cast.otto)
        clock.move(days=10)
        grants.end(by=acting(cast.tom), grant=grant, reason="left")
        follow()
        clock.move(days=400)
        deadlines.pass_day()
    deadline = Deadline.objects.get(person=cast.otto)
    assert (deadline.state, deadline.ended_on) == (Due.MET, STARTS + timedelta(days=10))
    assert _warned(cast.otto) == []


def test_each_step_warns_once(cast: Cast, trial: Timer, clock: Any) -> None:
    _give_role(cast, cast.otto)
    assert deadlines.pass_day() == 0
    for _ in range(92):
        clock.move(days=1)
        deadlines.pass_day()
        deadlines.pass_day()
    assert _warned(cast.otto) == ["60", "30", "7", "-1"]
    deadline = Deadline.objects.get(person=cast.otto)
    steps = deadline.steps.order_by("-days_before").values_list("days_before", "reached_on", "told")
    assert list(steps) == [
        (60, ENDS - timedelta(days=60), True),
        (30, ENDS - timedelta(days=30), True),
        (7, ENDS - timedelta(days=7), True),
        (-1, ENDS + timedelta(days=1), True),
    ]
    assert deadline.state == Due.OVERDUE
    assert "the day has passed" in Message.objects.filter(person=cast.otto).latest("id").title


def test_year_that_passes_at_once_tells_the_end_alone(cast: Cast, trial: Timer, clock: Any) -> None:
    _give_role(cast, cast.otto)
    clock.move(days=365)
    assert deadlines.pass_day() >= 1
    assert deadlines.pass_day() == 0
    assert _warned(cast.otto) == ["-1"]
    steps = WarningStep.objects.filter(deadline__person=cast.otto).values_list("days_before", "told")
    assert set(steps) == {(60, False), (30, False), (7, False), (-1, True)}


def test_pass_that_dies_after_telling_tells_once(cast: Cast, trial: Timer, clock: Any, monkeypatch: Any) -> None:
    _give_role(cast, cast.otto)
    clock.move(days=40)
    tell = deadlines.tell

    def dies(*args: Any, **kwargs: Any) -> None:
        tell(*args, **kwargs)
        raise ConnectionError("power cut")

    monkeypatch.setattr(deadlines, "tell", dies)
    with pytest.raises(ConnectionError):
        deadlines.pass_day()
    assert _warned(cast.otto) == []
    monkeypatch.undo()
    deadlines.pass_day()
    assert _warned(cast.otto) == ["60"]


def test_last_day_itself_is_not_over(cast: Cast, trial: Timer, clock: Any) -> None:
    _give_role(cast, cast.otto)
    clock.move(days=90)
    deadlines.pass_day()
    assert Deadline.objects.get(person=cast.otto).state == Due.RUNNING
    clock.move(days=1)
    deadlines.pass_day()
    assert Deadline.objects.get(person=cast.otto).state == Due.OVERDUE


def test_holders_of_the_role_are_warned_beside_the_person(cast: Cast, trial: Timer, clock: Any) -> None:
    grant = _give_role(cast, cast.otto)
    run = Run(about=f"{grant.ref}x", due_on=ENDS, person_id=cast.carla.id, role=OPERATIONS.code, link=("web:inbox",))
    deadlines.start(trial, run, Entry.objects.latest("id"))
    clock.move(days=40)
    deadlines.pass_day()
    told = Notice.objects.filter(subject=run.about).values_list("person_id", flat=True)
    assert sorted(told) == sorted([cast.olive.id, cast.carla.id])
    rows = [item.what for item in work.days_that_come_near.waiting_for(person_id=cast.olive.id)]
    assert rows == ["G-7 Trial of a role ends", "Trial of a role ends"]
    (row,) = work.days_that_come_near.waiting_for(person_id=cast.carla.id)
    assert row.what == "Trial of a role ends"


def test_work_shows_a_day_from_its_first_warning_on(cast: Cast, trial: Timer, clock: Any) -> None:
    _give_role(cast, cast.otto)
    assert list(work.days_that_come_near.waiting_for(person_id=cast.otto.id)) == []
    clock.move(days=30)
    assert list(work.days_that_come_near.waiting_for(person_id=cast.otto.id)) == [
        WorkItem("G-7 Trial of a role ends", "It is due on 31 May 2026.", "Open", ("web:inbox",), ENDS)
    ]
    assert list(work.days_that_come_near.waiting_for(person_id=cast.carla.id)) == []
    clock.move(days=90)
    (row,) = work.days_that_come_near.waiting_for(person_id=cast.otto.id)
    assert row.why == "It was due on 31 May 2026."


def test_work_leaves_out_what_its_room_shows_itself(cast: Cast, clock: Any) -> None:
    with declared("notices.elsewhere", in_work=False):
        _give_role(cast, cast.otto)
        clock.move(days=85)
        assert list(work.days_that_come_near.waiting_for(person_id=cast.otto.id)) == []
        assert queries.running_for(cast.otto.id).count() == 1


@given(left=st.integers(-500, 500), warn=st.lists(st.integers(0, 400), unique=True, max_size=5))
def test_steps_are_reached_in_order_and_never_lost(left: int, warn: list[int]) -> None:
    reached = deadlines.steps_reached(tuple(warn), left)
    assert reached == sorted((step for step in (*warn, -1) if step >= left), reverse=True)
    assert deadlines.steps_reached(tuple(warn), left - 1)[: len(reached)] == reached


def test_what_ends_a_wait_is_no_deadline_that_was_missed(cast: Cast, clock: Any) -> None:
    with declared("notices.trial-of-a-wait", is_wait=True) as wait:
        _give_role(cast, cast.otto)
        clock.move(days=91)
        deadlines.pass_day()
        ended = Deadline.objects.get(timer=wait.name, person=cast.otto)
    assert (ended.state, ended.ended_by_entry, _warned(cast.otto)) == (Due.MET, None, ["-1"])


def test_deadline_of_a_scheme_is_told_and_shown_in_that_scheme_alone(cast: Cast, clock: Any) -> None:
    here, elsewhere = a_scope(cast, "ONE"), a_scope(cast, "TWO")
    authorise(cast.quinn, EXAM_MANAGER, here)
    authorise(cast.olive, EXAM_MANAGER, elsewhere)
    with declared("notices.trial-of-a-scheme") as timer:
        run = Run("identity.scope:1", ENDS, "S-1", role=EXAM_MANAGER.code, scope_id=here.pk)
        deadlines.start(timer, run, Entry.objects.order_by("id").last())
        clock.set(datetime.combine(ENDS, time(9), tzinfo=UTC))
        deadlines.pass_day()
    people = (cast.quinn, cast.olive)
    shown = [queries.running_for(each.pk).filter(about=run.about).count() for each in people]
    told = [Notice.objects.filter(person=each, event="T-10").count() for each in people]
    assert (shown, told) == ([1, 0], [1, 0])
