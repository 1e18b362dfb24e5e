"""A scheme in effect with its crew, whose items these tests write, review and approve."""

import pytest

from tests.cast import Cast
from tests.making import Made, a_scheme


@pytest.fixture
def made(cast: Cast) -> Made:
    return a_scheme(cast)
