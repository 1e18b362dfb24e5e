"""How long it takes to verify a ledger of a million entries, beside the bare hashing of leaves in the same run.

The entries are laid into the tables directly, sealed, hashed and signed as the sequencer does it. The claim: a million
are verified in under 30 seconds. ``verify_ledger.py sqlite 100000`` lays a smaller ledger and asks for the same pace.
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import _house

ENTRIES = 1_000_000
BATCH = 1000
MOST_SECONDS = 30.0
"""For a million entries."""

SAMPLE = 100_000
"""Leaves that are merely hashed, for comparison."""

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def measure(database: str, entries: int) -> int:
    """Print the seconds, entries a second, verified and merely hashed, and the ratio; 1 where slower than claimed."""
    from guildhall.ledger.verification import verify

    sample = _lay(entries)
    bare = _hashed(sample) / len(sample)
    begin = time.perf_counter()
    report = verify()
    took = time.perf_counter() - begin
    if (report.ok, report.size) != (True, entries):
        sys.exit("\n".join(report.sentences))
    most = MOST_SECONDS * entries / 1_000_000
    print(
        f"{database:<11}{entries} entries in {took:5.1f} s (at most {most:.0f})   {entries / took:8.0f}/s   "
        f"bare hashing {1 / bare:8.0f}/s   ratio {took / entries / bare:.1f}"
    )
    return int(took > most)


def _lay(entries: int) -> list[bytes]:
    """Lay a ledger of `entries` into the tables; returns the content of the first leaves."""
    from django.db import connection, transaction

    from guildhall.ledger import merkle, signing
    from guildhall.ledger.guard import writing_as

    tree, signer, sample = merkle.Tree(), signing.signer(), []
    for first in range(0, entries, BATCH):
        rows: dict[str, list[tuple[Any, ...]]] = {"entry": [], "leaf": [], "node": [], "checkpoint": []}
        for index in range(first, min(first + BATCH, entries)):
            row, content = _entry(index)
            hashed = merkle.leaf_hash(content)
            rows["entry"].append(row)
            rows["leaf"].append((index, row[0], hashed, signing.leaf_seal(index, hashed)))
            tree.append(hashed)
            sample += [content] if index < SAMPLE else []
        rows["node"] = [*tree.full]
        tree.full.clear()
        note = signer.sign(tree.size, tree.root)
        rows["checkpoint"] = [(tree.size, tree.root, note, "2026-01-01 00:00:00")]
        with transaction.atomic(), writing_as("ledger"), connection.cursor() as cursor:
            for table, values in rows.items():
                _insert(cursor, table, values)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return sample


COLUMNS = {
    "entry": "id, at, act, actor, subject, line, before, after, effective_on, outcome, code, clauses, cause, once, "
    "result, mac, sealed",
    "leaf": '"index", entry, hash, seal',
    "node": 'level, "index", hash',
    "checkpoint": "size, root, note, at",
}


def _insert(cursor: Any, table: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        places = ", ".join(["%s"] * len(rows[0]))
        cursor.executemany(f"INSERT INTO ledger_{table} ({COLUMNS[table]}) VALUES ({places})", rows)


def _entry(index: int) -> tuple[tuple[Any, ...], bytes]:
    """An entry as a long-lived body would have it: its row, and the content of its leaf."""
    from guildhall.ledger import canonical

    at = (BEGIN + timedelta(seconds=index, microseconds=7)).strftime("%Y-%m-%d %H:%M:%S.%f")
    identifier = f"{index:012x}70008000{index:012x}"
    person = f"identity.person:0190{index % 5000:04x}-0000-7000-8000-00000000abcd"
    texts = ["certification.decision.grant", f"person:0190{index % 50:04x}-0000-7000-8000-00000000abcd", person, person]
    texts += ["open", "granted", "2026-03-02", "done", "", "2012:9.4.4 2026:9.4", None, None, person]
    mac = index.to_bytes(32)
    dashed = "-".join((identifier[:8], identifier[8:12], identifier[12:16], identifier[16:20], identifier[20:]))
    content = canonical.array([dashed, f"{at.replace(' ', 'T')}Z", *texts, mac.hex()])
    return (identifier, at, *texts, mac, bytes(300)), content


def _hashed(sample: list[bytes]) -> float:
    """Seconds to hash leaves and tree, and nothing else."""
    from guildhall.ledger import merkle

    begin = time.perf_counter()
    merkle.root(merkle.leaf_hash(content) for content in sample)
    return time.perf_counter() - begin


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in _house.DATABASES:
        _house.migrated()
        sys.exit(measure(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else ENTRIES))
    sys.exit(_house.on_each(__file__, within=1200))
