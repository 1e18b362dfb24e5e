"""The ways in and out, through the pages."""

from django.core import mail
from django.core.cache import cache
from django.test import Client

from guildhall.identity import addresses
from guildhall.identity.models import Account, Person
from guildhall.ledger.models import Entry
from tests.cast import Cast
from tests.identity.entering import PASSWORD, code_in, register, sign_in, sign_up

ADDRESS = "Carla.Fernandes@Example.org"


def test_visitor_registers_with_proved_address_and_becomes_a_person(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    person = Person.objects.get()
    assert (person.name, person.email, person.language) == ("Carla Fernandes", ADDRESS, "de")
    assert mail.outbox[0].to == [ADDRESS]
    assert [entry.act for entry in Entry.objects.order_by("id")] == [
        "identity.person.register",
        "identity.account.link",
    ]
    assert client.get("/account/").status_code == 200


def test_account_knows_the_alias_and_nothing_else(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    assert [account.alias for account in Account.objects.all()] == [addresses.alias(ADDRESS)]


def test_wrong_code_proves_nothing(client: Client) -> None:
    client.post("/account/signup/", {"email": ADDRESS, "password1": PASSWORD})
    client.post("/account/confirm-email/", {"code": "WRONG0"})
    assert client.get("/account/who/").status_code == 302
    assert not Person.objects.exists()


def test_proved_address_without_a_name_leads_to_saying_who(client: Client) -> None:
    sign_up(client, ADDRESS)
    response = client.get("/portal/")
    assert (response.status_code, response["Location"]) == (302, "/account/who/")


def test_person_signs_in_with_any_spelling_of_the_address(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    client.post("/account/logout/")
    sign_in(client, ADDRESS.upper())
    assert client.get("/account/").status_code == 200


def test_wrong_password_is_told_plainly_and_lets_nobody_in(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    client.post("/account/logout/")
    response = sign_in(client, ADDRESS, "another-long-password")
    assert "do not belong together" in response.content.decode()
    assert client.get("/account/").status_code == 302


def test_too_many_wrong_passwords_close_the_door_even_to_the_right_one(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    client.post("/account/logout/")
    for _ in range(5):
        sign_in(client, ADDRESS, "another-long-password")
    assert "closed for a few minutes" in sign_in(client, ADDRESS).content.decode()


def test_forgotten_password_is_replaced_with_a_mailed_code(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    client.post("/account/logout/")
    client.post("/account/password/reset/", {"email": ADDRESS})
    client.post("/account/password/reset/confirm/", {"code": code_in(mail.outbox[-1])})
    client.post(
        "/account/password/reset/complete/",
        {"password1": "another-quiet-lantern", "password2": "another-quiet-lantern"},
    )
    fresh = Client()
    sign_in(fresh, ADDRESS, "another-quiet-lantern")
    assert fresh.get("/account/").status_code == 200


def test_unknown_address_gets_no_mail_and_the_same_answer(client: Client) -> None:
    response = client.post("/account/password/reset/", {"email": "nobody@example.org"})
    assert (response.status_code, mail.outbox) == (302, [])


def test_second_registration_with_one_address_is_told_by_mail_only(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    cache.clear()
    other = Client()
    response = other.post("/account/signup/", {"email": ADDRESS, "password1": PASSWORD})
    assert response["Location"] == "/account/confirm-email/"
    assert (mail.outbox[-1].subject, mail.outbox[-1].to) == ("You already have an account", [ADDRESS])
    assert Account.objects.count() == 1


def test_changed_address_takes_effect_when_it_is_proved(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post("/account/email/", {"email": "carla@new.example", "action_add": ""})
    assert Person.objects.get().email == ADDRESS
    client.post("/account/confirm-email/", {"code": code_in(mail.outbox[-1])})
    person = Person.objects.get()
    assert (person.email, person.email_alias) == ("carla@new.example", addresses.alias("carla@new.example"))
    assert [(each.subject, each.to) for each in mail.outbox] == [
        ("Your code", [ADDRESS]),
        ("Your code", ["carla@new.example"]),
        ("Your e-mail address was changed", [ADDRESS]),
    ]
    fresh = Client()
    sign_in(fresh, "carla@new.example")
    assert fresh.get("/account/").status_code == 200


def test_address_recorded_for_a_person_is_not_taken_over_by_registering(client: Client, cast: Cast) -> None:
    response = register(client, cast.olive.email, "Eve", "Other")
    assert "Another person is already recorded with this e-mail address." in response.content.decode()
    assert not Person.objects.filter(account__isnull=False).exists()


def test_sensitive_change_asks_for_the_password_again(client: Client) -> None:
    register(client, ADDRESS, "Carla", "Fernandes")
    response = client.post("/account/email/", {"email": "carla@new.example", "action_add": ""})
    assert response["Location"].startswith("/account/reauthenticate/")
    assert len(mail.outbox) == 1


def test_pages_of_the_library_that_are_not_offered_have_no_address(client: Client) -> None:
    for path in ("login/code/", "phone/verify/", "3rdparty/", "social/signup/", "signup/passkey/", "2fa/"):
        assert client.get(f"/account/{path}").status_code == 404, path
