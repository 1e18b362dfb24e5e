"""Second factors: staff need one, its secret is sealed, and it is reset only by another administrator."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from guildhall.identity import addresses, second_factor
from guildhall.identity.acts import accounts
from guildhall.identity.models import Person
from guildhall.kernel import actors
from tests.cast import Cast, acting
from tests.identity.entering import PASSWORD, sign_in


def with_account(person: Person) -> Person:
    account = accounts.opened_for(person, PASSWORD)
    return accounts.link(by=actors.machine("demo"), person=person, account=account, email=person.email)


def code_of(secret: str) -> str:
    """The code that an authenticator app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def set_up_app(client: Client) -> str:
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/second-factor/totp/activate/")
    secret: str = page.context["form"].secret
    client.post("/account/second-factor/totp/activate/", {"code": code_of(secret)})
    return secret


def test_staff_are_led_to_their_second_factor_and_told_why(client: Client, cast: Cast) -> None:
    person = with_account(cast.olive)
    sign_in(client, person.email)
    response = client.get("/people/")
    assert (response.status_code, response["Location"]) == (302, "/account/second-factor/")
    assert "a password alone does not protect enough" in client.get("/account/second-factor/").content.decode()


def test_staff_work_once_the_app_is_set_up(client: Client, cast: Cast) -> None:
    person = with_account(cast.olive)
    sign_in(client, person.email)
    set_up_app(client)
    assert client.get("/people/").status_code == 200


def test_who_is_not_staff_needs_no_second_factor(client: Client, cast: Cast) -> None:
    person = with_account(cast.carla)
    sign_in(client, person.email)
    assert client.get("/account/").status_code == 200


def test_demonstration_asks_nobody_for_a_second_factor(cast: Cast, demonstration: None) -> None:
    assert not second_factor.is_asked_of(cast.olive)


def test_code_of_the_app_is_asked_at_the_next_sign_in(client: Client, cast: Cast) -> None:
    person = with_account(cast.olive)
    sign_in(client, person.email)
    set_up_app(client)
    later = Client()
    assert sign_in(later, person.email)["Location"] == "/account/second-factor/authenticate/"
    assert later.get("/people/").status_code == 302


def test_secret_of_the_app_is_sealed_and_labelled_with_the_number(client: Client, cast: Cast) -> None:
    person = with_account(cast.olive)
    sign_in(client, person.email)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    shown = client.get("/account/second-factor/totp/activate/").content.decode()
    secret = set_up_app(client)
    assert addresses.alias(person.email) not in shown
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored


def test_last_factor_of_staff_stays(client: Client, cast: Cast) -> None:
    person = with_account(cast.olive)
    sign_in(client, person.email)
    set_up_app(client)
    client.post("/account/second-factor/totp/deactivate/")
    assert person.account is not None
    assert second_factor.is_set_up(person.account)


def test_reset_forgets_the_factor_and_ends_every_session(client: Client, cast: Cast) -> None:
    person = with_account(cast.olive)
    sign_in(client, person.email)
    set_up_app(client)
    accounts.reset_factor(by=acting(cast.ada), person=person, reason="Lost the telephone; seen in person.")
    assert person.account is not None
    assert not second_factor.is_set_up(person.account)
    assert client.get("/people/")["Location"].startswith("/account/login/")
