"""A scheme in effect, and static files for the pages."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.cast import Cast
from tests.making import Made, a_scheme


@pytest.fixture(scope="session", autouse=True)
def _place_of_static_files() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def made(cast: Cast) -> Made:
    """The scheme that everybody applies for, with its crew."""
    return a_scheme(cast)
