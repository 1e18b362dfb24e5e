"""The demonstration, built once for all tests that look at it."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from guildhall import demo
from guildhall.kernel import clock as house_clock
from tests.conftest import BOTH, MORNING


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[float]:
    """The demonstration in the test databases, as of the morning of the tests; how many seconds it took to build.

    Everything is taken back when the module is done, so that the other tests of this process begin empty.
    """
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(override_settings(**_as_demonstration(tmp_path_factory.mktemp("files"))))
        for alias in BOTH:
            stack.enter_context(TakenBack(alias))
        began = time.monotonic()
        with house_clock.at(MORNING):
            demo.build(progress=lambda _: None)
        yield time.monotonic() - began


def _as_demonstration(path: Path) -> dict[str, Any]:
    """The settings of a demonstration that keeps its files in `path`."""
    files = {**settings.STORAGES["files"], "OPTIONS": {"location": path}}
    return {"STORAGES": {**settings.STORAGES, "files": files}, "GUILDHALL": replace(settings.GUILDHALL, demo=True)}


class TakenBack(transaction.Atomic):
    """A transaction around everything, which Django takes for that of a test case, so that acts are durable inside."""

    def __init__(self, alias: str) -> None:
        super().__init__(alias, savepoint=True, durable=False)
        self._from_testcase = True

    def __exit__(self, *problem: object) -> None:
        transaction.set_rollback(True, using=self.using)
        super().__exit__(*problem)
