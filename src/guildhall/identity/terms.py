"""Until when people hold their roles, as it stands today: what forecasts ask, for all people at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guildhall.identity.models import Condition, Grant


@dataclass(frozen=True)
class Term:
    """That somebody holds a role in a scope from a day on, until the first of what it hangs on ends."""

    person_id: UUID
    role: str
    scope_id: UUID
    from_on: date
    until_on: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the role is held on `day`, if nothing is renewed until then."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


def terms(roles: Iterable[str]) -> list[Term]:
    """Every grant of these roles that stands, with its end; one that hangs on something never met is none."""
    standing = list(Grant.objects.filter(role__in=list(roles), ended_at__isnull=True).order_by("from_on"))
    ends: dict[UUID, list[date | None]] = {each.pk: [] for each in standing}
    for grant_id, until_on in Condition.objects.filter(grant__in=standing).values_list("grant_id", "until_on"):
        ends[grant_id].append(until_on)
    return [_term(each, ends[each.pk]) for each in standing if None not in ends[each.pk]]


def _term(grant: Grant, ends: list[date | None]) -> Term:
    known = [each for each in (grant.until_on, *ends) if each is not None]
    return Term(grant.person_id, grant.role, grant.scope_id, grant.from_on, min(known, default=None))
