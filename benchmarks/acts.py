"""What an act costs: acts with their ledger entries against the bare transaction that makes the same change.

Both change one record of a real room, in turns within one run, each transaction written through to the disk. The act
asks a permission of the grants, locks, reloads, and writes its entry. The claim: at most twice the bare transaction.
``--profile`` shows where the time of an act goes.
"""

import cProfile
import pstats
import sys
import time
from collections.abc import Callable
from statistics import median

import _house

BLOCKS, A_BLOCK = 60, 10
"""Many short turns: what else the machine does at the time falls on both alike."""
MOST = 2.0


def measure(database: str) -> int:
    """Print acts and bare transactions per second and their ratio; 1 when an act costs too much."""
    act, bare = _both()
    for each in (act, bare):
        _block(each)
    if "--profile" in sys.argv:
        _profile(act)
        return 0
    spans = [(_block(bare), _block(act)) for _ in range(BLOCKS)]
    bare_s, act_s = (median(each[which] for each in spans) / A_BLOCK for which in (0, 1))
    ratio = median(span_act / span_bare for span_bare, span_act in spans)
    bare_told, act_told = (f"{1 / each:6.0f}/s ({each * 1000:.2f} ms)" for each in (bare_s, act_s))
    print(f"{database:<11}bare {bare_told}   act {act_told}   ratio {ratio:.2f} (at most {MOST})")
    return int(ratio > MOST)


def renaming(number: str) -> Callable[[], object]:
    """An act on a record of its own, to be done again and again: the least that an act can be."""
    from guildhall.identity.acts import scopes
    from guildhall.identity.models import Grant, Scope
    from guildhall.identity.permissions import holds
    from guildhall.identity.roles import ADMINISTRATOR
    from guildhall.kernel import actors
    from guildhall.kernel.actors import Actor
    from guildhall.ledger.acts import act
    from guildhall.ledger.records import change

    @act("benchmark.scope.rename", about="scope", permission=holds(ADMINISTRATOR), sentence="renamed {subject}")
    def rename(*, by: Actor, scope: Scope, name: str) -> Scope:
        """Rename a scope."""
        return change(scope, name=name)

    ada = actors.person(Grant.objects.get(role=ADMINISTRATOR.code).person_id)
    seen = [scopes.open_scope(by=ada, kind="scheme", number=number, name="A")]

    def acted() -> None:
        seen[0] = rename(by=ada, scope=seen[0], name="A")

    return acted


def _both() -> tuple[Callable[[], object], Callable[[], object]]:
    from django.db import transaction

    from guildhall.identity.models import Scope
    from guildhall.ledger.guard import writing_as

    body = Scope.objects.get()

    def bare() -> None:
        with transaction.atomic(durable=True), writing_as("act"):
            found = Scope.objects.get(pk=body.pk)
            Scope.objects.filter(pk=found.pk, revision=found.revision).update(name="B", revision=found.revision + 1)

    return renaming("B-1"), bare


def _block(function: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(A_BLOCK):
        function()
    return time.perf_counter() - began


def _profile(function: Callable[[], object]) -> None:
    with cProfile.Profile() as profile:
        _block(function)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(60)


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in _house.DATABASES:
        _house.founded()
        sys.exit(measure(sys.argv[1]))
    sys.exit(_house.on_each(__file__))
