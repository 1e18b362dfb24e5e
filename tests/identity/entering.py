"""How the tests of identity come in: through the pages, as people do."""

import re
from typing import Any

from django.core import mail
from django.http import HttpResponse
from django.test import Client

PASSWORD = "quiet-harbour-lantern-41"


def code_in(message: Any) -> str:
    """The code that stands alone on a line of a mail."""
    found = re.search(r"^([A-Z0-9]{3,8}(?:-[A-Z0-9]{3,8})?)$", message.body, re.MULTILINE)
    assert found, message.body
    return found[1]


def sign_up(client: Client, email: str, password: str = PASSWORD) -> HttpResponse:
    """Open an account and prove its address with the code that was mailed."""
    client.post("/account/signup/", {"email": email, "password1": password})
    return client.post("/account/confirm-email/", {"code": code_in(mail.outbox[-1])})


def register(client: Client, email: str, given_name: str, family_name: str, password: str = PASSWORD) -> HttpResponse:
    """Open an account, prove the address, say who one is."""
    sign_up(client, email, password)
    return client.post(
        "/account/who/",
        {"given_name": given_name, "family_name": family_name, "language": "de", "phone": "+49 40 7788"},
    )


def sign_in(client: Client, email: str, password: str = PASSWORD) -> HttpResponse:
    return client.post("/account/login/", {"login": email, "password": password})
