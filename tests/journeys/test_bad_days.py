"""Bad days: a nervous finger, a session that ends while somebody types, two tabs, a huge file, no scripts."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

PAPER = b"%PDF-1.7\n" + bytes(50 * 1024 * 1024)


def draft_of(visitor: Visitor) -> Visitor:
    """Go to one's own draft, begun now if there is none."""
    visitor.go("/personnel/declarations/mine/")
    if visitor.page.get_by_role("button", name="Begin my declaration").count():
        visitor.press("Begin my declaration")
    return visitor


def test_double_click_does_the_act_once(visiting: Callable[..., Visitor]) -> None:
    visitor = draft_of(visiting().be("Oksana"))
    declaration = visitor.page.url
    named = visitor.page.get_by_role("link", name="Schule am Doppelklick")
    before = named.count()
    visitor.press("Declare an interest")
    visitor.page.get_by_label("What kind of tie is it?").select_option("training")
    visitor.fill("To whom?", "Schule am Doppelklick")
    visitor.page.get_by_label("What is it?").fill("I teach there on Fridays.")
    visitor.page.locator("main form button.main").dblclick()
    visitor.page.wait_for_url(declaration)
    visitor.look()
    expect(named).to_have_count(before + 1)


def test_what_was_typed_survives_the_end_of_the_session(visiting: Callable[..., Visitor]) -> None:
    visitor = visiting().be("Samira").go("/personnel/texts/propose/")
    words = "A text on which somebody worked for half an hour.\nAnd a second line."
    visitor.page.get_by_label("Text").fill(words)

    other_tab = Visitor(visitor.house, visitor.page.context.new_page()).go("/work/")
    other_tab.page.locator("details.who > summary").click()
    other_tab.page.get_by_role("button", name="Sign out").click()
    other_tab.page.wait_for_load_state()

    visitor.press("Propose a new text").sees("Your session had ended, so nothing was written.")
    assert "next=/personnel/texts/propose/" in visitor.page.url
    visitor.go("/demo/sign-in/?next=/personnel/texts/propose/").press("Be Samira")
    visitor.sees("Your session had ended. What you typed is here again; nothing has been sent yet.")
    expect(visitor.page.get_by_label("Text")).to_have_value(words)

    visitor.go("/personnel/texts/propose/")
    expect(visitor.page.get_by_label("Text")).not_to_have_value(words)


def test_what_was_typed_is_not_shown_to_somebody_else(visiting: Callable[..., Visitor]) -> None:
    visitor = visiting().be("Samira").go("/account/reach/")
    visitor.page.get_by_label("Telephone").fill("+49 40 1234567")
    visitor.page.context.clear_cookies(name="sessionid")
    visitor.press("Change", exact=False).sees("Your session had ended, so nothing was written.")
    visitor.go("/demo/sign-in/?next=/account/reach/").press("Be Malte")
    expect(visitor.page.get_by_label("Telephone")).not_to_have_value("+49 40 1234567")


def test_second_tab_is_told_that_the_record_has_changed(visiting: Callable[..., Visitor]) -> None:
    first = visiting().be("Tarek").go("/account/reach/")
    second = Visitor(first.house, first.page.context.new_page()).go("/account/reach/")
    first.page.get_by_label("Telephone").fill("+49 461 1111")
    first.page.locator("main form button.main").click()
    first.page.wait_for_url("**/account/")

    second.page.get_by_label("Telephone").fill("+49 461 2222")
    second.page.locator("main form button.main").click()
    second.look().sees("Somebody else changed this record while you were looking at it, so nothing was written.")
    expect(second.page.get_by_label("Telephone")).to_have_value("+49 461 2222")
    first.go("/account/reach/")
    expect(first.page.get_by_label("Telephone")).to_have_value("+49 461 1111")


def test_huge_file_is_refused_and_nothing_else_is_lost(visiting: Callable[..., Visitor], tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(PAPER)
    visitor = visiting().be("Malte").go("/people/?q=Piotr")
    visitor.page.locator("tbody a").first.click()
    visitor.page.wait_for_url("**/people/*-*/")
    person = re.search(r"/people/([0-9a-f-]{36})/", visitor.page.url)
    assert person, visitor.page.url
    visitor.go(f"/personnel/declarations/for/{person[1]}/").press("Begin a declaration on paper").press(
        "Enter the signed paper"
    )
    draft = visitor.page.url
    signed_on = visitor.page.locator("main input[type=date]").first
    signed_on.fill("2026-11-02")
    visitor.page.locator("main input[type=file]").set_input_files(scan)
    visitor.page.locator("main form button.main").click()
    visitor.page.wait_for_load_state()
    visitor.look().sees("This file is larger than")
    visitor.sees("Choose the file once more")
    assert visitor.page.url == draft
    expect(signed_on).to_have_value("2026-11-02")


def test_house_works_with_scripts_switched_off(visiting: Callable[..., Visitor]) -> None:
    visitor = draft_of(visiting(width=390, scripts=False).be("Liv"))
    visitor.press("Sign")
    visitor.page.get_by_label("I have no interest to declare").check()
    visitor.press("Sign").sees("You signed the declaration")
    visitor.page.get_by_role("link", name="Menu").click()
    visitor.page.locator("#places").get_by_role("link", name="My work").click()
    visitor.page.wait_for_url("**/work/")

    desk = visiting(scripts=False).be("Samira")
    search = desk.page.get_by_role("searchbox", name="Search", exact=True)
    search.fill("6.1.7")
    search.press("Enter")
    desk.page.wait_for_url("**/search?q=6.1.7")
    expect(desk.page.locator("main")).to_contain_text("6.1.7")

    desk.go("/personnel/declarations/")
    every = desk.page.locator("main tbody tr").count()
    desk.page.get_by_label("State").select_option("signed")
    desk.press("Narrow")
    assert "state=signed" in desk.page.url
    assert 0 < desk.page.locator("main tbody tr").count() <= every
    expect(desk.page.locator("main tbody tr").filter(has_not_text="Signed")).to_have_count(0)
