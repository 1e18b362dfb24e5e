"""What the foundation has to show: a second factor, a declaration signed, expired and renewed, and the proof of it."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.codes import code_now, next_code
from tests.journeys.house import House, environment, serve
from tests.journeys.visitor import Visitor

EMAIL, PASSWORD = "nora.eisenbart@journey.example", "ein langes geheimes Wort"
CONTROL = "personnel.everybody_has_declared"
CLAUSE = "/conformity/clauses/2012:6.1.7/"
RENEW_ALL = """
import django; django.setup()
from guildhall.kernel import actors
from guildhall.personnel import queries
from guildhall.personnel.acts import declarations
from guildhall.kernel import clock
for person in queries.must_declare():
    if queries.in_force(person.id, clock.today()) is None:
        by = actors.person(person.id)
        draft = queries.draft_of(person.id) or declarations.make(by=by, person=person)
        declarations.sign(by=by, declaration=draft, nothing_to_declare=True)
"""


@pytest.fixture(scope="module")
def house(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own: this journey moves the clock by more than a year."""
    served = serve(built, tmp_path_factory.mktemp("years"))
    yield served
    assert served.stop() == 0


@pytest.fixture(scope="module")
def journey() -> dict[str, str]:
    """What the parts of the journey tell each other: numbers, links, the secret of the authenticator app."""
    return {}


