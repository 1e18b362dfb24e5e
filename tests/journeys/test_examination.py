"""An examination sat in the browser by keyboard: through a network that breaks, at two computers, to the handing in."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.house import House
from tests.journeys.visitor import Visitor
from tests.running.homes import installed
from tests.running.installations import ROOT, Installation, until

BROKEN = re.compile("ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED")
HERE = """selector => { const at = document.activeElement; return at.matches(selector) && at.checkVisibility(); }"""


@dataclass(frozen=True)
class Hall:
    """A house with candidates who are checked in; each is taken once."""

    installation: Installation
    house: House
    candidates: list[dict[str, str]]

    def ask(self, *command: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "tests.journeys.examining", *command],
            cwd=ROOT, env=self.installation.environment, check=True, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def hall(laid: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    installation = installed(laid, tmp_path_factory.mktemp("hall"))
    hall = Hall(installation, House(installation.home, installation.port, installation.start("serve")), [])
    hall.candidates.extend(hall.ask("prepare", "remote", "4"))
    assert until(installation.answers, 60), installation.output()
    yield hall
    hall.house.stop()


@dataclass
class Candidate:
    """Somebody at a computer with their examination before them."""

    hall: Hall
    visitor: Visitor
    attempt: str
    session: str

    @property
    def page(self) -> Page:
        return self.visitor.page

    def open(self) -> "Candidate":
        self.page.goto(f"{self.hall.house.address}/exams/sit/{self.attempt}/")
        return self

    def look(self) -> "Candidate":
        """No barrier, no fault, nothing wider than the screen; that the network is away is no fault of the page."""
        self.visitor.complaints = [each for each in self.visitor.complaints if not BROKEN.search(each)]
        self.visitor.look()
        return self

    def tab_to(self, selector: str) -> "Candidate":
        """Press the tab key until the focus is on something visible that fits."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(HERE, selector):
                return self
        raise AssertionError(f"The tab key never came to {selector}.")

    def press(self, *keys: str) -> "Candidate":
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def button(self, words: str) -> "Candidate":
        """Go to a button by keyboard, and press it."""
        self.tab_to("button, a")
        for _ in range(60):
            if self.page.evaluate("document.activeElement.innerText.trim()") == words:
                return self.press("Enter")
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The tab key never came to the button '{words}'.")

    def sees(self, text: str | re.Pattern[str]) -> "Candidate":
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible(timeout=20_000)
        return self

    def saved(self, answered: int) -> "Candidate":
        """The page says that everything is saved, and when."""
        expect(self.page.locator("[data-saved]")).to_have_text(
            re.compile(rf"Saved \d\d:\d\d:\d\d\s*{answered} of 8 answered"), timeout=20_000
        )
        return self

    def network(self, *, offline: bool) -> "Candidate":
        self.page.context.set_offline(offline)
        return self

    def told(self) -> Any:
        return self.hall.ask("tell", self.attempt)


@pytest.fixture
def candidate(hall: Hall, browser: Browser) -> Iterator[Callable[..., Candidate]]:
    """Seat somebody: the next candidate, or the same one at another computer."""
    contexts = []

    def seat(at: Candidate | None = None, *, width: int = 1280) -> Candidate:
        told = {"attempt": at.attempt, "session": at.session} if at else hall.candidates.pop()
        context = browser.new_context(
            viewport={"width": width, "height": 860}, locale="en-GB", timezone_id="Europe/Berlin"
        )
        context.add_cookies([{"name": "sessionid", "value": told["session"], "url": hall.house.address}])
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Candidate(hall, Visitor(hall.house, context.new_page()), told["attempt"], told["session"])

    yield seat
    for context in contexts:
        context.close()


