"""The made scheme is one that the house would have made."""

from guildhall.identity.permissions import holds
from guildhall.identity.roles import DECIDER
from tests.cast import acting
from tests.making import a_scheme


def test_the_crew_holds_its_roles(cast):
    made = a_scheme(cast)
    assert holds(DECIDER).refusal(by=acting(made.crew.dora)) is None
    assert holds(DECIDER).refusal(by=acting(made.crew.erik)) is not None
    assert made.version.state == "effective"
