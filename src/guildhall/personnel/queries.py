"""What others may read of declarations, trainings and authorisations."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildhall.identity import grants
from guildhall.identity.models import Condition, Grant, Person
from guildhall.identity.roles import EVALUATOR, QUALITY_MANAGER, SCHEME_MANAGER, TOP_MANAGEMENT, Role, all_roles
from guildhall.kernel import clock
from guildhall.ledger.records import Record, find
from guildhall.notices import timers
from guildhall.personnel.lifecycles import (
    AuthorisationState,
    ClearanceState,
    DeclarationState,
    InterestState,
    TextState,
    TrainingState,
)
from guildhall.personnel.models import (
    Authorisation,
    Clearance,
    Declaration,
    DeclarationText,
    FoundingEnd,
    Interest,
    Training,
)

SOON = timedelta(days=60)
"""How long before its end a declaration is asked to be renewed (T-10, first warning)."""

SEPARATION = "T-05"
"""The timer that says how long who trained somebody does not examine them: 24 months, or longer as the body sets it."""


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


def record_called(ref: str) -> Record | None:
    """The record that a reference names; None where it names none or cannot be read."""
    try:
        return find(ref)
    except (LookupError, ValueError):
        return None


def clearances() -> QuerySet[Clearance]:
    """What everybody declared on conflicts in single matters, the latest first."""
    return Clearance.objects.select_related("person").order_by("-declared_at")


def conflicts_unjudged() -> QuerySet[Clearance]:
    """Conflicts in single matters that nobody has judged yet, the oldest first."""
    waiting = Clearance.objects.filter(state=ClearanceState.CONFLICT)
    return waiting.select_related("person").order_by("named_at")


def trainings() -> QuerySet[Training]:
    """All trainings that took place, the latest first."""
    return Training.objects.select_related("person", "trainer", "scope").order_by("-number")


def trainings_between(trainer_id: UUID, trainee_id: UUID) -> QuerySet[Training]:
    """The trainings that one person gave another, the latest to end first."""
    both = trainings().filter(trainer_id=trainer_id, person_id=trainee_id, state=TrainingState.RECORDED)
    return both.order_by("-ended_on")


def separated_until(training: Training) -> date:
    """The first day on which the trainer may examine their trainee again (R-09)."""
    return timers.due_on(SEPARATION, training.ended_on)


def trainers_of(trainee_id: UUID, scope_id: UUID) -> QuerySet[Training]:
    """The trainings of somebody for a scheme, which tell who trained them."""
    return trainings().filter(person_id=trainee_id, scope_id=scope_id, state=TrainingState.RECORDED)


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
