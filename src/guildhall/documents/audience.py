"""Who may read which documents: everybody the public ones, the personnel the open ones, a role what it is given."""

from uuid import UUID

from django.db.models import Q

from guildhall.documents.models import Distribution, Document, DocumentVersion
from guildhall.identity import grants
from guildhall.identity.persons import is_personnel
from guildhall.identity.roles import ASSESSOR, DOCUMENT_CONTROLLER, QUALITY_MANAGER, SCHEME_MANAGER, TOP_MANAGEMENT
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock

KEEPERS = (DOCUMENT_CONTROLLER, QUALITY_MANAGER, TOP_MANAGEMENT)
"""Who keeps the body's documents: all of them, with their drafts and the archive."""

ARCHIVE = (*KEEPERS, ASSESSOR)
"""Who opens what is obsolete; nobody else works by it by mistake (R-49)."""


def readable(person_id: UUID | None) -> Q:
    """Of all documents those whose version in effect this person may read; None stands for everybody."""
    if person_id is None:
        return Q(is_public=True)
    if keeps_or_assesses(person_id):
        return Q()
    given = distributed_to(person_id) | Q(owner_id=person_id)
    return given | (Q(restricted=False) if works_here(person_id) else Q(is_public=True))


def distributed_to(person_id: UUID) -> Q:
    """Of all documents those that are for a role which this person was given, whether or not the role holds today.

    Whoever lost a role for want of an acknowledgement must be able to read what they are to acknowledge.
    """
    query = Q(pk__in=[])
    for role, scope_id in given_roles(person_id):
        live = Distribution.objects.filter(role=role, ended_at__isnull=True)
        query |= Q(pk__in=live.filter(Q(scope__isnull=True) | Q(scope_id=scope_id)).values("document_id"))
    return query


def given_roles(person_id: UUID) -> list[tuple[str, UUID]]:
    """The roles that this person was given for today, each with its scope."""
    given = grants.given_on(clock.today()).filter(person_id=person_id)
    return list(given.values_list("role", "scope_id").order_by("role", "scope_id"))


def keeps_or_assesses(person_id: UUID) -> bool:
    """Whether this person reads everything, the archive included."""
    return person_id in grants.holders(*ARCHIVE)


def works_here(person_id: UUID) -> bool:
    """Whether this person belongs to the body's personnel, or was given a role of its staff."""
    if is_personnel(person_id):
        return True
    return any(role_named(code).staff for code, _ in given_roles(person_id) if code != ASSESSOR.code)


def may_read(person_id: UUID | None, document: Document) -> bool:
    """Whether this person may read what is in effect of a document."""
    return Document.objects.filter(readable(person_id), pk=document.pk).exists()


def works_on(person_id: UUID, version: DocumentVersion) -> bool:
    """Whether this person reads a version before it is approved: who writes, owns, keeps or manages it."""
    document = version.document
    return (
        document.owner_id == person_id
        or version.was_written_by(person_id)
        or keeps_or_assesses(person_id)
        or document.scope_id in grants.scopes_of(person_id, SCHEME_MANAGER)
    )
