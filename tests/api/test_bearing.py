"""By whose authority a program asks, and when it speaks no more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client

from guildhall.api import bearing
from guildhall.identity.acts import accounts, persons
from guildhall.identity.acts import tokens as acts
from guildhall.identity.models import Person, Token
from guildhall.identity.roles import OPERATIONS
from guildhall.identity.tokens import fingerprint
from guildhall.kernel import clock as house_clock
from guildhall.kernel.refusals import Refusal
from tests.api.conftest import Program, secret_of, with_account
from tests.cast import Cast, acting, give, sign_in
from tests.identity.entering import PASSWORD

Programs = Callable[[Person | None], Program]


def test_nobody_is_let_in_without_a_token(program: Programs, cast: Cast) -> None:
    stranger = program(None)

    for answer in (stranger.asks("acts"), stranger.does("identity.person.register", {})):
        assert (answer.status_code, answer.json()["code"]) == (401, "token")
        assert answer["WWW-Authenticate"] == 'Bearer realm="guildhall"'


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic YWRhOmFkYQ==", "gh_nonsense", "Bearer gh_nonsense"])
def test_header_that_is_no_token_lets_nobody_in(cast: Cast, header: str) -> None:
    answer = Client().get("/api/v1/acts", headers={"Authorization": header})

    assert answer.status_code == 401


def test_no_cookie_lets_anybody_in(cast: Cast) -> None:
    client = sign_in(Client(enforce_csrf_checks=True), cast.ada)

    answer = client.post("/api/v1/acts/identity.person.register", {}, content_type="application/json")

    assert answer.status_code == 401


def test_token_speaks_for_its_owner_whoever_is_signed_in(cast: Cast, program: Programs) -> None:
    client = sign_in(Client(), cast.ada)
    reach = {"person": cast.carla.number, "phone": "+49 40 1", "address": "", "language": "de"}

    answer = Program(secret_of(cast.carla), client).does("identity.person.reach", reach)

    assert answer.status_code == 200


def test_token_speaks_until_its_day_or_until_it_is_taken_back(cast: Cast, clock: Any) -> None:
    first, second = (Program(secret_of(cast.carla, days=10), Client()) for _ in range(2))
    acts.revoke(by=acting(cast.carla), token=Token.objects.order_by("-id")[0])
    assert (first.asks("acts").status_code, second.asks("acts").status_code) == (200, 401)

    clock.move(days=10)
    assert first.asks("acts").status_code == 200
    clock.move(days=1)
    assert first.asks("acts").status_code == 401


def test_token_is_silent_without_the_second_factor_that_a_new_role_asks_for(cast: Cast) -> None:
    program = Program(secret_of(cast.carla), Client())
    Authenticator.objects.all().delete()
    assert program.asks("acts").status_code == 200

    give(acting(cast.tom), cast.carla, OPERATIONS, cast.body)

    assert program.asks("acts").status_code == 401


@pytest.mark.parametrize("how", ["unlink", "reset", "erase"])
def test_token_goes_with_account_factor_and_person(cast: Cast, how: str) -> None:
    program = Program(secret_of(cast.carla), Client())
    cast.carla.refresh_from_db()
    do: dict[str, Callable[..., Any]] = {
        "unlink": accounts.unlink,
        "reset": accounts.reset_factor,
        "erase": persons.erase,
    }

    do[how](by=acting(cast.ada), person=cast.carla, reason="She asked for it.")

    assert program.asks("acts").status_code == 401
    with_account(cast.carla) if how == "unlink" else None
    assert program.asks("acts").status_code == 401


def test_secret_is_kept_nowhere(cast: Cast) -> None:
    secret = secret_of(cast.carla)

    stored = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            stored += b"".join(str(value).encode() for row in cursor.fetchall() for value in row)

    assert Token.objects.get().fingerprint.encode() in stored
    assert secret.encode() not in stored
    assert secret.removeprefix("gh_").encode() not in stored


def test_whoever_asks_too_often_waits(cast: Cast, program: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bearing, "MOST", 2)
    carla, otto = program(cast.carla), program(cast.otto)

    codes = [carla.asks("acts/identity.person.reach").status_code for _ in range(3)]

    assert codes == [200, 200, 429]
    assert carla.asks("acts").headers["Retry-After"] == "60"
    assert otto.asks("acts/identity.person.reach").status_code == 200


def test_whoever_guesses_too_often_waits(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bearing, "MOST_WRONG", 2)
    guessing = Program("gh_guess", Client())

    assert [guessing.asks("acts").status_code for _ in range(3)] == [401, 401, 429]


def test_answers_carry_the_headers_of_the_house_and_stay_in_no_cache(cast: Cast, program: Programs) -> None:
    answer = program(cast.carla).asks("acts/identity.person.reach")

    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["Content-Type"].startswith("application/json")


def test_description_is_public_and_brings_nothing_from_elsewhere(cast: Cast) -> None:
    root, described = Client().get("/api/v1/").json(), Client().get("/api/v1/openapi.json")

    assert root["openapi"] == "/api/v1/openapi.json"
    assert described.json()["components"]["securitySchemes"] == {"Bearer": {"type": "http", "scheme": "bearer"}}
    assert sorted(described.json()["paths"]) == ["/api/v1/acts", "/api/v1/acts/{name}"]
    assert Client().get("/api/v1/docs").status_code == 404
    assert b"http" not in described.content.replace(b'"type": "http"', b"")


# Making a token.


def asked(cast: Cast, **other: Any) -> dict[str, Any]:
    until = house_clock.today() + timedelta(days=30)
    return {"person": cast.carla, "label": "Payroll", "until_on": until, "fingerprint": fingerprint("x"), **other}


def code(call: Callable[..., Any], **arguments: Any) -> str:
    with pytest.raises(Refusal) as caught:
        call(**arguments)
    return caught.value.code


def test_token_says_what_it_is_for_and_ends_within_a_year(cast: Cast) -> None:
    carla, today = with_account(cast.carla), house_clock.today()

    assert code(acts.make, by=acting(carla), **asked(cast, label=" ")) == "token-named"
    for wrong in (today - timedelta(days=1), today + timedelta(days=366)):
        assert code(acts.make, by=acting(carla), **asked(cast, until_on=wrong)) == "token-term"
    assert code(acts.make, by=acting(cast.ada), **asked(cast)) == "permission"
    assert not Token.objects.exists()


def test_staff_make_none_without_their_second_factor(cast: Cast) -> None:
    olive = with_account(cast.olive)
    Authenticator.objects.all().delete()

    assert code(acts.make, by=acting(olive), **asked(cast, person=olive)) == "token-factor"


def test_token_is_taken_back_once_by_its_owner_or_an_administrator(cast: Cast) -> None:
    secret_of(cast.carla)
    token = Token.objects.get()

    assert code(acts.revoke, by=acting(cast.otto), token=token) == "R-46"
    taken = acts.revoke(by=acting(cast.ada), token=token)
    assert code(acts.revoke, by=acting(cast.carla), token=taken) == "token-open"


def test_secret_is_shown_once_after_the_password_was_given_again(cast: Cast) -> None:
    account = with_account(cast.carla).account
    assert account is not None
    account.set_password(PASSWORD)
    account.save()
    client = sign_in(Client(), cast.carla)
    typed = {"label": "Payroll", "until_on": "2026-04-01", "once": "token-1"}
    assert client.post("/account/tokens/make/", typed)["Location"].startswith("/account/reauthenticate/")
    assert not Token.objects.exists()
    client.post("/account/reauthenticate/", {"password": PASSWORD})

    shown = client.post("/account/tokens/make/", typed).content.decode()

    secret = shown.partition("<code>")[2].partition("</code>")[0]
    assert Program(secret, Client()).asks("acts").status_code == 200
    assert client.post("/account/tokens/make/", typed)["Location"] == "/account/"
    page = client.get("/account/").content.decode()
    assert ("Payroll" in page, secret in page) == (True, False)

    token = Token.objects.get()
    client.post(f"/account/tokens/{token.pk}/revoke/", {"once": "back-1"})

    assert Program(secret, Client()).asks("acts").status_code == 401
    assert "Payroll" not in client.get("/account/").content.decode()
    assert client.get(f"/account/tokens/{token.pk}/revoke/").status_code == 200
    assert sign_in(Client(), cast.otto).get(f"/account/tokens/{token.pk}/revoke/").status_code == 404