def test_examination_is_sat_by_keyboard_through_a_broken_network_and_at_two_computers(candidate) -> None:
    first = candidate().open().look().button("Start the examination")
    first.sees("Question 1 of 8").look()
    first.tab_to("input[type=radio]").press("ArrowDown").saved(1)
    first.press("Alt+n").sees("Question 2 of 8").tab_to("input[type=checkbox]").press("Space").saved(2)
    first.press("Alt+m").sees("Marked").look()

    first.network(offline=True)
    first.press("Alt+n").tab_to("select").press("f").sees("Not saved yet: one answer waits on this computer.")
    first.press("Alt+n").tab_to("input[type=text]").press("4").sees("Not saved yet: 2 answers wait on this computer.")
    first.look()
    first.network(offline=False).saved(4).look()

    first.press("Alt+k").sees(re.compile(r"^3\d min \d+ s left$"))
    first.page.reload()
    first.sees("Question 4 of 8")
    assert first.page.locator("input[type=text] >> visible=true").input_value() == "4"

    second = candidate(first, width=390).open().look().button("Go on at this computer")
    second.sees("4 of 8 answered").look()
    second.press(*["Alt+n"] * 4).sees("Question 5 of 8").tab_to("input[type=radio]").press("ArrowDown").saved(5)
    assert second.page.locator("[data-navigator] button.marked").inner_text() == "2"

    first.press("Alt+p", "Alt+p").tab_to("input[type=checkbox]").press("Space")
    first.sees("Your examination goes on at another computer").look()

    second.press("Alt+r").sees("All answers").sees("Answered: 5 of 8. Marked: 1.").look()
    second.button("Hand in").sees("Hand in now?").look()
    second.press("Enter").sees("Handed in").sees("5 questions are answered.").look()
    told = second.told()
    assert told == {
        "handed_in": True,
        "epoch": 2,
        "counted": {
            "1": {"RESPONSE": ["right"]},
            "2": {"RESPONSE": ["harness"]},
            "3": {"RESPONSE": ["first"]},
            "4": {"RESPONSE": ["4"]},
            "5": {"RESPONSE": ["right"]},
        },
        "late": told["late"],
        "whole": True,
        "scores": [1, 0, 1, 1, 1, 0, 0, 0],
    }
    assert told["late"] >= 1


def test_answers_of_a_browser_that_was_closed_without_a_network_arrive_when_it_is_back(candidate) -> None:
    sitting = candidate().open().button("Start the examination")
    sitting.sees("Question 1 of 8").tab_to("input[type=radio]").press("Space").saved(1)
    sitting.network(offline=True).press("ArrowDown").sees("Not saved yet")
    context = sitting.page.context
    sitting.page.close()
    context.set_offline(False)
    sitting.visitor = Visitor(sitting.hall.house, context.new_page())
    sitting.open().sees("1 of 8 answered")
    assert until(lambda: sitting.told()["counted"] == {"1": {"RESPONSE": ["right"]}})


def test_handing_in_waits_for_the_network_and_offers_the_answers_as_a_file(candidate) -> None:
    sitting = candidate().open().button("Start the examination")
    sitting.sees("Question 1 of 8").network(offline=True)
    sitting.tab_to("input[type=radio]").press("ArrowDown").sees("Not saved yet")
    sitting.press("Alt+r").button("Hand in").press("Enter").sees("The house cannot be reached.").look()
    with sitting.page.expect_download() as download:
        sitting.page.locator("[data-dialog] [data-export]").click()
    kept = json.loads(Path(download.value.path()).read_text())
    assert [(each["position"], each["response"]) for each in kept["answers"]] == [(1, {"RESPONSE": ["right"]})]
    sitting.network(offline=False).sees("Handed in").look()
    told = sitting.told()
    assert (told["handed_in"], told["counted"], told["whole"]) == (True, {"1": {"RESPONSE": ["right"]}}, True)


def test_interruption_stops_the_page_and_resuming_lets_it_go_on(candidate, hall) -> None:
    sitting = candidate(width=390).open().button("Start the examination")
    sitting.sees("Question 1 of 8").tab_to("input[type=radio]").press("ArrowDown").saved(1)
    hall.ask("act", "interrupt", sitting.attempt)
    sitting.press("ArrowDown").sees("The invigilator interrupted your examination.").look()
    expect(sitting.page.locator("[data-question]").first).to_be_hidden()
    hall.ask("act", "resume", sitting.attempt)
    sitting.sees("Question 1 of 8").look()
    sitting.press("Alt+n").tab_to("input[type=checkbox]").press("Space").saved(2)
    assert sitting.told()["counted"] == {"1": {"RESPONSE": ["no"]}, "2": {"RESPONSE": ["harness"]}}
