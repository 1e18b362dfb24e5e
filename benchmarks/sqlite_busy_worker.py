"""Four writers beside a busy worker on SQLite: each write is a transaction of its own, written through to the disk.

The worker runs short transactions without a pause, which starved writers without the file gate (4 writes a second). The
claim: the four writers together keep at least 400 writes a second. Beside it stands, without a claim, how many whole
acts with their ledger entries they do.
"""

import subprocess
import sys
import time
from collections.abc import Callable

import _house

WRITERS, SECONDS, LEAST = 4, 5.0, 400


def measure() -> int:
    """Let the writers run, first with bare writes, then with acts; 1 when they keep too few."""
    writes, worker = _together("write")
    acts, beside = _together("act")
    print(f"writes {writes:6.0f}/s (at least {LEAST}), worker beside {worker:6.0f}/s")
    print(f"acts   {acts:6.0f}/s, worker beside {beside:6.0f}/s")
    return int(writes < LEAST)


def _together(what: str) -> tuple[float, float]:
    """How many a second the writers do together, and the worker beside them."""
    start_at = time.time() + 8
    roles = [what] * WRITERS + ["write"]
    running = [
        subprocess.Popen([sys.executable, __file__, role, str(start_at)], stdout=subprocess.PIPE, text=True)
        for role in roles
    ]
    counts = [int(process.communicate(timeout=120)[0]) / SECONDS for process in running]
    return sum(counts[:WRITERS]), counts[-1]


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
            Scope.objects.update(revision=F("revision") + 1)

    return write


def _act() -> Callable[[], object]:
    from guildhall.identity.acts import persons
    from guildhall.identity.models import Grant
    from guildhall.kernel import actors

    ada = actors.person(Grant.objects.get().person_id)
    return lambda: persons.register(by=ada, given_name="A", family_name="B")


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(_house.on_each(__file__, "sqlite"))
    if sys.argv[1] == "sqlite":
        _house.founded()
        sys.exit(measure())
    import django

    django.setup()
    print(one(sys.argv[1], float(sys.argv[2])))
