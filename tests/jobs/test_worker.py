"""The worker does what is due, once in effect, keeps no names, and lives on when a job breaks down."""

import logging
from typing import Any

import pytest

from guildhall.identity.models import Person
from guildhall.jobs import queueing
from guildhall.jobs.declared import Kind, every, job
from guildhall.jobs.models import Job
from guildhall.jobs.schedules import queue_due
from guildhall.jobs.worker import Worker
from guildhall.ledger.models import Entry, Leaf, Waiting
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def rows() -> list[Any]:
    return list(Job.objects.order_by("id").values_list("state", "attempts_made", "fault", "fault_at"))


def test_worker_does_what_is_due(see: Kind[Any], seen: list[Any]) -> None:
    for number in range(3):
        queueing.queue(see, number=number)
    Worker().round()
    assert (seen, rows()) == ([0, 1, 2], [("done", 1, "", "")] * 3)


def test_worker_numbers_entries(cast: Cast) -> None:
    entries = Entry.objects.count()
    Worker().round()
    assert Leaf.objects.count() >= entries > 0
    assert Waiting.objects.count() == Entry.objects.count() - Leaf.objects.count()


def test_job_that_broke_down_after_its_act_has_its_effect_once(
    cast: Cast, registering: Kind[Any], clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    before = Person.objects.count()
    queueing.queue(registering, by=cast.olive.id)
    with caplog.at_level(logging.DEBUG):
        Worker().do_jobs()
        after_first = rows()
        clock.move(minutes=1)
        Worker().do_jobs()
    assert [row[:3] for row in after_first] == [("waiting", 1, "RuntimeError")]
    assert (rows(), Person.objects.count() - before) == ([("done", 2, "", "")], 1)
    assert Entry.objects.filter(once__startswith="job:").count() == 1
    assert "Jobson" not in caplog.text + str(after_first)


def test_worker_lives_on_after_a_job_that_broke_down(see: Kind[Any], seen: list[Any], declares: Any) -> None:
    @job("test.break")
    def breaks() -> None:
        """Break down."""
        raise KeyError("Carla Zimmerer")

    queueing.queue(breaks)
    queueing.queue(see, number=7)
    Worker().round()
    assert (seen, [row[0] for row in rows()]) == ([7], ["waiting", "done"])


def test_steps_are_numbered_inside_a_job_only() -> None:
    with pytest.raises(RuntimeError):
        queueing.step(1)


def test_schedule_queues_once_an_interval_and_not_on_top(declares: Any, clock: Any) -> None:
    @every("test.hourly", seconds=3600)
    def hourly() -> None:
        """Do something every hour."""

    counted = [queue_due(), queue_due()]
    clock.move(hours=2)
    counted += [queue_due()]
    Worker().do_jobs()
    clock.move(hours=2)
    counted += [queue_due(), queue_due()]
    clock.move(days=-300)
    Worker().do_jobs()
    counted += [queue_due()]
    assert counted == [1, 0, 0, 1, 0, 1]


def test_schedule_is_queued_by_one_worker_only(declares: Any, in_threads: Any) -> None:
    @every("test.often", seconds=60)
    def often() -> None:
        """Do something often."""

    assert sum(in_threads([queue_due] * 4)) == 1
