"""Every kind of tampering, done to the database behind Django's back, is found and named.

On SQLite a client of its own opens the file; on PostgreSQL it connects as the owner and switches the triggers off. It
knows everything that stands in the database, and neither the master key nor the key that signs checkpoints.
"""

import sqlite3
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections
from django.db.utils import DatabaseError

from guildhall.kernel import actors
from guildhall.kernel.permissions import permission
from guildhall.ledger import canonical, digests, entries, history, proofs, sequencer
from guildhall.ledger.models import Access, Entry, Leaf
from guildhall.ledger.problems import Kind, Problem
from guildhall.ledger.readings import Reading
from guildhall.ledger.verification import verify
from guildhall.vault import keys

pytestmark = pytest.mark.django_db(transaction=True)

COLUMNS = (
    "at, act, actor, subject, line, before, after, effective_on, outcome, code, clauses, cause, once, result, mac, "
    "sealed"
)


@pytest.fixture
def intrude() -> Iterator[Callable[..., None]]:
    """Run SQL as an intruder who holds the database."""
    if connection.vendor == "sqlite":
        client = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        connection.close()
    else:
        client = psycopg.connect(**_address(), autocommit=True)
        client.execute("SET session_replication_role = replica")

    triggers = []
    if connection.vendor == "sqlite":
        triggers = client.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()

    def execute(*statements: str, **values: object) -> None:
        for name, _ in triggers:
            client.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            client.execute(statement)
        for _, sql in triggers:
            client.execute(sql)

    yield execute
    client.close()


def _address() -> dict[str, object]:
    told = connections["default"].settings_dict
    named = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "password": told["PASSWORD"]}
    return {"dbname": told["NAME"], **{name: value for name, value in named.items() if value}}


@pytest.fixture
def log(open_scopes) -> None:
    """A log of ten entries in two batches."""
    open_scopes(10)
    sequencer.run(limit=6)
    sequencer.run()


def entry_at(index: int) -> str:
    return f'(SELECT entry FROM ledger_leaf WHERE "index" = {index})'


def found(checkpoint: Path | None = None) -> tuple[Kind, int | None]:
    """Kind and place of the first bad entry."""
    first = verify(checkpoint).first
    assert first is not None
    return first.kind, first.index


def test_ledger_that_nobody_touched_verifies(log):
    report = verify()

    assert (report.ok, report.size, report.checkpoints, report.problems) == (True, 10, 2, [])
    assert report.root == bytes(proofs.latest().root).hex()


def test_empty_ledger_verifies():
    assert verify().ok


def test_entries_that_wait_for_their_number_verify(log, open_scopes):
    open_scopes(3, prefix="T")

    assert (verify().ok, verify().size) == (True, 10)


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'person:00000000-0000-7000-8000-000000000000'",
        "act = 'identity.scope.close'",
        "outcome = 'refused'",
        "at = '2020-01-01 00:00:00+00'",
        "effective_on = NULL",
        "clauses = ''",
        "once = 'x'",
        "mac = sealed",
        "result = subject || ' '",
    ],
)
def test_altered_entry_is_named(log, intrude, change):
    intrude(f"UPDATE ledger_entry SET {change} WHERE id = {entry_at(4)}")

    named = Leaf.objects.get(index=4)
    problem = verify().first
    assert (problem.kind, problem.index, problem.entry) == (Kind.ALTERED, 4, str(named.entry))
    assert f"Entry 4 ({named.entry}" in problem.sentence


def test_first_of_several_altered_entries_is_named(log, intrude):
    intrude(f"UPDATE ledger_entry SET actor = 'x' WHERE id IN ({entry_at(7)}, {entry_at(2)}, {entry_at(5)})")

    report = verify()
    assert [(each.kind, each.index) for each in report.problems] == [(Kind.ALTERED, place) for place in (2, 5, 7)]


def test_entry_altered_together_with_its_leaf_is_named(log, intrude):
    intrude(f"UPDATE ledger_entry SET actor = 'person:x' WHERE id = {entry_at(4)}")
    row = Entry.objects.filter(id=Leaf.objects.get(index=4).entry).values(*canonical.FIELDS).get()
    hashed = sha256(b"\x00" + canonical.leaf_data(row)).hexdigest()
    literal = f"X'{hashed}'" if connection.vendor == "sqlite" else f"'\\x{hashed}'::bytea"
    connection.close()
    intrude(f'UPDATE ledger_leaf SET hash = {literal} WHERE "index" = 4')

    assert found() == (Kind.ALTERED, 4)


def test_removed_entry_is_named(log, intrude):
    removed = Leaf.objects.get(index=5).entry
    connection.close()
    intrude(f"DELETE FROM ledger_entry WHERE id = {entry_at(5)}")

    problem = verify().first
    assert (problem.kind, problem.index, problem.entry) == (Kind.REMOVED, 5, str(removed))


def test_entry_removed_with_its_leaf_is_named(log, intrude):
    intrude(f"DELETE FROM ledger_entry WHERE id = {entry_at(5)}", 'DELETE FROM ledger_leaf WHERE "index" = 5')

    assert found() == (Kind.REMOVED, 5)


