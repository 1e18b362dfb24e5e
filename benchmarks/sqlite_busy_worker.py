"""Four writers beside a busy worker on SQLite: each write is a transaction of its own, written through to the disk.

The worker runs short transactions without a pause, which starved writers without the file gate (4 writes a second). The
claim: the four writers together keep at least 400 writes a second. Beside it stands, without a claim, what they do in
the same run without the worker, which is what this disk and these processors give, and how many whole acts with their
ledger entries they do beside it.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable

import _house
import acts

WRITERS, SECONDS, LEAST = 4, 5.0, 400


def measure() -> int:
    """Let the writers run: with bare writes alone and beside the worker, then with acts; 1 when they keep too few."""
    alone, _ = _together("write")
    writes, worker = _together("write", "write")
    done, beside = _together("act", "write")
    print(f"writes {alone:6.0f}/s without a worker")
    print(f"writes {writes:6.0f}/s (at least {LEAST}), worker beside {worker:6.0f}/s")
    print(f"acts   {done:6.0f}/s, worker beside {beside:6.0f}/s")
    return int(writes < LEAST)


def _together(what: str, *worker: str) -> tuple[float, float]:
    """How many a second the writers do together, and the worker beside them, where there is one."""
    start_at = time.time() + 8
    roles = [what] * WRITERS + list(worker)
    running = [
        subprocess.Popen([sys.executable, __file__, role, str(start_at)], stdout=subprocess.PIPE, text=True)
        for role in roles
    ]
    counts = [int(process.communicate(timeout=120)[0]) / SECONDS for process in running]
    return sum(counts[:WRITERS]), sum(counts[WRITERS:])


def one(what: str, start_at: float) -> int:
    """Do one thing again and again for the agreed time; how often it was done."""
    function = {"write": _write, "act": _act}[what]()
    function()
    time.sleep(max(0.0, start_at - time.time()))
    count, end = 0, time.monotonic() + SECONDS
    while time.monotonic() < end:
        function()
        count += 1
    return count


def _write() -> Callable[[], object]:
    from django.db import transaction
    from django.db.models import F

    from guildhall.identity.models import Scope
    from guildhall.ledger.guard import writing_as

    def write() -> None:
        with transaction.atomic(durable=True), writing_as("act"):
            Scope.objects.filter(kind=Scope.Kind.BODY).update(revision=F("revision") + 1)

    return write


def _act() -> Callable[[], object]:
    return acts.renaming(f"W-{os.getpid()}")


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(_house.on_each(__file__, "sqlite"))
    if sys.argv[1] == "sqlite":
        _house.founded()
        sys.exit(measure())
    import django

    django.setup()
    print(one(sys.argv[1], float(sys.argv[2])))
