"""The made scheme is one that the house would have made."""

from guildhall.identity.permissions import holds
from guildhall.identity.roles import DECIDER
from guildhall.schemes import elements, queries
from guildhall.schemes.contents import Contents
from tests.cast import acting
from tests.making import a_scheme


def test_the_crew_holds_its_roles(cast):
    made = a_scheme(cast)
    assert holds(DECIDER).refusal(by=acting(made.crew.dora)) is None
    assert holds(DECIDER).refusal(by=acting(made.crew.erik)) is not None


def test_the_scheme_is_in_effect_and_whole(cast):
    made = a_scheme(cast)
    assert list(queries.open_to_applicants()) == [made.version]
    assert elements.missing(Contents(made.version)) == []
    assert queries.blueprint(made.written) == {"A": 3, "B": 2, "C": 1}
    assert (set(made.domains), set(made.requirements)) == ({"A", "B", "C"}, {"EDU", "SAFE", "EXP"})
