"""Entries to work with, made by acts."""

from collections.abc import Callable

import pytest

from guildhall.identity.acts import scopes
from guildhall.identity.models import Scope
from guildhall.kernel.actors import BOOTSTRAP


@pytest.fixture
def open_scopes() -> Callable[[int], list[Scope]]:
    """Do an act `count` times, the simplest there is; each leaves one entry."""

    def opened(count: int, prefix: str = "S") -> list[Scope]:
        return [
            scopes.open_scope(by=BOOTSTRAP, kind="scheme", number=f"{prefix}{place:04d}", name=f"Scheme {place}")
            for place in range(count)
        ]

    return opened


@pytest.fixture(scope="module")
def cast_once() -> None:
    """Nobody is there before a test begins: tests of the ledger look at whole tables."""
