"""How somebody comes to an account of their own: registered, invited, address proved, second factor set up."""

import re
from dataclasses import dataclass

from tests.journeys.codes import code_now, next_code
from tests.journeys.visitor import Visitor

PASSWORD = "ein langes geheimes Wort"


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is new at the body."""

    given_name: str
    family_name: str

    @property
    def email(self) -> str:
        return f"{self.given_name}.{self.family_name}@journey.example".lower()


def invite(admin: Visitor, newcomer: Newcomer, role: str = "quality-manager") -> tuple[str, str]:
    """Register somebody, give them a role and invite them; returns their number and the path of the invitation."""
    admin.go("/people/register/")
    admin.fill("Given name", newcomer.given_name).fill("Family name", newcomer.family_name)
    admin.fill("E-mail address", newcomer.email)
    admin.page.get_by_label("Works for the body").check()
    admin.press("Register a person").sees("Without an account")
    number = admin.page.get_by_role("heading", level=1).inner_text().strip()
    admin.press("Give a role")
    admin.page.get_by_label("Role").select_option(role)
    admin.press("Give a role").press("Invite to open an account").press("Invite to open an account")
    found = re.search(r"/account/invitation/[0-9a-f-]+/[0-9a-f]+/", admin.page.locator("main").inner_text())
    assert found
    return number, found[0]


def open_account(visitor: Visitor, newcomer: Newcomer, invitation: str, reader: Visitor) -> Visitor:
    """Follow the invitation, choose a password, and prove the address by the code that `reader` finds in the mail."""
    visitor.go(invitation).press("Open an account")
    visitor.page.get_by_label("E-mail address").fill(newcomer.email)
    visitor.page.locator("input[type=password]").first.fill(PASSWORD)
    visitor.press("Open the account")
    visitor.page.locator("input[name=code]").fill(code_from_mail(reader, newcomer))
    return visitor.press("Go on").sees("My work")


def code_from_mail(reader: Visitor, newcomer: Newcomer) -> str:
    """The code that was sent to somebody, as the demonstration's mailbox shows it."""
    reader.go("/demo/mailbox/")
    mail = reader.page.locator("details", has_text=newcomer.email).filter(has_text="Your code").first
    mail.locator("summary").click()
    found = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", mail.inner_text(), re.MULTILINE)
    assert found, mail.inner_text()
    return found[1]


def show_password(visitor: Visitor) -> Visitor:
    """Give the password again where the house asks whether it is still the same person."""
    if visitor.page.locator("main input[type=password]").count():
        visitor.page.locator("main input[type=password]").fill(PASSWORD)
        visitor.page.locator("main form button").first.click()
        visitor.look()
    return visitor


def set_up_app(visitor: Visitor) -> str:
    """Set up an authenticator app; returns its secret."""
    visitor.go("/account/").press("Look at it").press("Set up an app")
    secret = show_password(visitor).page.locator("main code").inner_text().strip()
    visitor.page.locator("input[name=code]").fill(code_now(secret))
    visitor.press("Use this app")
    return secret


def sign_in(visitor: Visitor, newcomer: Newcomer, secret: str) -> Visitor:
    """Sign in with password and second factor."""
    visitor.go("/account/login/")
    visitor.page.get_by_label("E-mail address").fill(newcomer.email)
    visitor.page.locator("input[type=password]").fill(PASSWORD)
    visitor.press("Sign in").sees("Your second factor")
    visitor.page.locator("input[name=code]").fill(next_code(secret))
    return visitor.press("Sign in")
