"""A scheme in effect, and a decision on a candidate whose file is complete."""

import pytest

from guildhall.certification.models import Certification, DecisionFile
from tests.cast import Cast
from tests.certification.making import a_certification, a_file
from tests.making import Made, a_scheme


@pytest.fixture
def made(cast: Cast) -> Made:
    return a_scheme(cast)


@pytest.fixture
def file(made: Made, cast: Cast) -> DecisionFile:
    """The decision on Carla, ready for a decider."""
    return a_file(made, cast)


@pytest.fixture
def certified(made: Made, cast: Cast) -> Certification:
    """Carla, certified today."""
    return a_certification(made, cast)
