"""A record that is reloaded is what Django's own query would have brought, for every kind of record of the house."""

from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildhall.kernel.identifiers import new_id
from guildhall.ledger.records import Record
from tests.cast import Cast

KINDS = [each for each in apps.get_models() if issubclass(each, Record)]


def _asked(ask: Any) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ask()
    return [each["sql"] for each in asked.captured_queries]


@pytest.mark.django_db
def test_reload_asks_what_django_would_ask() -> None:
    pk = new_id()
    for kind in KINDS:
        kind.reloaded(new_id())
        plain = kind._base_manager.select_related(*kind.reload_with).filter(pk=pk)
        assert _asked(partial(kind.reloaded, pk)) == _asked(partial(list, plain))


def test_reloaded_record_holds_everything_and_asks_no_more(cast: Cast) -> None:
    for kind in KINDS:
        for plain in kind._base_manager.select_related(*kind.reload_with):
            found = kind.reloaded(plain.pk)
            assert found is not None
            assert _row(found) == _row(plain)
            assert _asked(partial(_look_at, found, kind.reload_with)) == []


def _row(record: Record) -> dict[str, Any]:
    held = {name: value for name, value in vars(record).items() if name != "_state"}
    return held | {"adding": record._state.adding, "db": record._state.db}


def _look_at(record: Any, paths: tuple[str, ...]) -> None:
    for path in paths:
        held = record
        for step in path.split("__"):
            held = getattr(held, step) if held else None
