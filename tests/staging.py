"""A stage that is set once for all tests of a module: each test plays on it and leaves it as it was.

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

from django.db import transaction

from guildhall.kernel import clock
from tests.conftest import BOTH, MORNING


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
