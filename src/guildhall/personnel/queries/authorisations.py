"""What others may read of authorisations, and whether the body is still being founded."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.identity import grants
from guildhall.identity.roles import EVALUATOR, QUALITY_MANAGER, SCHEME_MANAGER, TOP_MANAGEMENT, Role
from guildhall.kernel import clock
from guildhall.personnel.lifecycles import AuthorisationState
from guildhall.personnel.models import Authorisation, FoundingEnd
from guildhall.personnel.queries.declarations import SOON


def authorisations() -> QuerySet[Authorisation]:
    """All authorisations, the latest first."""
    return Authorisation.objects.select_related("person", "scope").order_by("-number")


def authorisations_seen_by(person_id: UUID) -> QuerySet[Authorisation]:
    """What somebody finds in the register: everything for who answers for the body, the own schemes for the others."""
    if person_id in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return authorisations()
    return authorisations().filter(scope_id__in=grants.scopes_of(person_id, SCHEME_MANAGER, EVALUATOR))


def authorised_on(day: date) -> QuerySet[Authorisation]:
    """The authorisations that are, or were, in force on `day`."""
    given = authorisations().filter(from_on__lte=day, until_on__gte=day, authorised_at__isnull=False)
    return given.filter(Q(stopped_on__isnull=True) | Q(stopped_on__gt=day))


def authorisation_in_force(person_id: UUID, role: Role, scope_id: UUID, day: date) -> Authorisation | None:
    """The authorisation under which somebody did the work of `role` in a scheme on `day`, then or now."""
    found = authorised_on(day).filter(person_id=person_id, role=role.code, scope_id=scope_id)
    return found.order_by("-from_on").first()


def taken_back(person_id: UUID, role: Role, scope_id: UUID) -> bool:
    """Whether somebody's last authorisation for a role in a scheme was suspended or withdrawn, and did not just end."""
    given = authorisations().filter(person_id=person_id, role=role.code, scope_id=scope_id, authorised_at__isnull=False)
    last = given.order_by("-authorised_at").first()
    return last is not None and last.state in {AuthorisationState.SUSPENDED, AuthorisationState.WITHDRAWN}


def given_now() -> QuerySet[Authorisation]:
    """The authorisations that are in force or suspended."""
    standing = (AuthorisationState.AUTHORISED, AuthorisationState.SUSPENDED)
    return authorisations().filter(state__in=standing)


def ending_unrenewed(person_id: UUID) -> QuerySet[Authorisation]:
    """What ends soon without a proposal to renew it, in the schemes in which somebody proposes."""
    same = {name: OuterRef(name) for name in ("person", "role", "scope")}
    renewed = proposals_open().order_by().filter(**same)
    soon = authorisations().filter(state=AuthorisationState.AUTHORISED, until_on__lte=clock.today() + SOON)
    unrenewed = soon.exclude(Exists(renewed)).order_by("until_on")
    if person_id in grants.holders(QUALITY_MANAGER):
        return unrenewed
    return unrenewed.filter(scope_id__in=grants.scopes_of(person_id, SCHEME_MANAGER))


def proposals_open() -> QuerySet[Authorisation]:
    """What is proposed and neither given nor declined yet."""
    return authorisations().filter(state__in=(AuthorisationState.PROPOSED, AuthorisationState.EVALUATED))


def founding_is_open() -> bool:
    """Whether the first evaluators, approvers and deciders may still be appointed without an evaluation (R-46)."""
    return not FoundingEnd.objects.exists()
