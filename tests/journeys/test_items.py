"""An item bank from its first file to a fresh bank elsewhere: imported, written, reviewed, tried, taken out again."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from tests.itembank.making import a_package
from tests.journeys.answering import answer
from tests.journeys.body import Body, asks_why, served
from tests.journeys.house import House
from tests.journeys.keyboard import Keyboard
from tests.journeys.visitor import Visitor

PHONE = 390
ZIP = "application/zip"
CLAUSE = "/conformity/clauses/2012:9.3.1/"
SHORT = "has fewer items in use than a form needs"
FIRST = "Before the hub"
WRONG = "Two options are right: the rotor brake is a part of the rotor lock."
MENDED = "The second option names the yaw drive now."
WRITTEN: dict[str, dict[str, str | int | bool]] = {
    "single-choice": {
        "Title": FIRST,
        "Domain of the blueprint": "A",
        "Question": "What is locked before somebody enters the hub?",
        "Option A": "The rotor",
        "Option B": "The rotor brake",
        "Option C": "The crane",
        "A is right": True,
    },
    "text-entry": {
        "Title": "Unit of torque",
        "Domain of the blueprint": "A",
        "Text before the field": "Torque is told in",
        "Text after the field": "by who tightens a bolt.",
        "Accepted answers": "newton metres\nNm",
    },
    "order": {
        "Title": "Making safe",
        "Domain of the blueprint": "A",
        "Question": "In which order is a turbine made safe?",
        "Option A": "Prove that no voltage is left",
        "Option B": "Stop the turbine",
        "Option C": "Lock the switch",
        "Its place A": "3",
        "Its place B": "1",
        "Its place C": "2",
    },
    "match": {
        "Title": "Quantities",
        "Domain of the blueprint": "B",
        "Question": "In what is each of these measured?",
        "Row 1": "Resistance",
        "Row 2": "Capacity",
        "Belongs to 1": "A",
        "Belongs to 2": "B",
        "Match A": "Ohm",
        "Match B": "Farad",
        "Match C": "Lumen",
    },
    "gap-match": {
        "Title": "Cold gears",
        "Domain of the blueprint": "B",
        "Question": "Fill in what winter does to a gearbox.",
        "Text": "In frost the oil becomes [[thicker]], so the pump draws [[more]] current.",
        "List to choose from": "thicker\nthinner\nmore\nless",
    },
    "hotspot": {
        "Title": "Rating",
        "Domain of the blueprint": "C",
        "Question": "Where is the rated voltage of this motor told?",
        "Picture": 1,
        "Name of spot A": "Plate",
        "Shape A": "circle",
        "Numbers A": "20,20,10",
        "Right A": True,
        "Name of spot B": "Shaft",
        "Shape B": "rect",
        "Numbers B": "60,10,100,50",
    },
}
"""What Ivo types, by kind and label of the field: three items of domain A, two of B and one of C."""


@pytest.fixture(scope="module")
def body(laid: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Body]:
    """A body whose bank is empty."""
    yield from served(laid, tmp_path_factory.mktemp("items"), "items")


@pytest.fixture(scope="module")
def house(body: Body) -> House:
    return body.house


@pytest.fixture
def be(body: Body, visiting: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Come as somebody who has signed in."""
    return partial(body.let_in, visiting)


@pytest.fixture(scope="module")
def bank(body: Body) -> dict[str, Any]:
    """The six that were written, asked for when they are there."""
    found: dict[str, Any] = body.behind("written")
    return found


def types(visitor: Visitor, typed: dict[str, str | int | bool]) -> Visitor:
    """Fill a form in: words are typed or chosen, a number chooses by its place, what is true is ticked."""
    for label, value in typed.items():
        field = visitor.page.get_by_label(label, exact=True)
        if value is True:
            field.check()
        elif isinstance(value, int):
            field.select_option(index=value)
        elif field.evaluate("each => each.matches('select')"):
            field.select_option(value)
        else:
            field.fill(value)
    return visitor


def ticks(visitor: Visitor, *labels: str) -> Visitor:
    """Tick what is labelled so, or begins with it."""
    for label in labels:
        visitor.page.get_by_label(label).and_(visitor.page.locator("input")).check()
    return visitor


