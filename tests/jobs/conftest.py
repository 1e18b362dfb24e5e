"""Kinds of jobs that exist in these tests only."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest

from guildhall.identity.acts import persons
from guildhall.identity.models import Person
from guildhall.jobs import declared
from guildhall.jobs.declared import Kind, job
from guildhall.jobs.queueing import step
from guildhall.kernel import actors


@pytest.fixture
def declares() -> Iterator[Callable[..., Any]]:
    """Declare kinds and schedules for one test; the house's own are away meanwhile."""
    kinds, schedules = dict(declared._kinds), dict(declared._schedules)
    declared._kinds.clear()
    declared._schedules.clear()
    yield declared
    for registry, before in ((declared._kinds, kinds), (declared._schedules, schedules)):
        registry.clear()
        registry.update(before)


@pytest.fixture
def seen(declares: Any) -> list[Any]:
    """What the kind `test.see` has seen."""
    return []


@pytest.fixture
def see(seen: list[Any]) -> Kind[Any]:
    @job("test.see")
    def see(*, number: int) -> None:
        """Look at a number."""
        seen.append(number)

    return see


@pytest.fixture
def registering(declares: Any) -> Kind[Any]:
    @job("test.register", attempts=3)
    def register(*, by: UUID) -> None:
        """Register a person, and break down right after it at the first attempt."""
        persons.register.once(step("person"))(by=actors.person(by), given_name="Job", family_name="Jobson")
        if Person.objects.count() and not register_again:
            register_again.append(True)
            raise RuntimeError("Jobson fell over")

    register_again: list[bool] = []
    return register
