"""What a committee must be before anybody sits on it."""

from typing import Any

import pytest

from guildhall.governance.acts import resolutions
from guildhall.governance.queries import committees as queries
from guildhall.kernel import clock as house_clock
from tests.cast import Cast, acting
from tests.governance.making_committees import INTERESTS, a_committee, a_table, resolved
from tests.governance.refusing import refused
from tests.making import a_scope


def test_committee_names_its_interests_and_its_quorum(cast: Cast) -> None:
    made = a_committee(cast)

    assert (made.state, made.categories, made.quorum, made.quorum_categories) == ("standing", list(INTERESTS), 3, 2)
    assert made.number.startswith("CO-")
    assert queries.impartiality_committee() == made


@pytest.mark.parametrize(
    ("code", "other"),
    [
        ("R-51", {"categories": ("Employers", "Schools")}),
        ("R-51", {"categories": ("Employers", "Schools", "Schools")}),
        ("R-51", {"quorum_categories": 1}),
        ("R-51", {"quorum": 2}),
        ("committee-standing", {"mandate": " "}),
    ],
)
def test_committee_that_could_not_be_in_balance_is_refused(cast: Cast, code: str, other: dict[str, Any]) -> None:
    refused(code, a_committee, cast=cast, **other)


def test_scheme_committee_stands_for_a_scheme_and_one_at_most(cast: Cast) -> None:
    scope = a_scope(cast)
    refused("committee-scope", a_committee, cast=cast, kind="scheme")
    refused("committee-scope", a_committee, cast=cast, scope=scope)

    made = a_committee(cast, kind="scheme", scope=scope)

    assert queries.scheme_committee(scope) == made
    refused("committee_of_its_kind_is_one", a_committee, cast=cast, kind="scheme", scope=scope)


def test_resolution_of_a_committee_that_decides_is_not_declined(cast: Cast) -> None:
    table = a_table(cast, kind="scheme", scope=a_scope(cast))
    resolution = resolved(table)

    refused("R-51", resolutions.decline, by=acting(cast.tom), resolution=resolution, answer="No.")
    told = {"addressee": "authority", "words": "Help.", "taken_on": house_clock.today()}
    refused("R-51", resolutions.act_alone, by=acting(table.edda), resolution=resolution, **told)
