"""After an erasure the key is in no file, and a plain name never was."""

import time
from datetime import date
from pathlib import Path

import pytest
from django.db import connections

from guildhall.identity.acts import persons, scopes
from guildhall.kernel.actors import BOOTSTRAP
from guildhall.vault import files, keys, search
from guildhall.vault.models import DataKey
from tests.vault.conftest import PDF, an_act, upload

PLAIN = ["Hildegard", "Quittenbaum", "hildegard@quittenbaum.example", "+49 4321 98765", "Apfelweg 17", "1961-07-30"]


def kept_by(alias):
    """Every byte that a SQLite database keeps: the file, its write-ahead log and its index."""
    path = Path(connections[alias].settings_dict["NAME"])
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


@pytest.fixture
def hildegard():
    scopes.open_scope(by=BOOTSTRAP, kind="body", number="BODY", name="Body")
    given, family, email, phone, address, born = PLAIN
    person = persons.register(
        by=BOOTSTRAP,
        given_name=given,
        family_name=family,
        email=email,
        phone=phone,
        address=address,
        birth_date=date.fromisoformat(born),
    )
    with an_act():
        search.index(person.id, name_parts=[given, family], exact={"email": email, "phone": phone})
        files.keep(files.receive(upload(f"{family}.pdf", PDF), key_id=person.key_id))
    return person


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connections['keys'].vendor != 'sqlite'", reason="reads SQLite's files")
def test_no_file_ever_holds_a_name_nor_a_destroyed_key(hildegard):
    wrapped = bytes(DataKey.objects.get(id=hildegard.key_id).wrapped)
    everything = kept_by("default") + kept_by("keys")
    assert hildegard.number.encode() in everything
    assert wrapped in kept_by("keys")
    assert wrapped not in kept_by("default")
    for plain in PLAIN:
        for spelling in {plain, plain.lower(), plain.upper()}:
            assert spelling.encode() not in everything
            assert spelling.encode("utf-16-le") not in everything

    keys.destroy(hildegard.key_id)

    assert wrapped not in kept_by("keys") + kept_by("default")
    assert hildegard.key_id.hex.encode() not in kept_by("keys")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connections['keys'].vendor != 'sqlite'", reason="reads SQLite's files")
def test_wiping_says_whether_somebody_still_reads_the_old_state(hildegard):
    import sqlite3

    path = connections["keys"].settings_dict["NAME"]
    with connections["keys"].cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=50")
    wrapped = bytes(DataKey.objects.get(id=hildegard.key_id).wrapped)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM vault_data_key").fetchone()
    keys.destroy(hildegard.key_id)
    assert not keys.wipe()
    reader.execute("COMMIT")
    reader.close()
    assert keys.wipe()
    assert wrapped not in kept_by("keys")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connections['keys'].vendor != 'postgresql'", reason="reads PostgreSQL's files")
def test_table_of_keys_is_rewritten_without_the_destroyed_one():
    def table():
        with connections["keys"].cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath('vault_data_key'))")
            return bytes(cursor.fetchone()[0])

    key_id, stays = keys.new_key(), keys.new_key()
    wrapped = bytes(DataKey.objects.get(id=key_id).wrapped)
    assert wrapped in table()
    keys.destroy(key_id)
    end = time.monotonic() + 20
    while not keys.wipe():
        assert time.monotonic() < end, "Somebody still sees the deleted row, and the test saw nobody."
    assert wrapped not in table()
    assert keys.exists(stays)
