"""Writes on grants until when acknowledgements carry them: the effect of whatever changes what is owed (R-46)."""

from django.db.models import QuerySet

from guildhall.documents import carrying
from guildhall.documents.carrying import CLAUSES, FOREVER, RULE
from guildhall.documents.models import Distribution, Document
from guildhall.identity.acts import grants
from guildhall.identity.grants import ACKNOWLEDGEMENT as CONDITION
from guildhall.identity.models import Condition, Grant, Person
from guildhall.kernel import actors

MACHINE = actors.machine("acknowledgements")
"""Writes the effect of an acknowledgement on grants; who acknowledges has no authority over their own grants."""


def carry_roles_of(document: Document) -> None:
    """Say anew of everybody to whose role a document is distributed until when their acknowledgements carry it."""
    roles = set(carrying.asking().filter(document=document).values_list("role", flat=True))
    _carry(carrying.standing(roles))


def carry_roles_under(distribution: Distribution) -> None:
    """Say it anew of everybody whom one distribution reaches, or reached until now."""
    scopes = [distribution.scope_id] if distribution.scope_id else None
    _carry(carrying.standing([distribution.role], scopes))


def carry_roles_held_by(person: Person) -> None:
    """Say it anew of one person's roles."""
    asked = set(carrying.asking().values_list("role", flat=True))
    _carry(carrying.standing(asked).filter(person=person))


def _carry(given: QuerySet[Grant]) -> None:
    """In the order of their people's lines, so that two acts never wait for each other."""
    found = sorted(given.select_related("person", "scope"), key=lambda grant: grant.line)
    until = carrying.met_until(found)
    known = dict(Condition.objects.filter(grant__in=found, kind=CONDITION).values_list("grant_id", "until_on"))
    for grant in found:
        if until[grant.pk] != known.get(grant.pk, FOREVER):
            until_on = until[grant.pk]
            grants.condition(by=MACHINE, grant=grant, kind=CONDITION, until_on=until_on, rule=RULE, clauses=CLAUSES)
