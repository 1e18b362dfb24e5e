"""The whole way of one person through the house: from signing up to the certificate, and to its suspension."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from guildhall.demo import paper
from tests.journeys.house import House
from tests.journeys.opening import PASSWORD, Newcomer, code_from_mail
from tests.journeys.test_examination import Candidate, Hall
from tests.journeys.visitor import Visitor
from tests.papers import PHOTO
from tests.running.homes import installed
from tests.running.installations import ROOT, Installation, until

NORA = Newcomer("Nora", "Eisenbart")
SCHEME = "Wind Turbine Technician"
WAIT_SECONDS = 60


@dataclass
class Way:
    """A house of its own, who is signed in there, and what the parts of the journey tell each other."""

    installation: Installation
    house: House
    sessions: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)

    def behind(self, step: str) -> Any:
        """Let others take a step meanwhile."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.journeys.way", step],
            cwd=ROOT, env=self.installation.environment, check=False, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def way(laid: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Way]:
    """A body with one scheme, one sitting ahead, and nobody who has applied."""
    installation = installed(laid, tmp_path_factory.mktemp("way"), demo=True)
    way = Way(installation, House(installation.home, installation.port, installation.start("serve")))
    way.sessions.update(way.behind("prepare"))
    assert until(installation.answers, WAIT_SECONDS), installation.output()
    yield way
    assert way.house.stop() == 0


@pytest.fixture(scope="module")
def house(way: Way) -> House:
    return way.house


