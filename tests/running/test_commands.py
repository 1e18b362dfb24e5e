"""The commands at work, without a server: the same acts, the same refusals, sentences and exit codes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings

from guildhall import cli
from guildhall.cli import parser, proving
from guildhall.identity.acts import accounts
from guildhall.identity.models import Grant, Person
from guildhall.kernel import actors
from guildhall.kernel.actors import Actor
from guildhall.ledger.models import Entry
from tests.cast import Cast

PASSWORD = "a long and quiet road"
Guildhall = Callable[..., tuple[int, str, str]]


@pytest.fixture
def guildhall(capsys: pytest.CaptureFixture[str]) -> Guildhall:
    def run(*command: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.run(parser.parse(command))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GUILDHALL", replace(settings.GUILDHALL, demo=True))


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What is typed at the terminal, in order; the questions that were asked."""
    questions: list[str] = []

    def will_type(*answers: str) -> list[str]:
        left = iter(answers)

        def answer(question: str) -> str:
            questions.append(question)
            return next(left, "")

        monkeypatch.setattr(proving, "secret", answer)
        monkeypatch.setattr(proving, "PAUSE", 0)
        return questions

    return will_type


def with_account(person: Person, *, app: bool = False) -> Actor:
    account = accounts.opened_for(person, PASSWORD)
    accounts.link(by=actors.machine("demo"), person=person, account=account, email=person.email)
    if app:
        totp.TOTP.activate(account, totp.generate_totp_secret())
    return actors.person(person.id)


def last_entry() -> tuple[str, str, str]:
    entry = Entry.objects.latest("id")
    return entry.act, entry.actor, entry.outcome


def test_act_is_done_by_whoever_is_named_in_a_demonstration(cast: Cast, guildhall: Guildhall, demo: None) -> None:
    told = guildhall(
        "act", "identity.grant.give", "--by", cast.tom.number,
        f"person={cast.otto.number}", "role=assessor", f"scope={cast.body.number}", "from_on=2026-03-02",
    )  # fmt: skip
    given = Grant.objects.get(person=cast.otto)
    assert told == (0, f"identity.grant.give: done, {given.ref}\n", "")
    assert (given.role, given.from_on.isoformat(), given.until_on) == ("assessor", "2026-03-02", None)
    assert last_entry() == ("identity.grant.give", f"person:{cast.tom.id}", "done")


def test_refusal_is_printed_with_remedy_and_clauses(cast: Cast, guildhall: Guildhall, demo: None) -> None:
    code, out, err = guildhall(
        "act", "identity.grant.give", "--by", cast.tom.number,
        f"person={cast.tom.number}", "role=assessor", "scope=BODY", "from_on=2026-03-02",
    )  # fmt: skip
    assert (code, out, err.splitlines()) == (
        3,
        "",
        [
            "You cannot give a role to yourself.",
            "Somebody else who may give roles does it.",
            "[R-08, 2012:4.3.7, 2026:4.3]",
        ],
    )
    assert last_entry() == ("identity.grant.give", f"person:{cast.tom.id}", "refused")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["given_name=A"], "identity.person.register: give family_name. It takes"),
        (
            ["given_name=A", "family_name=B", "colour=red"],
            "identity.person.register: it does not take colour. It takes",
        ),
        (["given_name=A", "family_name=B", "birth_date=1987"], "birth_date: '1987' is not 2026-12-31."),
        (["given_name"], "'given_name' gives no argument; write NAME=VALUE."),
    ],
)
def test_wrong_arguments_are_told_and_nothing_is_recorded(
    cast: Cast, guildhall: Guildhall, demo: None, typed: list[str], said: str
) -> None:
    before = Entry.objects.count()
    code, out, err = guildhall("act", "identity.person.register", "--by", cast.olive.number, *typed)
    assert (code, out, err.startswith(said), Entry.objects.count()) == (2, "", True, before)


def test_act_that_does_not_exist_is_told(cast: Cast, guildhall: Guildhall) -> None:
    assert guildhall("act", "identity.person.praise", "--by", cast.ada.number) == (
        2,
        "",
        "There is no act called identity.person.praise; `guildhall acts` lists them.\n",
    )


def test_person_proves_who_they_are_outside_a_demonstration(
    cast: Cast, guildhall: Guildhall, types: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_account(cast.olive, app=True)
    register = ("act", "identity.person.register", "--by", cast.olive.number, "given_name=A", "family_name=B")
    monkeypatch.setattr(totp.TOTP, "validate_code", lambda _, code: code == "123456")
    asked = types(PASSWORD, "123456")
    code, out, _ = guildhall(*register)
    assert (code, out.startswith("identity.person.register: done, P-2026-")) == (0, True)
    assert asked == [f"Password of {cast.olive.number}", "Code of the authenticator app"]
    for answers in (("wrong", "123456"), (PASSWORD, "000000"), ("", "")):
        types(*answers)
        assert guildhall(*register)[0] == 3


def test_nobody_acts_under_another_name_outside_a_demonstration(
    cast: Cast, guildhall: Guildhall, types: Callable[..., list[str]]
) -> None:
    types("")
    before = Person.objects.count()
    code, out, err = guildhall(
        "act", "identity.person.register", "--by", cast.ada.number, "given_name=A", "family_name=B"
    )
    assert (code, out, err.splitlines()[0], Person.objects.count()) == (
        3,
        "",
        "Number, password and code do not belong together.",
        before,
    )


def test_staff_without_an_authenticator_app_does_not_act_at_the_terminal(
    cast: Cast, guildhall: Guildhall, types: Callable[..., list[str]]
) -> None:
    with_account(cast.tom)
    types(PASSWORD)
    code, _, err = guildhall(
        "act", "identity.person.register", "--by", cast.tom.number, "given_name=A", "family_name=B"
    )
    assert (code, "authenticator app, and you have none" in err) == (3, True)


def test_acts_are_listed_with_what_they_take(cast: Cast, guildhall: Guildhall) -> None:
    code, out, _ = guildhall("acts", "grant.end")
    assert (code, out.splitlines()[0]) == (0, "identity.grant.end grant=GRANT reason=TEXT")


def test_ledger_is_verified_against_a_checkpoint(cast: Cast, guildhall: Guildhall, tmp_path: Any) -> None:
    _, note, _ = guildhall("ledger", "checkpoint")
    kept = tmp_path / "kept"
    kept.write_text(note)
    assert guildhall("ledger", "verify", "--checkpoint", str(kept))[0] == 0
    kept.write_text("not a checkpoint\n")
    assert guildhall("ledger", "verify", "--checkpoint", str(kept))[0] == 2
    assert guildhall("ledger", "verify", "--checkpoint", str(tmp_path / "none"))[0] == 2


def test_help_is_shown_for_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ((), ("serve",), ("demo", "clock"), ("ledger", "verify"), ("act",), ("admin", "create")):
        with pytest.raises(SystemExit) as shown:
            parser.parse([*command, "--help"])
        assert (shown.value.code, "guildhall" in capsys.readouterr().out) == (0, True)
