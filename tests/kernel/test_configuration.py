"""What an installation is told, and what it refuses to start with."""

from pathlib import Path

import pytest

from guildhall.kernel.configuration import BadConfiguration, Configuration, variables


def test_nothing_set_is_a_safe_embedded_installation() -> None:
    read = Configuration.read({})
    assert (read.mode, read.demo, read.debug, read.host, read.port) == ("embedded", False, False, "127.0.0.1", 8000)


def test_every_complaint_is_told_at_once() -> None:
    wrong = {
        "GUILDHALL_MODE": "cloud",
        "GUILDHALL_PORT": "eighty",
        "GUILDHALL_TIME_ZONE": "Berlin",
        "GUILDHALL_DEMO": "maybe",
        "GUILDHALL_PROT": "8001",
    }
    with pytest.raises(BadConfiguration) as caught:
        Configuration.read(wrong)
    assert {line.split()[0] for line in str(caught.value).splitlines()} == set(wrong)


def test_secret_comes_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from a file\n")
    read = Configuration.read({"GUILDHALL_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert read.secret_key == "from a file"


def test_secret_file_that_is_not_there_is_named() -> None:
    with pytest.raises(BadConfiguration, match="GUILDHALL_SECRET_KEY"):
        Configuration.read({"GUILDHALL_SECRET_KEY_FILE": "nowhere/key"})


def test_every_variable_says_what_it_means() -> None:
    assert [variable.name for variable in variables() if not variable.meaning.endswith(".")] == []
    secret = {variable.name for variable in variables() if variable.secret}
    assert {"GUILDHALL_SECRET_KEY", "GUILDHALL_MASTER_KEY", "GUILDHALL_LEDGER_KEY"} <= secret