def test_entry_removed_where_the_others_moved_up_is_named(log, intrude):
    intrude(
        f"DELETE FROM ledger_entry WHERE id = {entry_at(5)}",
        'DELETE FROM ledger_leaf WHERE "index" = 5',
        *(f'UPDATE ledger_leaf SET "index" = {place - 1} WHERE "index" = {place}' for place in range(6, 10)),
    )

    assert found() == (Kind.REMOVED, 5)


def test_inserted_entry_is_named(log, intrude):
    new = "'0190000000007000800000000000abcd'"
    copied = f"SELECT {new}, {COLUMNS} FROM ledger_entry WHERE id = {entry_at(3)}"
    intrude(f"INSERT INTO ledger_entry (id, {COLUMNS}) {copied}")

    problem = verify().first
    assert (problem.kind, problem.entry) == (Kind.INSERTED, "01900000-0000-7000-8000-00000000abcd")


def test_entry_inserted_with_a_leaf_at_the_end_is_named(log, intrude):
    new = "'0190000000007000800000000000abcd'"
    intrude(
        f"INSERT INTO ledger_entry (id, {COLUMNS}) SELECT {new}, {COLUMNS} FROM ledger_entry WHERE id = {entry_at(3)}",
        f'INSERT INTO ledger_leaf ("index", entry, hash, seal) '
        f'SELECT 10, {new}, hash, seal FROM ledger_leaf WHERE "index" = 3',
    )

    assert found() in {(Kind.INSERTED, 10), (Kind.ALTERED, 10)}


def test_entry_inserted_between_others_is_named(log, intrude):
    new = "'0190000000007000800000000000abcd'"
    intrude(
        f"INSERT INTO ledger_entry (id, {COLUMNS}) SELECT {new}, {COLUMNS} FROM ledger_entry WHERE id = {entry_at(3)}",
        *(f'UPDATE ledger_leaf SET "index" = {place + 1} WHERE "index" = {place}' for place in range(9, 3, -1)),
        f'INSERT INTO ledger_leaf ("index", entry, hash, seal) '
        f"SELECT 4, {new}, mac, mac FROM ledger_entry WHERE id = {entry_at(3)}",
    )

    first = verify().first
    assert (first.index, first.entry) == (4, "01900000-0000-7000-8000-00000000abcd")
    assert (Kind.INSERTED, 4) in {(each.kind, each.index) for each in verify().problems}


def test_reordered_entries_are_named(log, intrude):
    intrude(
        'UPDATE ledger_leaf SET "index" = 99 WHERE "index" = 2',
        'UPDATE ledger_leaf SET "index" = 2 WHERE "index" = 7',
        'UPDATE ledger_leaf SET "index" = 7 WHERE "index" = 99',
    )

    assert [(each.kind, each.index) for each in verify().problems][:2] == [(Kind.REORDERED, 2), (Kind.REORDERED, 7)]


def test_log_that_was_cut_off_is_found(log, intrude):
    intrude(
        *(f"DELETE FROM ledger_entry WHERE id = {entry_at(place)}" for place in range(8, 10)),
        'DELETE FROM ledger_leaf WHERE "index" >= 8',
    )

    assert found() == (Kind.TRUNCATED, 8)


def test_log_cut_back_to_an_earlier_checkpoint_is_caught_by_a_saved_one(log, intrude, tmp_path):
    saved = tmp_path / "checkpoint"
    saved.write_text(proofs.latest().note, encoding="utf-8")
    connection.close()
    intrude(
        *(f"DELETE FROM ledger_entry WHERE id = {entry_at(place)}" for place in range(6, 10)),
        'DELETE FROM ledger_leaf WHERE "index" >= 6',
        "DELETE FROM ledger_checkpoint WHERE size > 6",
    )

    assert verify().ok
    assert found(saved) == (Kind.TRUNCATED, 6)


def empty_the_ledger(intrude) -> None:
    connection.close()
    intrude(*(f"DELETE FROM ledger_{table}" for table in ("entry", "leaf", "node", "checkpoint", "waiting")))


@pytest.mark.parametrize(("length", "kind"), [(4, Kind.TRUNCATED), (10, Kind.REPLACED), (14, Kind.REPLACED)])
def test_log_replaced_by_another_that_holds_together_is_caught_by_a_saved_checkpoint(
    log, intrude, tmp_path, open_scopes, length, kind
):
    saved = tmp_path / "checkpoint"
    saved.write_text(proofs.latest().note, encoding="utf-8")
    empty_the_ledger(intrude)
    open_scopes(length, prefix="R")
    sequencer.run()

    assert verify().ok
    assert verify(saved).first.kind is kind


def test_log_that_grew_verifies_against_a_saved_checkpoint(log, tmp_path, open_scopes):
    saved = tmp_path / "checkpoint"
    saved.write_text(proofs.latest().note, encoding="utf-8")
    open_scopes(5, prefix="T")
    sequencer.run()

    report = verify(saved)
    assert (report.ok, report.compared) == (True, "The log begins with the 10 entries that the saved checkpoint signs.")