def row(visitor: Visitor, text: str) -> Locator:
    """The line of a list that tells of something."""
    return visitor.page.get_by_role("listitem").filter(has_text=text).first


def hands_in(visitor: Visitor, name: str, content: bytes) -> Visitor:
    """Hand a package in, to be looked through."""
    visitor.page.get_by_label("File", exact=True).set_input_files(FilePayload(name=name, mimeType=ZIP, buffer=content))
    return visitor.press("Hand in").sees("Waits to be taken in")


def tries(visitor: Visitor, version: str, told: dict[str, Any]) -> Visitor:
    """Answer an item rightly by keyboard alone, and read how it was reckoned."""
    keyboard = Keyboard(visitor.go(f"/itembank/versions/{version}/try/").page)
    answer(keyboard, told["right"])
    with visitor.page.expect_navigation():
        keyboard.press("Enter")
    visitor.look().sees(f"Your answer earns {told['most']} of {told['most']}.").sees("How it was reckoned")
    expect(visitor.page.locator("ol.trace li").first).to_be_visible()
    return visitor


def test_1_bank_is_empty_and_two_are_to_review(be: Callable[..., Visitor]) -> None:
    sam = be("sam").go("/itembank/policies/").press("Set the policy of the bank", exact=False)
    ticks(sam, "Two").fill("Reason", "Items decide on safety.").press("Set the policy of the bank")
    sam.sees("Items decide on safety.")
    be("quinn").go(CLAUSE).sees(SHORT)


def test_2_package_of_real_items_comes_in_and_some_are_rejected(body: Body, be: Callable[..., Visitor]) -> None:
    ivo = be("ivo").go("/itembank/write/").press("Import a file")
    ivo.page.get_by_label("Domain for all that no rule sorts").select_option("A")
    hands_in(ivo, "bank.zip", a_package(specimens=True))
    for name in ("items/bad-key.xml", "items/broken.xml"):
        expect(row(ivo, name)).to_contain_text("Rejected")
    body.told["import"] = body.here(ivo)

    ivo.press("Reject the chosen ones")
    ticks(ivo, "Rotor lock").fill("Reason", "We have a newer one.").press("Reject the chosen ones")
    ivo.sees("Left out because: We have a newer one.").press("Take the chosen ones in")
    ticks(ivo, "A sign at the ladder").press("Take the chosen ones in")
    expect(row(ivo, "items/sign-30.xml")).to_contain_text("Taken in")
    ivo.press("Take the good files in").press("Take the good files in").sees("Undo the import")
    ivo.press("A sign at the ladder").sees("As a candidate sees it").sees("Draft")


def test_3_six_are_written_from_scratch(be: Callable[..., Visitor], body: Body) -> None:
    ivo = be("ivo").go("/itembank/write/")
    ways = {kind: ivo.page.locator(f"a[href$='/{kind}/']").get_attribute("href") for kind in WRITTEN}
    for kind, typed in WRITTEN.items():
        types(ivo.go(str(ways[kind])), typed).press("Keep as a draft").sees(str(typed["Title"])).sees("Draft")
        body.told.setdefault("first", body.here(ivo))


def test_4_reviewer_sends_one_back_and_its_author_corrects_it(body: Body, be: Callable[..., Visitor]) -> None:
    first = body.told["first"]
    be("ivo").go(first).press("Submit for review").press("Submit for review").sees("In content review")

    rita = be("rita").go(f"{first}key/").sees("The rotor brake")
    ticks(rita, "This must be settled before the item goes on").fill("Comment", WRONG).press("Comment")
    rita.sees("Open point").go(f"{first}accept/").press("Send back")
    ticks(rita, "Key").fill("What is to be mended?", "See the point.").press("Send back").sees("Draft")

    ivo = be("ivo").go(first).sees("Sent back to be mended:").press("Edit", exact=False)
    types(ivo, {"Option B": "The yaw drive"}).press("Keep").go(first)
    asks_why(ivo, "Submit for review").sees("Points that reviewers made about this item are not answered: 1.")
    ivo.go(f"{first}key/").press("Answer Two options are right", exact=False).fill("Answer", MENDED).press(
        "Comment"
    ).sees(MENDED)
    ivo.go(f"{first}submit/").press("Submit for review").sees("In content review")


