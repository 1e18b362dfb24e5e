"""A passkey, kept by an authenticator that the browser plays: added, used alone, used after the password, lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import CDPSession, expect

from tests.journeys.house import House
from tests.journeys.opening import PASSWORD, Newcomer, invite, open_account, show_password
from tests.journeys.visitor import Visitor

INGA = Newcomer("Inga", "Paulsen")
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def inga(house: House, visiting: Callable[..., Visitor]) -> Visitor:
    """Inga at her own browser; passkeys belong to a name, so she calls the house by its name."""
    visitor = visiting()
    visitor.house = replace(house, host="localhost")
    return visitor


def with_authenticator(visitor: Visitor) -> tuple[CDPSession, str]:
    """Plug an authenticator into the browser of somebody, which confirms whatever it is asked."""
    devtools = visitor.page.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    plugged = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return devtools, plugged["authenticatorId"]


def sign_out(visitor: Visitor) -> Visitor:
    """Sign out by the menu of one's name."""
    visitor.page.locator("details.who summary").click()
    visitor.page.get_by_role("button", name="Sign out").click()
    visitor.page.wait_for_load_state()
    return visitor.look()


def use_passkey(visitor: Visitor, button: str) -> Visitor:
    """Let the authenticator answer, and come to one's work."""
    visitor.page.get_by_role("button", name=button).click()
    visitor.page.wait_for_url("**/work/")
    return visitor.look()


def test_passkey_opens_the_house_until_it_is_lost(visiting: Callable[..., Visitor], inga: Visitor) -> None:
    devtools, authenticator = with_authenticator(inga)
    admin = visiting().be("Jonas")
    _, invitation = invite(admin, INGA)
    open_account(inga, INGA, invitation, admin)

    inga.go("/account/").press("Look at it").press("Add a passkey")
    show_password(inga).page.get_by_label("Name").fill("My telephone")
    for box in inga.page.locator("main input[type=checkbox]").all():
        box.check()
    with inga.page.expect_navigation():
        inga.page.get_by_role("button", name="Add it").click()
    inga.look().go("/account/second-factor/passkeys/").sees("My telephone")
    assert len(devtools.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]) == 1

    sign_out(inga).go("/account/login/")
    use_passkey(inga, "Sign in with a passkey").sees("Inga Paulsen")

    sign_out(inga).go("/account/login/")
    inga.page.get_by_label("E-mail address").fill(INGA.email)
    inga.page.locator("input[type=password]").fill(PASSWORD)
    inga.press("Sign in").sees("Your second factor")
    use_passkey(inga, "Use your passkey").sees("Inga Paulsen")

    sign_out(inga).go("/account/login/")
    devtools.send("WebAuthn.clearCredentials", {"authenticatorId": authenticator})
    inga.page.get_by_role("button", name="Sign in with a passkey").click()
    inga.sees("The passkey did not work").look().go("/work/")
    expect(inga.page.get_by_role("heading", level=1)).to_have_text("Sign in")
