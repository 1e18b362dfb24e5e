"""A scheme in effect, and static files for the pages."""

from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings

from tests.cast import Cast
from tests.making import Made, a_scheme
from tests.staging import plays_in_all


@pytest.fixture(scope="session", autouse=True)
def _place_of_static_files() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="module")
def made_once(request: pytest.FixtureRequest, cast_once: Cast | None) -> Made | None:
    return a_scheme(cast_once) if cast_once and plays_in_all("made", request) else None


@pytest.fixture
def made(made_once: Made | None, cast: Cast) -> Made:
    """The scheme that everybody applies for, with its crew."""
    return deepcopy(made_once) or a_scheme(cast)
