"""A use of artificial intelligence that a changed model switches off, and what leaned on it is refused with it."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.journeys.body import Body, asks_why, in_days, served, waits_for
from tests.journeys.house import House
from tests.journeys.visitor import Visitor

USE = "Drafting of items"


@pytest.fixture(scope="module")
def body(laid: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Body]:
    """A body with a scheme, and no use of artificial intelligence."""
    yield from served(laid, tmp_path_factory.mktemp("ai"), "ai")


@pytest.fixture(scope="module")
def house(body: Body) -> House:
    return body.house


@pytest.fixture
def be(body: Body, visiting: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Come as somebody who has signed in."""
    return partial(body.let_in, visiting)


def drafts(ivo: Visitor, version: str, title: str) -> Visitor:
    """Ivo keeps an item of which he says that a machine in this version drafted it."""
    ivo.go("/itembank/write/").press("Single choice").fill("Title", title)
    ivo.page.get_by_label("Domain of the blueprint").select_option("A")
    ivo.fill("Question", "What is locked before somebody enters the hub?")
    ivo.fill("Option A", "The yaw drive").fill("Option B", "The rotor").page.get_by_label("B is right").check()
    ivo.page.get_by_label("A machine drafted it").check()
    return ivo.fill("In which version?", version).press("Keep as a draft")


def verify(uma: Visitor, use: str) -> Visitor:
    """Uma verifies the model that answers, with what an expert of the subject found."""
    uma.go(use).press("Verify").fill("What was tried, with which result", "Two hundred drafts were tried.")
    uma.fill("Expert of the subject", "xenia@hausmann.example").fill("What the expert found", "Nine of ten are sound.")
    return uma.press("Verify").sees("Nine of ten are sound.")


def activate(tom: Visitor, use: str) -> Visitor:
    """Tom switches the use on for half a year."""
    tom.go(use).press("Activate").fill("Evaluated again by", in_days(tom, 180))
    return tom.press("Activate").sees("Switch off for a review")


def test_1_use_is_registered_and_off(body: Body, be: Callable[..., Visitor]) -> None:
    quinn = be("quinn").go("/governance/ai/").press("Register a use of AI")
    quinn.fill("Name", USE).fill("Short name", "item-drafting").fill("Supplier", "Modellhaus")
    quinn.fill("What it is for", "It drafts items that people review.").fill("Model", "Skald").fill("Version", "2.1")
    quinn.page.get_by_label("What it touches").select_option("items")
    quinn.fill("Who oversees it", "quinn.ostermann@nordlicht.example")
    quinn.fill("How it is overseen", "Every draft is reviewed; overrides are counted monthly.")
    quinn.press("Register a use of AI").sees("does not hold that role today")
    quinn.fill("Who oversees it", "aino@hausmann.example").press("Register a use of AI").sees("What lets it be on")
    body.told["use"] = body.here(quinn)

    drafts(be("ivo"), "2.1", "Before").sees("You cannot do this now").sees("is not on").sees("17024:2026 6.5")


def test_2_it_is_assessed_verified_and_disclosed_before_it_goes_on(body: Body, be: Callable[..., Visitor]) -> None:
    aino = be("aino").go(body.told["use"]).press("Assess the risks")
    aino.fill("Impartiality", "It may favour one school's words.").fill("Confidentiality", "It sees drafts alone.")
    aino.fill("Security", "It runs in our own rooms.")
    aino.page.get_by_label("Its entry in the register of threats").select_option(index=1)
    aino.press("Assess the risks").sees("It runs in our own rooms.")
    verify(be("uma"), body.told["use"])

    quinn = asks_why(be("quinn").go(body.told["use"]), "Disclose").sees(
        "No public statement on artificial intelligence"
    )
    body.behind("tell_the_public")
    quinn.go(body.told["use"]).press("Disclose").press("Disclose").sees("Activate")
    asks_why(quinn, "Activate").sees("a role that you do not hold today")
    activate(be("tom"), body.told["use"])


def test_3_what_leans_on_it_goes_on_while_it_is_on(body: Body, be: Callable[..., Visitor]) -> None:
    drafts(be("ivo", width=390), "2.1", "While it is on").sees("Draft").sees_not("You cannot do this now")


def test_4_changed_model_switches_it_off_and_what_leaned_on_it_is_refused(
    body: Body, be: Callable[..., Visitor]
) -> None:
    ivo = drafts(be("ivo"), "3.0", "Another answers").sees("Another model answers than the one that was verified")
    ivo.press("Go there").sees(USE).press("Record a changed model").fill("Version", "3.0")
    ivo.press("Record a changed model").sees("Off since").sees("missing")
    drafts(ivo, "3.0", "After the change").sees("You cannot do this now").sees("is not on")
    drafts(ivo, "2.1", "After the change").sees("You cannot do this now").sees("is not on")
    ivo.go("/itembank/").sees("While it is on").sees_not("After the change")
    asks_why(be("tom").go(body.told["use"]), "Verify").sees("a role that you do not hold today")


def test_5_verified_anew_it_goes_on_and_off_again_when_nobody_evaluates_it(
    body: Body, be: Callable[..., Visitor]
) -> None:
    verify(be("uma"), body.told["use"])
    be("quinn").go(body.told["use"]).press("Disclose").press("Disclose")
    activate(be("tom"), body.told["use"])
    drafts(be("ivo"), "3.0", "Verified anew").sees("Draft")

    body.house.move_clock("+181d")
    drafts(be("ivo"), "3.0", "Too late").sees("You cannot do this now").sees("17024:2026 6.5")
    aino = waits_for(be("aino", width=390), body.told["use"], "switch itself off").sees("Off since")
    asks_why(aino, "Switch on again").sees("a role that you do not hold today")


def test_6_ledger_proves_it_and_no_error_is_left_behind(body: Body) -> None:
    body.proves_itself()
