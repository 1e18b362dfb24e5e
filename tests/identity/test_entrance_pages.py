"""Every page of the sign-in library that can be reached stands on our shell, in plain words."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from guildhall.identity.models import Account
from tests.identity.entering import PASSWORD, register
from tests.identity.test_second_factor import set_up_app

ADDRESS = "carla.fernandes@example.org"

TO_VISITORS = ("login/", "signup/", "password/reset/", "password/reset/done/", "inactive/", "logout/")
TO_PERSONS = (
    "email/",
    "logout/",
    "password/change/",
    "reauthenticate/",
    "sessions/",
    "second-factor/",
    "second-factor/reauthenticate/",
    "second-factor/passkeys/",
    "second-factor/passkeys/add/",
    "second-factor/recovery-codes/",
    "second-factor/recovery-codes/generate/",
    "second-factor/totp/deactivate/",
)
JARGON = re.compile(r"two-factor|authenticat(e|ion)\b|verify|token|log ?in\b|sign ?up\b|MFA", re.IGNORECASE)


def words(html: str) -> str:
    """What a reader sees of the page's own content."""
    content = html.partition('id="content"')[2].partition("</main>")[0]
    return re.sub(r"<script.*?</script>|<[^>]*>", " ", content, flags=re.DOTALL)


@pytest.mark.parametrize("path", TO_VISITORS)
def test_page_for_visitors_speaks_plainly(client: Client, path: str) -> None:
    answer = client.get(f"/account/{path}", follow=True)
    page = answer.content.decode()
    assert 'id="content"' in page
    assert (answer.status_code, JARGON.findall(words(page))) == (200, [])


def test_pages_for_persons_speak_plainly(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    set_up_app(client)
    client.post("/account/second-factor/recovery-codes/generate/")
    for path in TO_PERSONS:
        cache.clear()
        client.post("/account/reauthenticate/", {"password": PASSWORD})
        answer = client.get(f"/account/{path}")
        page = answer.content.decode()
        assert answer.status_code == 200, (path, answer.headers.get("Location"))
        assert 'id="content"' in page, path
        assert JARGON.findall(words(page)) == [], path
        assert "alias.invalid" not in page, path


def test_recovery_codes_are_sealed_and_let_in_once(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    set_up_app(client)
    client.post("/account/second-factor/recovery-codes/generate/")
    code = client.get("/account/second-factor/recovery-codes/").context["unused_codes"][0]
    seed = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).data
    assert code not in str(seed)
    assert [_enters_with(code) for _ in range(2)] == [True, False]


def _enters_with(code: str) -> bool:
    cache.clear()
    client = Client()
    client.post("/account/login/", {"login": ADDRESS, "password": PASSWORD})
    client.post("/account/second-factor/authenticate/", {"code": code})
    return client.get("/account/").status_code == 200


def test_page_asked_for_before_the_password_keeps_nothing_of_what_was_sent(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    client.post("/account/email/", {"email": "carla@new.example", "action_add": ""})
    assert "carla" not in str(dict(client.session))


def test_closed_account_lets_nobody_in(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    Account.objects.update(is_active=False)
    assert client.get("/account/").status_code == 302
    fresh = Client()
    answer = fresh.post("/account/login/", {"login": ADDRESS, "password": PASSWORD}, follow=True)
    assert "This account is closed" in answer.content.decode()
