"""The master key is changed by one command, and a crash on the way loses nothing."""

import json

import pytest

from tests.running.installations import Installation

FOUND = ("admin", "create", "--body", "Nordlicht", "--given-name", "Ada", "--family-name", "Quellmalz")
NAME = """
from guildhall.identity.models import Person
print(Person.objects.get().name)
"""
NEW = "0123456789abcdef" * 4


@pytest.fixture
def founded(prepared: Installation) -> Installation:
    """An installation with a person in it, whose name is sealed."""
    assert prepared.run(*FOUND, "--email", "ada@nordlicht.example").returncode == 0
    return prepared


def key(installation: Installation, name: str = "master_key") -> str:
    return (installation.home / "secrets" / name).read_text()


def name_in(installation: Installation) -> str:
    return installation.python(NAME).stdout.strip()


def test_embedded_installation_makes_its_new_key_and_reads_on(founded: Installation) -> None:
    before = key(founded)

    done = founded.run("keys", "rewrap")

    assert (done.returncode, done.stderr) == (0, "")
    assert "data keys are wrapped with the new master key." in done.stdout
    assert "GUILDHALL_MASTER_KEY" not in done.stdout
    after = key(founded)
    assert (after != before, after in done.stdout, len(after)) == (True, False, 64)
    assert name_in(founded) == "Ada Quellmalz"
    assert founded.run("ledger", "verify").returncode == 0
    refused = founded.run("keys", "rewrap", GUILDHALL_MASTER_KEY=before, GUILDHALL_NEW_MASTER_KEY=NEW)
    assert (refused.returncode, "cannot be opened with this GUILDHALL_MASTER_KEY" in refused.stderr) == (2, True)


def test_crash_after_the_keys_were_wrapped_is_brought_to_its_end(founded: Installation) -> None:
    before = key(founded)
    (founded.home / "secrets" / "master_key.next").write_text(NEW)
    founded.python(f"from guildhall.vault import rotation\nrotation.rewrap({json.dumps(before)}, {json.dumps(NEW)})")

    done = founded.run("keys", "rewrap")

    assert (done.returncode, done.stderr) == (0, "")
    assert key(founded) == NEW
    assert sorted(each.name for each in (founded.home / "secrets").glob("master_key*")) == ["master_key"]
    assert name_in(founded) == "Ada Quellmalz"


def test_who_gives_the_key_gives_the_new_one_too_and_is_told_to_use_it(founded: Installation) -> None:
    own = key(founded)
    (founded.home / "secrets" / "master_key").unlink()
    founded.settings["GUILDHALL_MASTER_KEY"] = own
    missing = founded.run("keys", "rewrap")
    assert (missing.returncode, missing.stderr[:36]) == (2, "Give the new key as GUILDHALL_NEW_MA")
    typed = founded.run("keys", "rewrap", GUILDHALL_NEW_MASTER_KEY="secret")
    assert (typed.returncode, typed.stderr) == (2, "GUILDHALL_NEW_MASTER_KEY is not 64 random hexadecimal digits.\n")
    assert name_in(founded) == "Ada Quellmalz"

    secret = founded.home / "new"
    secret.write_text(NEW)
    done = founded.run("keys", "rewrap", GUILDHALL_NEW_MASTER_KEY_FILE=str(secret))

    assert done.returncode == 0
    assert "Start again with the new key as GUILDHALL_MASTER_KEY." in done.stdout
    founded.settings["GUILDHALL_MASTER_KEY"] = NEW
    assert name_in(founded) == "Ada Quellmalz"
