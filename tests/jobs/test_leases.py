"""A job is lent: two workers never have the same one, a dead worker's comes back, a failed one pauses and ends."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.jobs import leases, queueing
from guildhall.jobs.acts import retry
from guildhall.jobs.declared import Kind
from guildhall.jobs.faults import Fault
from guildhall.jobs.models import Job
from guildhall.kernel import clock as house_clock
from guildhall.kernel.identifiers import new_id
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.models import Entry
from tests.cast import Cast, acting

FAULT = Fault("ValueError", "guildhall/somewhere.py:1")
pytestmark = pytest.mark.django_db(transaction=True)


def took() -> Job:
    job = leases.take(new_id())
    assert job
    return job


def state(job: Job) -> tuple[str, int, str]:
    now = Job.objects.get(pk=job.pk)
    return now.state, now.attempts_made, now.fault


def test_job_that_is_taken_is_not_taken_again(see: Kind[Any]) -> None:
    queueing.queue(see, number=1)
    job = took()
    assert (leases.take(new_id()), state(job)) == (None, ("running", 1, ""))


def test_workers_at_once_share_the_queue_without_overlap(see: Kind[Any], in_threads: Callable[..., list[Any]]) -> None:
    queued = {queueing.queue(see, number=number) for number in range(12)}

    def work() -> list[Any]:
        holder, mine = new_id(), []
        while job := leases.take(holder):
            mine.append(job.id)
        return mine

    taken = in_threads([work] * 4)
    while rest := leases.take(new_id()):
        taken.append([rest.id])
    everything = [each for mine in taken for each in mine]
    assert (len(everything), set(everything)) == (12, queued)


def test_job_comes_back_when_its_lease_ends(see: Kind[Any], clock: Any) -> None:
    queueing.queue(see, number=1)
    dead = took()
    clock.move(leases.lease() + timedelta(seconds=1))
    alive = took()
    assert (alive.id == dead.id, leases.finish(dead), leases.finish(alive)) == (True, False, True)
    assert state(alive) == ("done", 2, "")


def test_job_that_is_kept_alive_does_not_come_back(see: Kind[Any], clock: Any) -> None:
    queueing.queue(see, number=1)
    job = took()
    clock.move(leases.lease() * 0.9)
    assert leases.renew(job)
    clock.move(leases.lease() * 0.9)
    assert leases.take(new_id()) is None


def test_job_comes_back_when_the_clock_of_a_demonstration_went_back(see: Kind[Any], clock: Any) -> None:
    queueing.queue(see, number=1)
    clock.move(days=400)
    took()
    clock.move(days=-400)
    assert took().attempts_made == 2


def test_job_that_failed_pauses_and_then_has_failed(see: Kind[Any], clock: Any) -> None:
    queueing.queue(see, number=1)
    for _ in range(see.attempts - 1):
        leases.put_back(took(), FAULT)
        assert leases.take(new_id()) is None
        clock.move(hours=1)
    last = took()
    leases.put_back(last, FAULT)
    clock.move(days=30)
    assert (state(last), leases.take(new_id())) == (("failed", see.attempts, "ValueError"), None)


def test_job_that_takes_its_workers_along_has_failed(see: Kind[Any], clock: Any) -> None:
    queueing.queue(see, number=1)
    for _ in range(see.attempts):
        job = took()
        clock.move(leases.lease() * 1.1)
    assert (leases.take(new_id()), state(job)) == (None, ("failed", see.attempts, "WorkerDied"))


@given(st.integers(min_value=1, max_value=60))
def test_pause_grows_and_ends_within_an_hour(attempts_made: int) -> None:
    longest = min(timedelta(seconds=5) * 2 ** min(attempts_made - 1, 30), timedelta(hours=1))
    assert longest / 2 <= leases.pause(attempts_made) <= longest


def test_failed_job_is_retried_by_the_administrator_alone(cast: Cast, see: Kind[Any], clock: Any) -> None:
    queueing.queue(see, number=1)
    job = took()
    before = state(job)
    with pytest.raises(Refusal) as running:
        retry(by=acting(cast.ada), job=Job.objects.get(pk=job.pk))
    for _ in range(see.attempts - 1):
        leases.put_back(job, FAULT)
        clock.move(hours=1)
        job = took()
    leases.put_back(job, FAULT)
    with pytest.raises(Refusal) as outsider:
        retry(by=acting(cast.otto), job=Job.objects.get(pk=job.pk))
    retry(by=acting(cast.ada), job=Job.objects.get(pk=job.pk))
    entries = Entry.objects.filter(act="jobs.job.retry").order_by("id").values_list("outcome", "before", "after")
    assert (before, running.value.code, outsider.value.code) == (("running", 1, ""), "state", "R-46")
    assert (state(job), list(entries)) == (
        ("waiting", 0, ""),
        [("refused", "", ""), ("refused", "", ""), ("done", "failed", "waiting")],
    )


def test_done_jobs_are_swept_and_failed_ones_are_not(see: Kind[Any], clock: Any) -> None:
    for number in range(2):
        queueing.queue(see, number=number)
    done, failed = took(), took()
    leases.finish(done)
    for _ in range(see.attempts):
        clock.move(hours=2)
        if again := leases.take(new_id()):
            failed = again
            leases.put_back(failed, FAULT)
    clock.move(days=8)
    assert (leases.sweep(_now() - timedelta(days=7)), list(Job.objects.values_list("state"))) == (1, [("failed",)])


def _now() -> datetime:
    return house_clock.now()
