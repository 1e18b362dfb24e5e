"""A scheme in effect with its crew, whose items these tests write, review and approve."""

from copy import deepcopy

import pytest
from django.test import Client

from tests.cast import Cast, sign_in
from tests.making import Made, a_scheme
from tests.staging import plays_in_all


@pytest.fixture(scope="module")
def made_once(request: pytest.FixtureRequest, cast_once: Cast | None) -> Made | None:
    return a_scheme(cast_once) if cast_once and plays_in_all("made", request) else None


@pytest.fixture
def made(made_once: Made | None, cast: Cast) -> Made:
    return deepcopy(made_once) or a_scheme(cast)


@pytest.fixture
def ivo(made: Made) -> Client:
    """Ivo, who writes items, at his browser."""
    return sign_in(Client(), made.crew.ivo)