def test_altered_checkpoint_is_found(log, intrude):
    intrude("UPDATE ledger_checkpoint SET note = replace(note, '10', '11') WHERE size = 10")

    assert found()[0] is Kind.CHECKPOINT


def test_checkpoint_with_another_root_is_found(log, intrude):
    intrude("UPDATE ledger_checkpoint SET root = (SELECT root FROM ledger_checkpoint WHERE size = 6) WHERE size = 10")

    assert found() == (Kind.CHECKPOINT, None)


def test_removed_newest_checkpoint_is_found(log, intrude):
    intrude("DELETE FROM ledger_checkpoint WHERE size = 10")

    assert found() == (Kind.CHECKPOINT, 6)


def test_altered_node_is_found(open_scopes, intrude):
    open_scopes(257)
    sequencer.run()
    connection.close()
    intrude('UPDATE ledger_node SET hash = (SELECT hash FROM ledger_leaf WHERE "index" = 0)')

    assert [each.kind for each in verify().problems] == [Kind.TREE]


def test_entry_altered_while_it_waits_is_named(log, open_scopes, intrude):
    open_scopes(2, prefix="T")
    waiting = (
        "(SELECT max(entry) FROM ledger_waiting)"
        if connection.vendor == "sqlite"
        else ("(SELECT entry FROM ledger_waiting ORDER BY entry DESC LIMIT 1)")
    )
    connection.close()
    intrude(f"UPDATE ledger_entry SET actor = 'x' WHERE id = {waiting}")

    assert found() == (Kind.ALTERED, None)


def test_entry_removed_from_the_outbox_is_named(log, open_scopes, intrude):
    open_scopes(1, prefix="T")
    connection.close()
    intrude("DELETE FROM ledger_waiting")

    assert found() == (Kind.INSERTED, None)


@pytest.mark.parametrize("table", ["entry", "leaf", "node", "checkpoint", "access", "digest", "digested"])
@pytest.mark.parametrize("verb", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_database_refuses_to_change_or_delete_what_the_ledger_holds(open_scopes, table, verb):
    from guildhall.ledger import guard

    open_scopes(257)
    sequencer.run()
    read_something()
    digests.run()
    column = {"entry": "act", "digested": "access", "digest": "root", "access": "actor"}.get(table, "hash")
    column = "note" if table == "checkpoint" else column

    with (
        guard.writing_as("forge"),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="append-only"),
    ):
        cursor.execute(verb.format(f"ledger_{table}", column))


def read_something(times: int = 1) -> None:
    @permission("may")
    def may(*, by: actors.Actor) -> None:
        return None

    def look(*, by: actors.Actor, entry: object) -> None:
        """Look at something."""

    subject = type("Subject", (), {"ref": "identity.person:x"})()
    for _ in range(times):
        Reading("test.thing.look", look, "entry", may)(by=actors.machine("test"), entry=subject)


@pytest.mark.parametrize(
    "tampering",
    [
        (
            "UPDATE ledger_access SET actor = 'machine:nobody' "
            "WHERE id = (SELECT id FROM ledger_access ORDER BY id LIMIT 1)"
        ),
        "DELETE FROM ledger_access WHERE id = (SELECT id FROM ledger_access ORDER BY id LIMIT 1)",
        "DELETE FROM ledger_digested WHERE access = (SELECT id FROM ledger_access ORDER BY id LIMIT 1)",
        "UPDATE ledger_digest SET count = 7",
        "DELETE FROM ledger_digest",
    ],
)
def test_tampering_with_the_log_of_readings_is_found(intrude, tampering):
    read_something(3)
    assert digests.run() == 3
    assert digests.run() == 0
    read_something()
    sequencer.run()
    assert verify().ok
    connection.close()
    intrude(tampering)

    assert verify().problems == [
        Problem(Kind.READINGS, "Readings of digest 1 were altered, removed or added, or the digest was.")
    ]
    assert Access.objects.count() in {3, 4}
    assert history.newest()[0].told == "put a digest of the log of readings into the ledger"


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL lets no such bytes into a text")
@pytest.mark.parametrize("rubbish", ["X'ff00'", "CAST(X'ff' AS TEXT)", "12", "'[1,\"'"])
def test_rubbish_in_a_column_is_named_and_stops_nothing(log, intrude, rubbish):
    intrude(f"UPDATE ledger_entry SET actor = {rubbish}, act = {rubbish} WHERE id = {entry_at(4)}")

    assert found() == (Kind.ALTERED, 4)


@pytest.mark.parametrize("number", ['"', "\\", "\n\t", "\x01\x7f", "ß€😀", "</script>", "' --"])
def test_letters_that_databases_spell_differently_verify(number):
    forge_name = entries.write(
        key_id=keys.BODY, payload={}, act="test.thing.do", actor=number, subject=number, line=number, code=number
    )
    assert sequencer.run() == 1
    assert (verify().ok, verify().size) == (True, 1)
    assert forge_name.actor == number
