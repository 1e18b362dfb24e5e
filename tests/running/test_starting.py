"""A start that is not safe is refused, and says all that is to be set."""

import pytest

from tests.running.installations import Installation

KEY = "0123456789abcdef" * 4
SERVED = {
    "GUILDHALL_MODE": "served",
    "GUILDHALL_ALLOWED_HOSTS": "cert.example.org",
    "GUILDHALL_PUBLIC_URL": "https://cert.example.org",
    "GUILDHALL_SECRET_KEY": "s" * 50,
    "GUILDHALL_MASTER_KEY": KEY,
    "GUILDHALL_LEDGER_KEY": KEY,
    "GUILDHALL_DATABASE_URL": "postgresql://guildhall@127.0.0.1:1/guildhall",
    "GUILDHALL_KEYS_DATABASE_URL": "postgresql://guildhall@127.0.0.1:1/keys",
}


@pytest.mark.parametrize("command", ["serve", "web", "worker", "migrate"])
def test_served_installation_with_nothing_set_does_not_start(installation: Installation, command: str) -> None:
    done = installation.run(command, GUILDHALL_MODE="served")
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        (
            "This installation is served and does not start:\n"
            "Set GUILDHALL_ALLOWED_HOSTS to the host names people use.\n"
            "Set GUILDHALL_PUBLIC_URL to the address people use.\n"
            "Set GUILDHALL_SECRET_KEY to at least 50 random characters.\n"
            "Set GUILDHALL_MASTER_KEY to 64 random hexadecimal digits.\n"
            "Set GUILDHALL_LEDGER_KEY to 64 random hexadecimal digits.\n"
            "Set GUILDHALL_DATABASE_URL to the PostgreSQL database.\n"
            "Set GUILDHALL_KEYS_DATABASE_URL to another database.\n"
        ),
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"GUILDHALL_DEBUG": "1"}, "GUILDHALL_DEBUG must not be set when served."),
        ({"GUILDHALL_DEMO": "1"}, "GUILDHALL_DEMO must not be set when served."),
        ({"GUILDHALL_SECRET_KEY": "short"}, "Set GUILDHALL_SECRET_KEY to at least 50 random characters."),
        ({"GUILDHALL_MASTER_KEY": "0" * 64}, "Set GUILDHALL_MASTER_KEY to 64 random hexadecimal digits."),
        ({"GUILDHALL_ALLOWED_HOSTS": ""}, "Set GUILDHALL_ALLOWED_HOSTS to the host names people use."),
    ],
)
def test_served_installation_with_one_thing_wrong_does_not_start(
    installation: Installation, wrong: dict[str, str], said: str
) -> None:
    done = installation.run("serve", **{**SERVED, **wrong})
    assert (done.returncode, done.stderr) == (2, f"This installation is served and does not start:\n{said}\n")


def test_embedded_installation_that_others_reach_names_its_hosts(installation: Installation) -> None:
    done = installation.run("serve", GUILDHALL_HOST="0.0.0.0", GUILDHALL_DEBUG="1")
    assert (done.returncode, done.stderr) == (
        2,
        (
            "Other machines reach this installation on 0.0.0.0, and it does not start:\n"
            "GUILDHALL_DEBUG must not be set where others reach this installation.\n"
            "Set GUILDHALL_ALLOWED_HOSTS to the host names people use.\n"
        ),
    )


def test_wrong_configuration_is_told_in_sentences(installation: Installation) -> None:
    done = installation.run("serve", GUILDHALL_PORT="http", GUILDHALL_COLOUR="red")
    assert (done.returncode, "Traceback" in done.stderr, done.stderr.count("\n")) == (2, False, 2)


def test_command_before_the_databases_are_there_says_what_to_do(installation: Installation) -> None:
    done = installation.run("ledger", "verify")
    assert (done.returncode, done.stderr) == (
        2,
        "The databases are not as this version needs them. Run `guildhall migrate` first.\n",
    )


def test_real_body_does_not_become_a_demonstration(installation: Installation) -> None:
    founded = installation.run(
        "admin", "create", "--body", "B", "--given-name", "A", "--family-name", "Q", "--email", "a@nordlicht.example"
    )
    assert founded.returncode == 0, founded.stderr
    done = [installation.run(*command) for command in (("demo", "--serve"), ("demo", "clock", "+400d"))]
    done.append(installation.run("serve", GUILDHALL_DEMO="1"))
    assert [each.returncode for each in done] == [2, 2, 2]
    assert not (installation.home / "clock").exists()
    assert all("is a real one" in each.stderr for each in done)