def everybody_renews(house: House) -> None:
    """Everybody whose declaration has ended signs a new one, by the same acts as on the page."""
    environ = {**environment(house.home, house.port), "DJANGO_SETTINGS_MODULE": "guildhall.settings"}
    done = subprocess.run([sys.executable, "-c", RENEW_ALL], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def state_of_control(house: House) -> str:
    """What the control says at the terminal."""
    report = json.loads(house.run("conformity", "--edition", "2012", "--json").stdout)
    states = {control["name"]: control["state"] for clause in report["clauses"] for control in clause["controls"]}
    return str(states[CONTROL])


def settles(house: House, state: str, seconds: float = 90) -> None:
    """The control comes to say `state` when the worker has looked again."""
    end = time.monotonic() + seconds
    while state_of_control(house) != state:
        assert time.monotonic() < end, f"{CONTROL} did not come to say '{state}'."
        time.sleep(1)


def code_from_mail(visitor: Visitor) -> str:
    """The code that was sent to Nora, as the demonstration's mailbox shows it."""
    visitor.go("/demo/mailbox/")
    mail = visitor.page.locator("details", has_text=EMAIL).filter(has_text="Your code").first
    mail.locator("summary").click()
    found = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", mail.inner_text(), re.MULTILINE)
    assert found, mail.inner_text()
    return found[1]


def sign_in(visitor: Visitor, code: str) -> Visitor:
    """Sign in as Nora, with password and second factor."""
    visitor.go("/account/login/")
    visitor.page.get_by_label("E-mail address").fill(EMAIL)
    visitor.page.locator("input[type=password]").fill(PASSWORD)
    visitor.press("Sign in").sees("Your second factor")
    visitor.page.locator("input[name=code]").fill(code)
    return visitor.press("Sign in")


def test_1_administrator_registers_engages_and_invites(
    visiting: Callable[..., Visitor], journey: dict[str, str]
) -> None:
    admin = visiting().be("Jonas").go("/people/register/")
    admin.fill("Given name", "Nora").fill("Family name", "Eisenbart").fill("E-mail address", EMAIL)
    admin.page.get_by_label("Works for the body").check()
    admin.press("Register a person").sees("Without an account")
    journey["number"] = admin.page.get_by_role("heading", level=1).inner_text().strip()
    admin.press("Give a role")
    admin.page.get_by_label("Role").select_option("quality-manager")
    admin.press("Give a role").press("Invite to open an account").press("Invite to open an account")
    found = re.search(r"/account/invitation/[0-9a-f-]+/[0-9a-f]+/", admin.page.locator("main").inner_text())
    assert found
    journey["invitation"] = found[0]


def test_2_account_is_opened_with_proved_address_and_second_factor(
    visiting: Callable[..., Visitor], journey: dict[str, str]
) -> None:
    nora = visiting(width=390).go(journey["invitation"]).press("Open an account")
    nora.page.get_by_label("E-mail address").fill(EMAIL)
    nora.page.locator("input[type=password]").first.fill(PASSWORD)
    nora.press("Open the account")
    nora.page.locator("input[name=code]").fill(code_from_mail(visiting().be("Jonas")))
    nora.press("Go on").sees("My work")

    nora.go("/account/").press("Look at it")
    nora.press("Set up an app")
    if nora.page.locator("input[type=password]").count():
        nora.page.locator("input[type=password]").fill(PASSWORD)
        nora.page.locator("main form button").first.click()
        nora.look()
    journey["secret"] = nora.page.locator("main code").inner_text().strip()
    nora.page.locator("input[name=code]").fill(code_now(journey["secret"]))
    nora.press("Use this app")

    again = visiting().go("/account/login/")
    again.page.get_by_label("E-mail address").fill(EMAIL)
    again.page.locator("input[type=password]").fill("not the password at all")
    again.press("Sign in").sees_not("My work")
    sign_in(again, next_code(journey["secret"])).sees("Nora Eisenbart")


def test_3_declaration_is_made_and_signed_and_carries_the_role(
    house: House, visiting: Callable[..., Visitor], journey: dict[str, str]
) -> None:
    settles(house, "does not hold")
    visitor = visiting()
    sign_in(visitor, next_code(journey["secret"])).go("/people/").sees("You cannot open this page")
    visitor.go("/personnel/texts/propose/").sees("you have not signed the declaration")

    visitor.go("/work/").press("Renew").press("Begin my declaration")
    visitor.press("Sign").sees("What is signed")
    visitor.press("Sign").sees("This declaration names no interest and does not say that there is none.")
    visitor.page.get_by_label("I have no interest to declare").check()
    visitor.press("Sign").sees("Signed")
    journey["declaration"] = visitor.page.url.removeprefix(house.address)
    visitor.go("/personnel/texts/propose/").sees_not("you have not signed the declaration")

    everybody_renews(house)
    settles(house, "holds")
    expect(visitor.go(CLAUSE).page.locator("main")).to_contain_text("Everybody with a role has a current declaration")


def test_4_stale_declaration_refuses_the_act_on_the_page_and_at_the_terminal(
    house: House, visiting: Callable[..., Visitor], journey: dict[str, str]
) -> None:
    visitor = sign_in(visiting(), next_code(journey["secret"])).go("/personnel/texts/propose/")
    house.move_clock("+400d")
    settles(house, "does not hold")

    visitor.page.get_by_label("Text").fill("A newer text.")
    visitor.press("Propose a new text")
    visitor.sees("because your declaration of impartiality, interests and confidentiality ended that day")
    visitor.sees("17024:2012 6.1.7").sees("Make and sign your declaration; the role holds again at once.")
    told = house.run("act", "personnel.declaration-text.propose", "--by", journey["number"], "words=A newer text.")
    assert told.returncode == 3, told.stderr
    for part in ("R-46", "2012:6.1.7", "ended that day", "Make and sign your declaration"):
        assert part in told.stderr
    expect(visiting().be("Jonas").go(CLAUSE).page.locator("main")).to_contain_text("does not hold")


def test_5_renewal_allows_it_again_and_the_matrix_turns_back(
    house: House, visiting: Callable[..., Visitor], journey: dict[str, str]
) -> None:
    visitor = sign_in(visiting(width=390), next_code(journey["secret"]))
    visitor.go("/personnel/declarations/mine/").press("Begin my declaration").press("Sign")
    visitor.page.get_by_label("I have no interest to declare").check()
    visitor.press("Sign").sees("Signed")

    visitor.go("/personnel/texts/propose/")
    visitor.page.get_by_label("Text").fill("A newer text.")
    visitor.press("Propose a new text").sees("Proposed")

    everybody_renews(house)
    settles(house, "holds")
    expect(visitor.go(CLAUSE).page.locator("main")).to_contain_text("holds")


def test_6_history_tells_it_in_sentences_and_the_ledger_proves_it(
    house: House, visiting: Callable[..., Visitor], journey: dict[str, str]
) -> None:
    visitor = sign_in(visiting(), next_code(journey["secret"])).go(journey["declaration"])
    history = visitor.page.get_by_role("heading", name="History").locator("xpath=ancestor::section[1]")
    for sentence in ("You began the declaration DI-", "You signed the declaration DI-"):
        expect(history).to_contain_text(sentence)
    assert re.search(r"replaced the declaration DI-\S+ by its renewal", history.inner_text())
    history.get_by_role("link").first.click()
    visitor.look().sees("Proof")

    verified = house.run("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_7_house_stops_clean_and_leaves_no_error_behind(house: House) -> None:
    log = (house.home / "served.log").read_text()
    assert [line for line in log.splitlines() if " ERROR " in line] == []
    assert EMAIL not in log
    assert "Eisenbart" not in log
    assert os.getpgid(house.process.pid)
