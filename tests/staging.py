"""A stage that is set once for all tests of a module: each test plays on it and leaves it as it was.

The fixtures `cast` and `made` are such stages wherever no test of the module commits for real. A module sets a stage
of its own where its tests begin with more.

The stage is made in a transaction around those of the tests, two hours before the morning on which they begin, so that
everything on it lies in their past::

    @pytest.fixture(scope="module")
    def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
        with set_once(django_db_blocker):
            yield Stage(...)
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from guildhall.kernel import clock
from tests.conftest import BOTH, MORNING


def commits(request: pytest.FixtureRequest) -> bool:
    """Whether a test in the module of `request` commits for real, which no transaction around it would let it do."""
    markers = [each.get_closest_marker("django_db") for each in request.session.items if each.path == request.path]
    return any(marker is not None and marker.kwargs.get("transaction", False) for marker in markers)


def plays_in_all(name: str, request: pytest.FixtureRequest) -> bool:
    """Whether every test of the module of `request` that asks for the cast asks for the fixture `name` as well.

    Then it may be there before them all; else it would be in the way of who begins without it.
    """
    asked = [set(each.fixturenames) for each in request.session.items if each.path == request.path]
    return all(name in each for each in asked if "cast" in each)


@contextmanager
def set_once(blocker: Any) -> Iterator[ExitStack]:
    """Open both databases for the block, and undo at its end whatever was written; `early` ends the making's hour."""
    with blocker.unblock(), ExitStack() as around, ExitStack() as early:
        for alias in BOTH:
            atomic = transaction.atomic(using=alias)
            atomic._from_testcase = True  # acts begin transactions of their own inside, as they do in tests
            around.enter_context(atomic)
            around.callback(transaction.set_rollback, True, using=alias)
        early.enter_context(clock.at(MORNING - timedelta(hours=2)))
        yield early
