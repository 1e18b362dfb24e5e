"""Ivo, who writes the items of these tests, at his browser."""

import pytest
from django.test import Client

from tests.cast import sign_in
from tests.making import Made


@pytest.fixture
def ivo(made: Made) -> Client:
    """Ivo, who writes items, at his browser."""
    return sign_in(Client(), made.crew.ivo)
