"""Schemes are opened over a header of their own."""

from typing import Any

import pytest

from guildhall.identity.acts import scopes
from guildhall.identity.models import Scope
from guildhall.schemes.acts import schemes
from guildhall.schemes.models import Scheme
from tests.cast import Cast, acting
from tests.making import Made
from tests.schemes.conftest import Begun, refused


@pytest.mark.parametrize("who", ["tom", "ada"])
def test_scheme_is_opened_with_its_header_by_who_gives_roles(cast: Cast, who: str) -> None:
    by = acting(getattr(cast, who))
    scheme = schemes.open_scheme(by=by, code="BRT", name=" Blades ", owner="Association")
    assert (scheme.scope.kind, scheme.scope.number, scheme.name, scheme.owner) == (
        Scope.Kind.SCHEME,
        "BRT",
        "Blades",
        "Association",
    )


def test_scheme_stands_over_a_header_that_was_opened_before(cast: Cast) -> None:
    scope = scopes.open_scope(by=acting(cast.tom), kind="scheme", number="BRT", name="Blades")
    assert schemes.open_scheme(by=acting(cast.tom), code="BRT", name="Blades", scope=scope).scope == scope


def test_header_is_the_schemes_own(cast: Cast, begun: Begun) -> None:
    by = acting(cast.tom)
    other = scopes.open_scope(by=by, kind="scheme", number="BRT", name="Blades")
    refused("scheme-header", schemes.open_scheme, by=by, code="BRT", name="Blades")
    refused("scheme-header", schemes.open_scheme, by=by, code="ABC", name="Blades", scope=other)
    refused("scheme-header", schemes.open_scheme, by=by, code="BODY", name="Blades", scope=cast.body)
    refused("scheme-header", schemes.open_scheme, by=by, code="WTT", name="Blades", scope=begun.scheme.scope)
    assert Scheme.objects.count() == 1


def test_code_is_one_from_which_numbers_can_be_made(cast: Cast) -> None:
    for code in ("", "W", "wtt", "1AB", "WTT-1", "ABCDEFGHI"):
        refusal = refused("scheme-code", schemes.open_scheme, by=acting(cast.tom), code=code, name="Blades")
        assert refusal.field == "code"


def test_scheme_has_a_name(cast: Cast) -> None:
    told = {"by": acting(cast.tom), "code": "BRT", "name": "Blades"}
    for field, value in (("name", " "), ("name", "x" * 201), ("owner", "x" * 201)):
        assert refused("scheme-named", schemes.open_scheme, **{**told, field: value}).field == field


def test_nobody_else_opens_a_scheme(cast: Cast) -> None:
    for person in (cast.quinn, cast.olive, cast.otto):
        refused("R-46", schemes.open_scheme, by=acting(person), code="BRT", name="Blades")


def test_name_and_owner_are_put_right_with_a_reason(cast: Cast, made: Made) -> None:
    told: dict[str, Any] = {"by": acting(cast.tom), "scheme": made.scheme, "name": "Wind", "owner": "Association"}
    refused("said-why", schemes.correct, **told, reason="")
    corrected = schemes.correct(**told, reason="The association bought it.")
    assert (corrected.name, corrected.owner) == ("Wind", "Association")
