"""A scheme whose people are to be authorised, for the tests of competence."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from guildhall.identity import grants
from guildhall.identity.acts import persons
from guildhall.identity.models import Grant, Person, Scope
from guildhall.identity.roles import EVALUATOR, EXAMINER, Role
from guildhall.kernel import clock
from guildhall.personnel.acts import authorisations, criteria
from guildhall.personnel.models import Authorisation, CriteriaSet
from guildhall.personnel.queries import asked_in, criteria_for
from tests.cast import Cast, acting, authorise, meet_declaration

COMPETENCE = {"evidence": "Letters of two employers."}
FOUNDING = {"criteria": "Ten years in the trade; trained to examine.", **COMPETENCE}
"""What is said of somebody who is appointed before there are criteria."""


@dataclass(frozen=True)
class Bench:
    """The cast with a scheme, in which Ada evaluates and Erik is to examine."""

    cast: Cast
    scope: Scope
    erik: Person

    def proposed(self, **other: Any) -> Authorisation:
        asked = {
            "person": self.erik,
            "role": EXAMINER.code,
            "scope": self.scope,
            "languages": "en",
            **COMPETENCE,
            **other,
        }
        criteria_in_effect(self.cast, asked["role"])
        return authorisations.propose(by=acting(self.cast.quinn), **asked)

    def evaluated(self, **other: Any) -> Authorisation:
        by, proposed = acting(self.cast.ada), self.proposed(**other)
        return authorisations.evaluate(by=by, authorisation=proposed, **all_met(proposed))

    def authorised(self, days: int = 365, **other: Any) -> Authorisation:
        evaluated, until = self.evaluated(**other), clock.today() + timedelta(days=days)
        given = authorisations.authorise(by=acting(self.cast.tom), authorisation=evaluated, until_on=until)
        grant = Grant.objects.get(person=self.erik, role=given.role, ended_at__isnull=True)
        meet_declaration(grant, date(2036, 1, 1))
        return given

    @property
    def examines(self) -> bool:
        """Whether Erik holds the role of an examiner in the scheme today."""
        return self.erik.id in grants.holders(EXAMINER, scope_id=self.scope.id)


def an_expert(cast: Cast) -> Person:
    """Somebody who works for the body and holds no role yet."""
    return persons.register(by=acting(cast.tom), given_name="Erik", family_name="Examin", is_personnel=True)


def first(bench: Bench, **other: Any) -> dict[str, Any]:
    until = clock.today() + timedelta(days=365)
    asked = {"person": bench.erik, "role": EVALUATOR.code, "scope": bench.scope, "until_on": until}
    return {**asked, **FOUNDING, **other}


def criteria_in_effect(cast: Cast, role: str, scope: Scope | None = None, **other: Any) -> CriteriaSet:
    """The criteria of a role, those in effect or else those that the house brings along, written and approved."""
    if found := criteria_for(role, scope.pk if scope else None):
        return found
    return a_version(cast, role, scope, **other)


def a_version(
    cast: Cast, role: str, scope: Scope | None = None, *, reevaluate_by_day: date | None = None, **other: Any
) -> CriteriaSet:
    """A new version of the criteria of a role, written by Quinn and approved by Tom."""
    drafted = criteria.begin(by=acting(cast.quinn), role=role, scope=scope, summary="As the work asks.", **other)
    submitted = criteria.submit(by=acting(cast.quinn), criteria=drafted)
    return criteria.approve(by=acting(cast.tom), criteria=submitted, reevaluate_by_day=reevaluate_by_day)


def all_met(proposed: Authorisation) -> dict[str, Any]:
    """What an evaluator says who found every criterion in effect met."""
    asked = criteria_for(proposed.role, proposed.scope_id)
    found = {each.code: f"Seen: {each.asks}" for each in asked_in(asked)} if asked else {}
    return {"findings": "Every criterion is met.", "found": found}


def found_competent(cast: Cast, person: Person, role: Role, scope: Scope) -> Authorisation:
    """Quinn proposes somebody, Ada evaluates and Tom authorises them for two years."""
    if cast.ada.id not in grants.holders(EVALUATOR, scope_id=scope.id):
        authorise(cast.ada, EVALUATOR, scope)
    criteria_in_effect(cast, role.code)
    asked = {"person": person, "role": role.code, "scope": scope, "languages": "de en", **COMPETENCE}
    proposed = authorisations.propose(by=acting(cast.quinn), **asked)
    evaluated = authorisations.evaluate(by=acting(cast.ada), authorisation=proposed, **all_met(proposed))
    until_on = clock.today() + timedelta(days=730)
    return authorisations.authorise(by=acting(cast.tom), authorisation=evaluated, until_on=until_on)
