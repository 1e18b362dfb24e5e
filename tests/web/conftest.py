"""What the pages of these tests need: static files under a directory."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Cast, sign_in


@pytest.fixture(scope="session", autouse=True)
def _place_of_static_files() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def quinn(cast: Cast) -> Client:
    """The quality manager's browser."""
    return sign_in(Client(), cast.quinn)


@pytest.fixture
def otto(cast: Cast) -> Client:
    """The browser of the outsider, who must see nothing."""
    return sign_in(Client(), cast.otto)
