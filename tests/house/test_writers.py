"""Only acts write: no other module calls what changes rows, but for the exceptions that are named here with a reason.

The guard on the connections holds it while the house runs (`guildhall.ledger.guard`); this test holds it before.
"""

import ast

import pytest

from tests.house.source import calls, files, name_of, tree
from tests.house.writers import WRITERS

ALWAYS = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "cursor", "raw", "executescript"}
"""Calls that write, whatever they are given."""


def writes(module: ast.AST) -> list[str]:
    """The calls in a module that may change rows, with their lines."""
    return [f"line {call.lineno}: {ast.unparse(call.func)}" for call in calls(module) if _may_write(call)]


def _may_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name, owner = call.func.attr, ast.unparse(call.func.value)
    if name in ALWAYS:
        return True
    if name == "update":  # a dictionary's update takes a dictionary, a queryset's takes columns
        return bool(call.keywords) and not call.args
    if name == "delete":  # a cache's delete takes a key
        return not call.args
    return name in {"create", "acreate"} and owner != "records"


def is_an_act(name: str) -> bool:
    return name.endswith("/acts.py") or "/acts/" in name


def offenders() -> dict[str, list[str]]:
    found = {name_of(path): writes(tree(path)) for path in files()}
    return {name: calls for name, calls in found.items() if calls and not is_an_act(name)}


def test_only_acts_and_named_writers_write():
    assert {name: found for name, found in offenders().items() if name not in WRITERS} == {}


def test_every_named_writer_writes():
    """An exception that nobody needs any more is struck off."""
    assert sorted(WRITERS.keys() - offenders().keys()) == []


@pytest.mark.parametrize(
    "source",
    [
        "person.save()",
        "Person.objects.filter(pk=1).update(language='de')",
        "Person.objects.all().delete()",
        "Person.objects.create(number='P-1')",
        "Person.objects.bulk_create(rows)",
        "connection.cursor()",
    ],
)
def test_a_write_is_recognised(source):
    assert len(writes(ast.parse(source))) == 1


@pytest.mark.parametrize(
    "source",
    ["known.update(other)", "cache.delete('key')", "create(Person)", "records.create(Person)", "hash.update(b)"],
)
def test_what_only_looks_like_a_write_is_not_taken_for_one(source):
    assert writes(ast.parse(source)) == []
