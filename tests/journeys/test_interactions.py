"""Every interaction on real pages: whole on a wide screen and on a telephone, and answered by keyboard alone."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.answering import answer
from tests.journeys.body import Body, served
from tests.journeys.house import House
from tests.journeys.keyboard import Keyboard
from tests.journeys.visitor import Visitor


@pytest.fixture(scope="module")
def body(laid: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Body]:
    """A bank with an item of every kind."""
    yield from served(laid, tmp_path_factory.mktemp("interactions"), "interactions")


@pytest.fixture(scope="module")
def house(body: Body) -> House:
    return body.house


@pytest.fixture(scope="module")
def bank(body: Body) -> dict[str, Any]:
    found: dict[str, Any] = body.behind("write_all")
    return found


@pytest.fixture
def ivo(body: Body, visiting: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Ivo, who writes items, at a browser of his own."""
    return partial(body.let_in, visiting, "ivo")


def test_1_every_interaction_is_answered_by_keyboard_alone(ivo: Callable[..., Visitor], bank: dict[str, Any]) -> None:
    visitor = ivo()
    keyboard = Keyboard(visitor.page)
    for told in bank["items"].values():
        visitor.go(f"/itembank/versions/{told['version']}/try/")
        answer(keyboard, told["right"])
        with visitor.page.expect_navigation():
            keyboard.press("Enter")
        visitor.look().sees(f"Your answer earns {told['most']} of {told['most']}.").sees("How it was reckoned")


def test_2_every_interaction_fits_a_telephone_by_night(
    body: Body, visiting: Callable[..., Visitor], bank: dict[str, Any]
) -> None:
    visitor = body.let_in(partial(visiting, dark=True), "ivo", width=390)
    for told in bank["items"].values():
        visitor.go(f"/itembank/versions/{told['version']}/try/")


def test_3_what_is_written_is_seen_at_once(ivo: Callable[..., Visitor], bank: dict[str, Any]) -> None:
    visitor = ivo().go(f"/itembank/write/{bank['scheme']}/single-choice/")
    frame = visitor.page.frame_locator("iframe")
    visitor.fill("Question", "What is never oiled?").fill("Option A", "The brake").fill("Option B", "The hub")
    expect(frame.get_by_text("The brake")).to_be_visible()
    visitor.sees("Not whole yet:")

    visitor.page.get_by_label("B is right").check()
    visitor.fill("Title", "Oil")
    visitor.sees("The question is put negatively: “never”.").look()
    visitor.page.get_by_label("Telephone").check()
    expect(frame.locator(".look-narrow")).to_be_visible()
    assert frame.locator("html").evaluate("() => innerWidth") == 390
    visitor.page.get_by_label("Dark").check()
    expect(frame.locator("html[data-scheme=dark]")).to_be_attached()
    visitor.look().press("Keep as a draft").sees("Oil")


def test_4_a_spot_is_drawn_and_its_numbers_stand_in_its_row(
    body: Body, visiting: Callable[..., Visitor], bank: dict[str, Any]
) -> None:
    visitor = body.let_in(visiting, "ivo").go(f"/itembank/write/{bank['scheme']}/hotspot/")
    visitor.page.get_by_label("Picture", exact=True).select_option(index=1)
    visitor.page.get_by_role("button", name="Draw A", exact=True).click()
    picture = visitor.page.locator("[data-canvas] svg").bounding_box()
    assert picture is not None
    scale = picture["width"] / 200
    visitor.page.mouse.move(picture["x"] + 20 * scale, picture["y"] + 10 * scale)
    visitor.page.mouse.down()
    visitor.page.mouse.move(picture["x"] + 80 * scale, picture["y"] + 60 * scale)
    visitor.page.mouse.up()

    expect(visitor.page.locator("[name=coords_1]")).to_have_value("20,10,80,60")
    visitor.sees("Spot A is drawn").look()
    body.let_in(visiting, "ivo", width=390).go(f"/itembank/write/{bank['scheme']}/match/")


def test_5_without_a_script_a_button_shows_the_item_and_the_guidance(
    body: Body, visiting: Callable[..., Visitor], bank: dict[str, Any]
) -> None:
    visitor = body.let_in(partial(visiting, scripts=False), "ivo")
    visitor.go(f"/itembank/write/{bank['scheme']}/order/")
    visitor.fill("Question", "In which order?").fill("Option A", "Lock").fill("Option B", "Stop")
    visitor.page.get_by_label("Large print").check()
    visitor.page.get_by_role("button", name="Preview").click()

    frame = visitor.page.frame_locator("iframe")
    expect(frame.locator(".look-large .qti-order")).to_be_visible()
    expect(frame.locator("[data-advice-on]")).to_be_visible()
    expect(frame.locator("[data-advice-on]")).to_contain_text("An item needs a title and a question.")
