"""Jobs are queued with identifiers only, once, and in the transaction of the act that wants them."""

from typing import Any

import pytest

from guildhall.identity.acts import persons
from guildhall.jobs.declared import BadJob, Kind, job
from guildhall.jobs.models import Job
from guildhall.jobs.queueing import NotAnIdentifier, queue, queue_once
from guildhall.kernel.actors import Actor
from guildhall.kernel.identifiers import new_id
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.acts import act
from guildhall.ledger.guard import WriteOutsideAct
from tests.cast import Cast, acting


@pytest.fixture
def write_to(declares: Any) -> Kind[Any]:
    @job("test.write")
    def write_to(*, person: str) -> None:
        """Write to somebody."""

    return write_to


def test_queue_keeps_identifiers(write_to: Kind[Any]) -> None:
    person = f"identity.person:{new_id()}"
    queue(write_to, person=person)
    queue(write_to, person="P-2026-000001")
    assert [each.arguments for each in Job.objects.order_by("id")] == [{"person": person}, {"person": "P-2026-000001"}]


@pytest.mark.parametrize("said", ["Carla Zimmerer", "carla@nordlicht.example", "carla", "", True, None, 1.5])
def test_queue_refuses_what_is_no_identifier(write_to: Kind[Any], said: object) -> None:
    with pytest.raises(NotAnIdentifier) as refused:
        queue(write_to, person=said)
    assert (str(refused.value), Job.objects.count()) == ("'person' is no identifier; a job keeps identifiers only.", 0)


def test_queue_refuses_arguments_that_the_job_does_not_take(write_to: Kind[Any]) -> None:
    with pytest.raises(TypeError):
        queue(write_to, nobody=1)


def test_job_with_other_arguments_than_identifiers_is_refused_at_import(declares: Any) -> None:
    def note(*, details: dict[str, str]) -> None:
        """Note something."""

    with pytest.raises(BadJob):
        job("test.note")(note)


def test_queue_once_queues_once(see: Kind[Any]) -> None:
    first, again = queue_once("letter:1", see, number=1), queue_once("letter:1", see, number=1)
    other = queue_once("letter:2", see, number=1)
    assert (first == again, first == other, Job.objects.count()) == (True, False, 2)


def test_job_of_a_refused_act_is_not_queued(cast: Cast, see: Kind[Any]) -> None:
    def declared(*, by: Actor) -> None:
        """Queue, then be refused."""
        queue(see, number=1)
        raise Refusal("No.", code="no")

    refused = act("jobs.test.refused", permission=persons.register.permission, sentence="")(declared)
    with pytest.raises(Refusal):
        refused(by=acting(cast.ada))
    assert Job.objects.count() == 0


def test_nobody_else_writes_jobs(see: Kind[Any]) -> None:
    queue(see, number=1)
    with pytest.raises(WriteOutsideAct):
        Job.objects.update(state="done")
