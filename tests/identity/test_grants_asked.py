"""The question that every act asks gives the answer that the list of held grants gives."""

from datetime import date, timedelta

from guildhall.identity import grants
from guildhall.identity.models import Condition, Grant
from tests import forge
from tests.cast import Cast

DAY = date(2026, 3, 2)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def test_role_is_held_exactly_where_a_grant_is_in_force(cast: Cast) -> None:
    def grant(**values: object) -> Grant:
        made: Grant = forge.make(Grant, **{"person": cast.otto, "scope": cast.body, "from_on": DAY, **values})
        return made

    def condition(of: Grant, kind: str, until_on: date | None) -> None:
        forge.make(Condition, grant=of, kind=kind, until_on=until_on, rule="R-46", clauses="2012:6.1.6")

    grant(role="begun")
    grant(role="not-begun", from_on=AFTER)
    grant(role="last-day", until_on=DAY)
    grant(role="over", from_on=BEFORE, until_on=BEFORE)
    grant(role="ended", ended_at="2026-03-01T00:00Z", ended_by="machine:test")
    condition(grant(role="met"), "declaration", DAY)
    condition(grant(role="lapsed"), "declaration", BEFORE)
    condition(grant(role="never-met"), "declaration", None)
    half = grant(role="half-met")
    condition(half, "declaration", AFTER)
    condition(half, "training", BEFORE)
    everything = set(Grant.objects.filter(person=cast.otto).values_list("role", flat=True))
    asked = {role for role in everything if grants.holds_one(cast.otto.id, (role,), DAY)}
    listed = set(grants.held_on(DAY).filter(person=cast.otto).values_list("role", flat=True))
    assert asked == listed == {"begun", "last-day", "met"}
    assert not grants.holds_one(cast.carla.id, tuple(everything), DAY)
    assert grants.holds_one(cast.otto.id, ("over", "met"), DAY)
