"""A scheme in effect, and a decision on Carla, whose file is complete; made once for each module."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from guildhall.certification.models import Certification, DecisionFile
from tests.cast import Cast, engage
from tests.certification.making import a_file, granted
from tests.making import Made, a_scheme
from tests.staging import set_once


@dataclass(frozen=True)
class Stage:
    """Who and what is there when a test begins."""

    cast: Cast
    made: Made
    file: UUID


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker) as early:
        cast = engage()
        made = a_scheme(cast)
        file = a_file(made, cast)
        early.close()
        yield Stage(cast, made, file.pk)


@pytest.fixture
def cast(stage: Stage) -> Cast:
    """The cast of the module's stage."""
    return stage.cast


@pytest.fixture
def made(stage: Stage) -> Made:
    return stage.made


@pytest.fixture
def file(stage: Stage) -> DecisionFile:
    """The decision on Carla, ready for a decider."""
    found = DecisionFile.reloaded(stage.file)
    assert found is not None
    return found


@pytest.fixture
def certified(made: Made, file: DecisionFile) -> Certification:
    """Carla, certified today."""
    found = Certification.reloaded(granted(made, file).pk)
    assert found is not None
    return found