@pytest.fixture
def be(way: Way, visiting: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Come as somebody who has signed in."""

    def come(name: str, *, width: int = 1280) -> Visitor:
        visitor = visiting(width=width)
        visitor.page.context.add_cookies([{"name": "sessionid", "value": way.sessions[name], "url": way.house.address}])
        return visitor

    return come


def waits_for(visitor: Visitor, path: str, text: str) -> Visitor:
    """Open a page until the worker has done what it is to show."""
    assert until(lambda: visitor.go(path).page.get_by_text(text).count() > 0, WAIT_SECONDS), text
    return visitor.sees(text)


def test_1_newcomer_signs_up_with_the_code_from_the_mail(way: Way, visiting: Callable[..., Visitor], be) -> None:
    nora = visiting(width=390).go("/account/signup/")
    nora.page.get_by_label("E-mail address").fill(NORA.email)
    nora.page.locator("input[type=password]").first.fill(PASSWORD)
    nora.press("Open the account")
    nora.page.locator("input[name=code]").fill(code_from_mail(be("rob"), NORA))
    nora.press("Go on").sees("Who are you?")
    nora.fill("Given name", NORA.given_name).fill("Family name", NORA.family_name)
    nora.press("Go on").sees("Apply")
    way.sessions["nora"] = next(each["value"] for each in nora.page.context.cookies() if each["name"] == "sessionid")


def test_2_newcomer_applies_with_evidence_signs_and_submits(way: Way, be, tmp_path: Path) -> None:
    nora = be("nora").go("/applications/mine/").press("Apply").press("Apply").sees(SCHEME)
    nora.press("Begin the application").sees("8 parts are missing before you can submit.")
    checklist = nora.page.url
    way.told["application"] = checklist.removeprefix(way.house.address)

    nora.press("Who you are").fill("Date of birth", "1991-05-17")
    nora.fill("Document that identifies you", "Identity card L01X00T47").press("Save")
    scan, photo = tmp_path / "Gesellenbrief.pdf", tmp_path / "Sicherheit.png"
    scan.write_bytes(paper.signed("Certificate of apprenticeship", ["Nora Eisenbart, mechatronics, 2015"]))
    photo.write_bytes(PHOTO)
    for words, file in (("A finished technical apprenticeship.", scan), ("A basic safety training.", photo)):
        nora.go(checklist).press(words)
        nora.page.locator("main input[type=file]").set_input_files(file)
        nora.press("Hand in")
        nora.go(checklist).press(words).sees(file.name)
    nora.go(checklist).press("Special arrangements for examinations")
    nora.page.get_by_label("No", exact=True).check()
    nora.press("Save").go(checklist).press("Who trained you")
    nora.page.get_by_label("Nobody trained me for this work").check()
    nora.press("Save")
    for kind, words in (("agreement", "I keep the rules"), ("conduct", "I work safely and honestly.")):
        nora.go(f"{checklist}sign/{kind}/").sees(words)
        nora.page.get_by_label("I have read this and agree to it").check()
        nora.press("Sign")
    nora.go(checklist).press("Overview and fees").press("I have read this")
    nora.go(checklist).sees("Nothing is missing.").press("Submit the application")
    nora.page.get_by_label("What I state here is complete and true", exact=False).check()
    nora.press("Submit").sees("waits for its review")


def test_3_reviewer_takes_it_up_judges_and_admits(way: Way, be) -> None:
    application = way.told["application"].replace("/mine/", "/")
    rob = be("rob").go("/applications/").sees(NORA.family_name).go(application)
    rob.press("Take up the review")
    rob.press("Take up the review").sees("What mends it:")
    rob.page.get_by_label("I have no conflict of interest with this applicant").check()
    rob.press("Take up the review").press("Open EDU").sees("Gesellenbrief.pdf")
    for code in ("EDU", "SAFE"):
        card = rob.page.locator(f"#requirement-{code}")
        card.get_by_label("Met", exact=True).check()
        card.get_by_role("button", name="Save the finding").click()
        rob.page.wait_for_load_state()
        expect(rob.look().page.locator(f"#requirement-{code} header")).to_contain_text("Met")
    rob.press("Admit").press("Admit").sees("Admitted")


def test_4_candidate_books_a_seat(way: Way, be) -> None:
    nora = waits_for(be("nora", width=390), "/exams/mine/", SCHEME).press(SCHEME)
    way.told["candidacy"] = nora.page.url.removeprefix(way.house.address)
    nora.page.locator("section.component", has_text="Written examination").get_by_text("Book a seat").click()
    nora.page.wait_for_load_state()
    nora.look().press("Take this seat", exact=False).sees("Seat booked")
    way.told["attempt"] = way.behind("seat")["attempt"]
    nora.go(way.told["candidacy"]).sees("Checked in")


def test_5_candidate_sits_it_through_a_broken_network_and_at_two_computers(way: Way, be) -> None:
    hall = Hall(way.installation, way.house, [])
    candidate = partial(Candidate, hall, attempt=way.told["attempt"], session=way.sessions["nora"])
    first = candidate(be("nora")).open().look().button("Start the examination")
    first.sees("Question 1 of 8").tab_to("input[type=radio]").press("ArrowDown").saved(1)
    first.press("Alt+n").sees("Question 2 of 8").tab_to("input[type=checkbox]").press("Space").saved(2)
    first.network(offline=True)
    first.press("Alt+n").tab_to("select").press("f").sees("Not saved yet: one answer waits on this computer.")
    first.press("Alt+n").tab_to("input[type=text]").press("4").sees("Not saved yet: 2 answers wait on this computer.")
    first.look().network(offline=False).saved(4).look()

    second = candidate(be("nora", width=390)).open().look()
    second.button("Go on at this computer").sees("4 of 8 answered").look()
    second.press(*["Alt+n"] * 4).sees("Question 5 of 8").tab_to("input[type=radio]").press("ArrowDown").saved(5)
    second.press("Alt+n", "Alt+n").sees("Question 7 of 8").tab_to("select").press("f").saved(6)
    second.press("Alt+n").sees("Question 8 of 8").tab_to("input[type=text]").press("4").saved(7)
    second.press("Alt+r").sees("Answered: 7 of 8.").look()
    second.button("Hand in").sees("Hand in now?").press("Enter").sees("Handed in").look()
    told = second.told()
    assert (told["handed_in"], told["epoch"], told["whole"]) == (True, 2, True)
    assert told["scores"] == [1, 0, 1, 1, 1, 0, 1, 1]


def test_6_results_are_released_and_read(way: Way, be) -> None:
    way.behind("practise")
    assert way.behind("release") == {"W": True, "P": True}
    nora = be("nora").go(way.told["candidacy"]).sees("Still to be met")
    nora.page.locator("section.component", has_text="Written examination").locator("ul a").click()
    nora.page.wait_for_load_state()
    nora.look().sees("6 of 8")
    way.behind("train")
    way.behind("show_experience")


def test_7_who_trained_cannot_decide_and_is_told_the_clause(way: Way, be) -> None:
    ella = waits_for(be("ella"), "/certification/files/", NORA.family_name)
    ella.page.locator("main tbody a").first.click()
    ella.page.wait_for_load_state()
    ella.look().sees("You cannot decide on this file").sees("17024:2012 9.4.4").sees("Free today:")
    way.told["file"] = ella.page.url.removeprefix(way.house.address)
    ella.go(f"{way.told['file']}take/").page.get_by_label("I have no conflict of interest in this file").check()
    ella.press("Take the file").sees("You cannot do this now: Take the file").sees("17024:2012 9.4.4")


def test_8_somebody_else_decides_and_the_certificate_is_there(way: Way, be, visiting: Callable[..., Visitor]) -> None:
    dora = take(be("dora"), way.told["file"])
    dora.press("Grant").sees("The certification begins and stands in the register at once")
    dora.fill("Reasons", "Every criterion is met; the evidence was read in full.")
    dora.press("Grant").sees("Decided: yes")

    nora = waits_for(be("nora", width=390), "/certification/mine/", "Certificate (PDF)").sees("Valid")
    address = nora.page.get_by_role("link", name="What the register says about it").get_attribute("href")
    assert address
    assert re.fullmatch(rf"{re.escape(way.house.address)}/v/\S{{16,}}", address)
    way.told["address"] = address
    visiting().go(address).sees("This certification is valid today.").sees("Nora Eisenbart")


def test_9_suspension_is_public_at_once(way: Way, be, visiting: Callable[..., Visitor]) -> None:
    passer_by = visiting(width=390).go(way.told["address"]).sees("This certification is valid today.")
    quinn = be("quinn").go("/certification/")
    quinn.page.locator("main tbody a").first.click()
    quinn.page.wait_for_load_state()
    quinn.look().press("Propose a decision")
    quinn.page.get_by_label("What is proposed?").select_option("suspend")
    quinn.fill("Grounds", "Worked on live parts without an electrician, as the operator reports.")
    quinn.fill("Conditions", "A refresher in electrical safety, shown by its certificate.")
    quinn.fill("Deadline", deadline(quinn))
    quinn.press("Propose a decision").sees("Ready for decision")

    dirk = take(be("dirk"), quinn.page.url)
    passer_by.go(way.told["address"]).sees("This certification is valid today.")
    dirk.press("Suspend").sees("Register and credential say so at this moment")
    dirk.fill("Reasons", "The report is credible, and nobody contradicts it.")
    dirk.press("Decide as proposed").sees("Decided: yes")
    passer_by.go(way.told["address"]).sees("This certification is not valid today.").sees("Suspended")
    be("nora").go("/certification/mine/").sees("make no claim to be certified").sees_not("Certificate (PDF)")


def test_10_ledger_proves_it_and_no_error_is_left_behind(way: Way) -> None:
    verified = way.installation.run("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    output = way.installation.output()
    assert [line for line in output.splitlines() if " ERROR " in line or "Traceback" in line] == []
    assert NORA.email not in output


def take(decider: Visitor, file: str) -> Visitor:
    """Open a decision file, and take it with the declaration that nothing ties one to its person."""
    decider.go(file).press("Take the file")
    decider.page.get_by_label("I have no conflict of interest in this file").check()
    return decider.press("Take the file").sees("In decision")


def deadline(visitor: Visitor) -> str:
    """In sixty days, by the browser's calendar."""
    day: str = visitor.page.evaluate("new Date(Date.now() + 60 * 864e5).toISOString().slice(0, 10)")
    return day
