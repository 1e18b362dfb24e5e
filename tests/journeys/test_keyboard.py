"""Without a mouse: everything can be reached and done, and one always sees where one is."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.keyboard import Keyboard
from tests.journeys.visitor import Visitor


def enter_as(visitor: Visitor, name: str) -> Keyboard:
    """Come in as somebody of the cast, by keyboard."""
    visitor.go("/demo/sign-in/")
    keyboard = Keyboard(visitor.page)
    keyboard.activate(f"Be {name}")
    visitor.look()
    return keyboard


def test_slash_goes_to_the_search_and_enter_searches(visiting: Callable[..., Visitor]) -> None:
    visitor = visiting()
    keyboard = enter_as(visitor, "Samira")
    keyboard.press("/")
    expect(visitor.page.get_by_role("searchbox", name="Search", exact=True)).to_be_focused()
    visitor.page.keyboard.type("6.1.7")
    expect(visitor.page.locator("[data-search]")).to_have_value("6.1.7")
    with visitor.page.expect_navigation():
        keyboard.press("Enter")
    visitor.look()
    expect(visitor.page.locator("main")).to_contain_text("6.1.7")

    visitor.page.locator("[data-search]").focus()
    visitor.page.keyboard.type("/")
    expect(visitor.page.locator("[data-search]")).to_have_value("/6.1.7")


def test_skip_link_is_first_and_leads_past_the_menu(visiting: Callable[..., Visitor]) -> None:
    for width in (1280, 390):
        visitor = visiting(width=width)
        keyboard = enter_as(visitor, "Samira")
        visitor.go("/work/")
        assert keyboard.tab()["words"] == "Skip to the content"
        keyboard.press("Enter")
        expect(visitor.page.locator("main")).to_be_focused()
        keyboard.tab()
        assert visitor.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_declaration_is_signed_by_keyboard_alone(visiting: Callable[..., Visitor]) -> None:
    visitor = visiting()
    keyboard = enter_as(visitor, "Ruta")
    visitor.go("/personnel/declarations/mine/")
    keyboard.activate("Begin my declaration", "BUTTON")
    visitor.look()
    keyboard.activate("Sign", "A")
    visitor.look()
    keyboard.tab_to("I have no interest to declare", "INPUT").press("Space")
    keyboard.activate("Sign", "BUTTON")
    visitor.look().sees("You signed the declaration")
    expect(visitor.page.locator("main .status").first).to_have_text("Signed")


def test_reason_of_a_refused_offer_opens_by_keyboard(visiting: Callable[..., Visitor]) -> None:
    visitor = visiting()
    keyboard = enter_as(visitor, "Annegret")
    visitor.go("/personnel/declarations/?state=signed")
    others = visitor.page.get_by_role("row").filter(has_not_text="Annegret").filter(has_text="DI-")
    visitor.go(str(others.first.get_by_role("link").first.get_attribute("href")))
    reason = visitor.page.locator("details.refused-offer .refusal").first
    expect(reason).to_be_hidden()

    keyboard.tab_to("Renew", "SUMMARY").press("Enter")
    expect(reason).to_be_visible()
    expect(reason).to_contain_text("What mends it:")
    visitor.look()
    keyboard.press("Space")
    expect(reason).to_be_hidden()


def test_menu_of_a_telephone_opens_and_closes_by_keyboard(visiting: Callable[..., Visitor]) -> None:
    visitor = visiting(width=390)
    keyboard = enter_as(visitor, "Annegret")
    visitor.go("/work/")
    places = visitor.page.locator("#places")
    expect(places).to_be_hidden()

    keyboard.activate("Menu", "A")
    expect(places).to_be_visible()
    visitor.look()
    links = places.get_by_role("link").count()
    for _ in range(links):
        keyboard.tab()
        assert visitor.page.evaluate("document.querySelector('#places').contains(document.activeElement)")
    keyboard.tab()
    assert visitor.page.evaluate("!document.querySelector('main').contains(document.activeElement)")

    keyboard.press("Escape")
    expect(places).to_be_hidden()
    expect(visitor.page.locator("main")).to_be_focused()

    visitor.go("/inbox/")
    keyboard.activate("Menu", "A").activate("Close the menu", "A")
    expect(places).to_be_hidden()


def test_focus_is_seen_on_every_stop_of_the_busiest_pages(visiting: Callable[..., Visitor]) -> None:
    for width in (1280, 390):
        visitor = visiting(width=width)
        keyboard = enter_as(visitor, "Samira")
        for path in ("/work/", "/personnel/declarations/", "/conformity/?chapter=6", "/account/", "/display/"):
            visitor.go(path)
            stops = 0
            while keyboard.tab()["tag"] != "BODY" and stops < 60:
                stops += 1
            assert stops >= 6, path


def test_menu_of_ones_name_opens_by_keyboard_and_escape_gives_the_focus_back(
    visiting: Callable[..., Visitor],
) -> None:
    visitor = visiting()
    keyboard = enter_as(visitor, "Malte")
    visitor.go("/work/")
    keyboard.tab_to("Malte Thomsen", "SUMMARY").press("Enter")
    expect(visitor.page.get_by_role("button", name="Sign out")).to_be_visible()
    visitor.look()
    keyboard.tab()
    keyboard.press("Escape")
    expect(visitor.page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(visitor.page.locator("details.who > summary")).to_be_focused()
