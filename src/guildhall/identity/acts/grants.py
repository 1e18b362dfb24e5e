"""Roles are given, conditioned and ended here, and nowhere else."""

from datetime import date

from guildhall.identity.grants import AUTHORISATION, DECLARATION, declared_until, hangings
from guildhall.identity.models import Condition, Grant, Person, Scope
from guildhall.identity.permissions import NOBODY, holds
from guildhall.identity.roles import ADMINISTRATOR, TOP_MANAGEMENT
from guildhall.identity.roles import role as role_named
from guildhall.identity.rules.grants import (
    an_administrator_remains,
    grant_is_not_ended,
    installation_is_founded_once,
    nobody_gives_themselves_a_role,
    role_is_held_where_it_may_be,
    role_is_known,
)
from guildhall.identity.rules.persons import a_reason_is_given, person_is_not_erased
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create


@act(
    "identity.grant.give",
    about="person",
    permission=holds(ADMINISTRATOR, TOP_MANAGEMENT),
    rules=[
        person_is_not_erased,
        role_is_known,
        role_is_held_where_it_may_be,
        nobody_gives_themselves_a_role,
        installation_is_founded_once,
    ],
    clauses=["2012:6.1.3", "2026:6.1"],
    bootstrap=True,
    machines=["authorisations"],
    sentence=gettext_noop("gave the role {role}"),
    label=gettext_noop("Give a role"),
    told_in_line=True,
)
def give(*, by: Actor, person: Person, role: str, scope: Scope, from_on: date, until_on: date | None = None) -> Grant:
    """Give a person a role for a scope, from a day until a day or until it is ended.

    Whether the role may be exercised on a day also hangs on the grant's conditions.
    """
    grant = create(Grant, person=person, role=role, scope=scope, from_on=from_on, until_on=until_on)
    if role_named(role).declares:
        create(
            Condition,
            grant=grant,
            kind=DECLARATION,
            until_on=declared_until(person.id),
            rule="R-46",
            clauses="2012:6.1.6 2012:6.1.7 2026:6.1",
        )
    if role_named(role).authorised:
        create(
            Condition,
            grant=grant,
            kind=AUTHORISATION,
            until_on=None,
            rule="R-46",
            clauses="2012:6.1.3 2012:6.1.4 2026:6.1",
        )
    for kind, hanging in hangings(grant):
        told = {"until_on": hanging.until_on, "rule": hanging.rule, "clauses": " ".join(hanging.clauses)}
        create(Condition, grant=grant, kind=kind, **told)
    return grant


@act(
    "identity.grant.end",
    about="grant",
    also_locks=["identity.grant:endings"],
    permission=holds(ADMINISTRATOR, TOP_MANAGEMENT),
    rules=[grant_is_not_ended, a_reason_is_given, an_administrator_remains],
    clauses=["2012:6.1.3", "2026:6.1"],
    sentence=gettext_noop("ended the role {subject}: {reason}"),
    label=gettext_noop("End this role"),
    told_in_line=True,
)
def end(*, by: Actor, grant: Grant, reason: str) -> Grant:
    """End a role today. What was done under it keeps its place in the ledger; nothing is deleted."""
    return change(grant, ended_at=clock.now(), ended_by=str(by))


@act(
    "identity.grant.condition",
    about="grant",
    permission=NOBODY,
    clauses=["2012:6.1.6", "2026:6.1"],
    machines=["declarations", "authorisations", "acknowledgements"],
    sentence=gettext_noop("changed until when a condition of the role {subject} is met"),
)
def condition(
    *, by: Actor, grant: Grant, kind: str, until_on: date | None, rule: str, clauses: tuple[str, ...]
) -> Condition:
    """Say until when one cause of a grant is met.

    No person does this: the act that changes the cause calls it, under the name of its machine.
    """
    found = Condition.objects.filter(grant=grant, kind=kind).first()
    if found:
        return change(found, until_on=until_on)
    return create(Condition, grant=grant, kind=kind, until_on=until_on, rule=rule, clauses=" ".join(clauses))