def test_5_two_accept_it_and_a_third_bears_its_key_out_blind(
    body: Body, be: Callable[..., Visitor], bank: dict[str, Any]
) -> None:
    first = body.told["first"]
    rita = be("rita").go(f"{first}accept/").sees("Changed since it was sent back").sees(MENDED)
    rita.go(f"{first}key/").press("Resolve Two options are right", exact=False).press("Resolve").sees("Settled")
    rita.go(first).press("Accept its content", exact=False)
    ticks(rita, "The content is right", "The key is right").press("Accept its content as the first of two")
    rita.sees("In content review")

    quinn = be("quinn").go(f"{first}accept/")
    ticks(quinn, "The content is right", "The key is right").press("Accept its content")
    quinn.sees("In fairness and language review").go(f"{first}assess/")
    ticks(quinn, "The language is clear", "No group of candidates").press("Accept its fairness and language")
    asks_why(quinn.sees("In key validation"), "Answer it blind").sees("a key is borne out by a blind answer alone")

    knows_nothing = be("max").go(first).press("Answer it blind").sees("What is locked before somebody enters the hub?")
    keyboard = Keyboard(knows_nothing.page)
    answer(keyboard, bank[FIRST]["right"])
    with knows_nothing.page.expect_navigation():
        keyboard.press("Enter")
    knows_nothing.look().sees("Borne out").press("Approve for use").press("Approve for use").sees("In use")


def test_6_others_go_the_same_way_and_a_form_can_be_filled(body: Body, be: Callable[..., Visitor]) -> None:
    others = [str(each["Title"]) for each in WRITTEN.values()][1:]
    assert body.behind("review_the_others") == dict.fromkeys(others, "operational")
    be("quinn").go(CLAUSE).sees("The key of every item in use was borne out").sees_not(SHORT)


def test_7_each_is_previewed_on_a_phone(be: Callable[..., Visitor], bank: dict[str, Any]) -> None:
    keeper = be("max", width=PHONE)
    for told in bank.values():
        keeper.go(f"/itembank/versions/{told['version']}/").sees("As a candidate sees it").sees("In use")


def test_8_each_is_answered_by_keyboard_alone_and_scored_with_its_trace(
    be: Callable[..., Visitor], bank: dict[str, Any]
) -> None:
    ivo = be("ivo")
    for told in bank.values():
        tries(ivo, told["version"], told)


def test_9_bank_goes_out_with_a_reason_and_into_a_fresh_one_with_the_same_scores(
    body: Body, be: Callable[..., Visitor], bank: dict[str, Any]
) -> None:
    keeper = be("max").go("/itembank/exports/").press("Export items of WTT")
    keeper.page.get_by_label("In use").uncheck()
    keeper.fill("For whom", "Prüfzentrum Nord").fill("Why", "The bank moves.").press("Export").sees("The bank moves.")
    link = keeper.page.get_by_role("link", name="Items as QTI 3.0 (ZIP)").get_attribute("href")
    package = keeper.page.request.get(f"{body.house.address}{link}")
    assert (package.status, package.body()[:2]) == (200, b"PK")

    fresh = body.behind("found_another")
    body.sessions["writer"] = fresh["writer"]
    writer = hands_in(be("writer").go(f"/itembank/imports/for/{fresh['scheme']}/"), "again.zip", package.body())
    expect(writer.page.get_by_text("Rejected", exact=True)).to_have_count(0)
    writer.press("Take the good files in").press("Take the good files in").sees("Undo the import")

    compared = body.behind("compare")
    assert len(compared["ours"]) > 20
    assert compared["again"] == compared["ours"]
    for title in (FIRST, "Rating"):
        tries(writer, compared["places"][title], bank[title])


def test_10_ledger_proves_it_and_no_error_is_left_behind(body: Body) -> None:
    body.proves_itself()
