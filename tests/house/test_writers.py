"""Only acts write: no other module calls what changes rows, but for the exceptions that are named here with a reason.

The guard on the connections holds it while the house runs (`guildhall.ledger.guard`); this test holds it before.
"""

import ast
from collections.abc import Iterator

import pytest

from guildhall.ledger import guard
from tests.house.source import calls, files, name_of, tree
from tests.house.test_floors import house_models
from tests.house.writers import OPENERS, UNGUARDED, WRITERS

ALWAYS = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "cursor", "raw", "executescript"}
"""Calls that write, whatever they are given."""
ALWAYS |= {f"a{name}" for name in ALWAYS}
VERBS = {"create", "change"}
"""What acts write with, of `guildhall.ledger.records`."""


def writes(module: ast.AST) -> list[str]:
    """The calls in a module that may change rows, with their lines."""
    found = [f"line {call.lineno}: {ast.unparse(call.func)}" for call in calls(module) if _may_write(call)]
    return found + [f"line {line}: records.{verb}" for line, verb in verbs(module)]


def verbs(module: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a module takes the verbs of acts: brought in by their names, or called on `records`."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module == "guildhall.ledger.records":
            yield from ((node.lineno, each.name) for each in node.names if each.name in VERBS)
        if isinstance(node, ast.Attribute) and node.attr in VERBS and ast.unparse(node.value).endswith("records"):
            yield node.lineno, node.attr


def _may_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name, owner = call.func.attr, ast.unparse(call.func.value)
    if name in ALWAYS:
        return True
    if name in {"update", "aupdate"}:  # a dictionary's update takes a dictionary, a queryset's takes columns
        return bool(call.keywords) and not call.args
    if name in {"delete", "adelete"}:  # a cache's delete takes a key
        return not call.args
    return name in {"create", "acreate"} and not owner.endswith("records")


def is_an_act(name: str) -> bool:
    return name.endswith("/acts.py") or "/acts/" in name


def offenders() -> dict[str, list[str]]:
    found = {name_of(path): writes(tree(path)) for path in files()}
    return {name: calls for name, calls in found.items() if calls and not is_an_act(name)}


def test_only_acts_and_named_writers_write():
    """Write it as an act in the room's ``acts`` and call that; docs/how-to/add-an-act.md shows how."""
    assert {name: found for name, found in offenders().items() if name not in WRITERS} == {}


def test_every_named_writer_writes():
    """An exception that nobody needs any more is struck off."""
    assert sorted(WRITERS.keys() - offenders().keys()) == []


def opened() -> dict[str, set[str]]:
    """Which modules open the guard, and under whose name."""
    found: dict[str, set[str]] = {}
    for path in files():
        for call in calls(tree(path)):
            if ast.unparse(call.func).endswith("writing_as"):
                found.setdefault(name_of(path), set()).add(ast.unparse(call.args[0]).strip("'"))
    return found


def test_only_named_modules_open_the_guard():
    """Whoever calls `writing_as` may write what it opens: the one name, of the module that `OPENERS` gives."""
    assert opened() == OPENERS


def test_every_unguarded_table_is_named():
    """A model whose table no act writes says so in `written_by`; one that nobody guards also stands in `UNGUARDED`."""
    assert {model._meta.label for model in house_models() if not guard.writer_of(model)} == set(UNGUARDED)


@pytest.mark.parametrize(
    "source",
    [
        "person.save()",
        "await person.asave()",
        "await Person.objects.filter(pk=1).aupdate(language='de')",
        "from guildhall.ledger.records import change",
        "records.create(Person)",
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
    ["known.update(other)", "cache.delete('key')", "create(Person)", "hash.update(b)", "records.Record"],
)
def test_what_only_looks_like_a_write_is_not_taken_for_one(source):
    assert writes(ast.parse(source)) == []
