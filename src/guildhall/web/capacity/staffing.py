"""How many people each role of a scheme needs at least: one, and two where the first may be barred from a file."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from guildhall.identity.roles import DECIDER, ELIGIBILITY_REVIEWER, EXAMINER, INVIGILATOR
from guildhall.identity.terms import Term, terms
from guildhall.kernel import clock
from guildhall.schemes.models import ComponentKind, SchemeVersion

LEAST = {ELIGIBILITY_REVIEWER.code: 1, INVIGILATOR.code: 1, EXAMINER.code: 2, DECIDER.code: 2}
"""How many are needed of each role (our own choice): who examined somebody does not decide, and may be tied or away."""


def needed(version: SchemeVersion) -> dict[str, int]:
    """How many people of which role the components of a version need."""
    kinds = {each.kind for each in version.components.all()}
    spared = set()
    if ComponentKind.WRITTEN not in kinds:
        spared.add(INVIGILATOR.code)
    if kinds <= {ComponentKind.WRITTEN}:
        spared.add(EXAMINER.code)
    return {role: least for role, least in LEAST.items() if role not in spared}


def holders(scopes: Collection[UUID]) -> list[Term]:
    """Who holds these roles today in these schemes, with the end of each."""
    today = clock.today()
    return [each for each in terms(LEAST) if each.scope_id in scopes and each.holds_on(today)]


def lacks(version: SchemeVersion, held: Iterable[Term]) -> dict[str, int]:
    """Which roles of a version have too few people, and how many more they need."""
    there = [(each.role, each.person_id) for each in held if each.scope_id == version.scheme.scope_id]
    missing = {role: least - len({p for r, p in there if r == role}) for role, least in needed(version).items()}
    return {role: count for role, count in missing.items() if count > 0}


def next_end(held: Iterable[Term]) -> date | None:
    """The day on which the next of these terms ends."""
    return min((each.until_on for each in held if each.until_on), default=None)
