"""What of this room somebody may see: the records of the schemes in which they hold a role; operations sees all."""

from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from guildhall.identity import grants
from guildhall.identity.roles import OPERATIONS, Role
from guildhall.ledger.records import Record
from guildhall.schemes.models import Component

M = TypeVar("M", bound=Record)


def visible_to(person_id: UUID, rows: QuerySet[M], scheme: str, *roles: Role) -> QuerySet[M]:
    """Those of `rows` whose scheme, at the end of the path `scheme`, is one in which the person holds a role."""
    if OPERATIONS.code in grants.roles_of(person_id) and OPERATIONS in roles:
        return rows
    return rows.filter(**{f"{scheme}__scope_id__in": grants.scopes_of(person_id, *roles)})


def components_of(person_id: UUID, *roles: Role) -> QuerySet[Component]:
    """The components of schemes in which somebody holds one of `roles`, those of the latest versions first."""
    rows = Component.objects.filter(version__state__in=["effective", "superseded", "published", "approved"])
    mine = visible_to(person_id, rows, "version__scheme", *roles).select_related("version__scheme__scope")
    return mine.order_by("version__scheme__code", "-version__ordinal", "position")
