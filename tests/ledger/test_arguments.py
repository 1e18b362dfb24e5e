"""The arguments of acts, read from what a terminal or a program gives."""

from datetime import date
from typing import Any

import pytest

from guildhall.conformity.discovery import discover
from guildhall.identity.models import Grant
from guildhall.kernel.refusals import Refusal
from guildhall.ledger import arguments
from guildhall.ledger.acts import Act, named
from guildhall.ledger.arguments import Unreadable
from guildhall.schemes.models import PanelMember
from tests.cast import Cast
from tests.making import a_scheme


def act(name: str) -> Act[..., Any]:
    discover()
    return named(name)


def condition(on: Grant, /, **other: Any) -> dict[str, Any]:
    return {"grant": str(on.pk), "kind": "x", "until_on": None, "rule": "R-46", "clauses": ["2012:6.1.3"], **other}


@pytest.mark.parametrize("clauses", [["2012:6.1.3", "2012:6.1.4"], "2012:6.1.3, 2012:6.1.4"])
def test_several_values_are_a_list_or_a_text_with_commas(cast: Cast, clauses: Any) -> None:
    grant = cast.olive.grants.get()

    read = arguments.read(act("identity.grant.condition"), condition(grant, clauses=clauses))

    assert read == {
        "grant": grant,
        "kind": "x",
        "until_on": None,
        "rule": "R-46",
        "clauses": ("2012:6.1.3", "2012:6.1.4"),
    }


@pytest.mark.parametrize(("given", "read"), [(None, None), ("", None), ("2026-12-31", date(2026, 12, 31))])
def test_what_may_be_nothing_is_null_or_an_empty_text(cast: Cast, given: Any, read: Any) -> None:
    found = arguments.read(act("identity.grant.condition"), condition(cast.olive.grants.get(), until_on=given))

    assert found["until_on"] == read


def test_named_values_are_read_each_by_its_kind(cast: Cast) -> None:
    a_scheme(cast)
    member = PanelMember.objects.first()
    assert member is not None
    rate = act("schemes.rating.rate")

    assert arguments.read(rate, {"member": str(member.pk), "ratings": {"1": [4, 5]}}) == {
        "member": member,
        "ratings": {"1": (4, 5)},
    }
    for wrong, said in (
        ({"1": [4]}, "ratings: give 2 values, not 1."),
        ({"1": ["high", 5]}, "ratings: 'high' is not NUMBER."),
        ({"1": 4}, "ratings: give a list, not 4."),
        ("4", "ratings: it cannot be given as a text; do this on the page."),
    ):
        with pytest.raises(Unreadable) as caught:
            arguments.read(rate, {"member": str(member.pk), "ratings": wrong})
        assert str(caught.value) == said


def test_record_of_another_kind_or_of_none_is_gone(cast: Cast) -> None:
    for wrong in (cast.olive.ref, str(cast.olive.pk), "identity.grant:7", "nothing"):
        with pytest.raises(Refusal) as caught:
            arguments.read(act("identity.grant.condition"), condition(cast.olive.grants.get(), grant=wrong))
        assert caught.value.code == "gone"


def test_what_is_made_on_a_page_alone_cannot_be_given(cast: Cast) -> None:
    make = act("identity.token.make")

    assert not arguments.can_be_given(make.parameters["fingerprint"].annotation)
    assert arguments.can_be_given(make.parameters["until_on"].annotation)
    assert arguments.spelled(make) == ["person=PERSON", "label=TEXT", "until_on=2026-12-31", "fingerprint=FINGERPRINT"]
