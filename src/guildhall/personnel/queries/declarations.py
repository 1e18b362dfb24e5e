"""What others may read of declarations and of the interests that they name."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from guildhall.identity import grants
from guildhall.identity.models import Condition, Grant, Person
from guildhall.identity.roles import all_roles
from guildhall.kernel import clock
from guildhall.personnel.lifecycles import DeclarationState, InterestState, TextState
from guildhall.personnel.models import Declaration, DeclarationText, Interest

SOON = timedelta(days=60)
"""How long before its end a declaration is asked to be renewed (T-10, first warning)."""


def text_in_effect() -> DeclarationText | None:
    """The text that people sign today."""
    return DeclarationText.objects.filter(state=TextState.EFFECTIVE).first()


def in_force(person_id: UUID, day: date) -> Declaration | None:
    """The declaration that binds a person on `day`."""
    signed = Declaration.objects.filter(person_id=person_id, state=DeclarationState.SIGNED, valid_until__gte=day)
    return signed.select_related("text").first()


def draft_of(person_id: UUID) -> Declaration | None:
    """The declaration that waits for a person's signature."""
    return Declaration.objects.filter(person_id=person_id, state=DeclarationState.DRAFT).first()


def declarations() -> QuerySet[Declaration]:
    """All declarations, the latest first."""
    return Declaration.objects.select_related("person", "text", "scan").order_by("-number")


def must_declare() -> QuerySet[Person]:
    """Everybody who was given a role that needs a declaration, whether or not it holds today."""
    needing = [each.code for each in all_roles() if each.declares]
    given = grants.given_on(clock.today()).filter(person=OuterRef("pk"), role__in=needing)
    return Person.objects.filter(Exists(given))


def without_declaration(day: date) -> QuerySet[Grant]:
    """Grants that were given and that no declaration carries on `day`: the person may not do that work."""
    carried = Condition.objects.filter(grant=OuterRef("pk"), kind=grants.DECLARATION, until_on__gte=day)
    needing = [each.code for each in all_roles() if each.declares]
    return grants.given_on(day).filter(role__in=needing).exclude(Exists(carried)).select_related("person")


def unjudged() -> QuerySet[Interest]:
    """Interests in declarations in force that nobody has judged yet, the oldest first."""
    waiting = Interest.objects.filter(state=InterestState.DECLARED, declaration__state=DeclarationState.SIGNED)
    return waiting.select_related("declaration__person").order_by("declared_at")
