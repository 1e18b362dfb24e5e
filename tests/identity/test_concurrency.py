"""Acts of identity that exclude each other and stand in different lines, done at the same moment."""

from typing import Any

import pytest

from guildhall.identity import grants
from guildhall.identity.acts import grants as acts
from guildhall.identity.acts import persons
from guildhall.identity.models import Grant
from guildhall.identity.roles import ADMINISTRATOR
from guildhall.kernel.refusals import Refusal
from tests.cast import Cast, acting, give


@pytest.mark.django_db(transaction=True)
def test_two_administrators_never_end_each_other(cast: Cast, in_threads: Any) -> None:
    first, ada = Grant.objects.get(person=cast.ada), cast.ada
    for place in range(6):
        other = persons.register(by=acting(ada), given_name="Nora", family_name=f"Second{place}", is_personnel=True)
        second = give(acting(ada), other, ADMINISTRATOR, cast.body)
        ends = [(other, first), (ada, second)]

        outcomes = in_threads(
            [lambda by=by, of=of: acts.end(by=acting(by), grant=of, reason="Left.") for by, of in ends]
        )

        assert [type(each) for each in outcomes if not isinstance(each, Grant)] == [Refusal]
        (remaining,) = grants.holders(ADMINISTRATOR)
        ada, first = (other, second) if remaining == other.id else (ada, first)
