"""Runs functions at the same moment, as people do."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections


def all_at_once(functions: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all `functions` together; give for each what it returned, or the exception it raised.

    Each runs in a thread with connections of its own, which are closed at its end. The test needs
    ``@pytest.mark.django_db(transaction=True)``.
    """
    start = Barrier(len(functions))

    def run(function: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=30)
            return function()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(functions)) as threads:
        running = [threads.submit(run, function) for function in functions]
        return [_outcome(each) for each in running]


def _outcome(run: Future[Any]) -> Any:
    return run.exception() or run.result()
