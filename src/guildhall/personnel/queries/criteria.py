"""What others may read of criteria of competence, of evidence, and of who is competent for what on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Coalesce

from guildhall.identity import grants
from guildhall.identity.models import Grant, Scope
from guildhall.identity.roles import (
    EVALUATOR,
    QUALITY_MANAGER,
    SCHEME_MANAGER,
    TOP_MANAGEMENT,
    Role,
    all_roles,
)
from guildhall.kernel import clock
from guildhall.personnel.lifecycles import CriteriaState, EvidenceState, SupervisionState
from guildhall.personnel.models import (
    Authorisation,
    CriteriaSet,
    Criterion,
    CriterionResult,
    Evidence,
    SupervisedTask,
    Supervision,
)
from guildhall.personnel.queries.authorisations import authorisation_in_force, given_now

NONE = UUID(int=0)
"""Stands for the criteria of who was appointed before there were any."""


@dataclass(frozen=True)
class Competence:
    """On what somebody's competence for a role in a scheme rests on a day.

    `criteria` is the version in effect today and `results` what an evaluator found, criterion by criterion.
    """

    authorisation: Authorisation
    criteria: CriteriaSet | None
    results: list[CriterionResult]

    @property
    def is_current(self) -> bool:
        """Whether it was evaluated against the criteria that are in effect."""
        return self.criteria is not None and self.authorisation.criteria_set_id == self.criteria.pk


def all_criteria() -> QuerySet[CriteriaSet]:
    """Every version of criteria, the latest first."""
    return CriteriaSet.objects.select_related("scope").order_by("-number")


def criteria_seen_by(person_id: UUID) -> QuerySet[CriteriaSet]:
    """Drafts are seen by who answers for the body and by the managers of their scheme; what was in effect, by all."""
    if person_id in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return all_criteria()
    theirs = grants.scopes_of(person_id, SCHEME_MANAGER, EVALUATOR)
    shown = Q(approved_at__isnull=False) | Q(scope_id__in=theirs) | Q(drafted_by_id=person_id)
    return all_criteria().filter(shown)


def criteria_for(role: str, scope_id: UUID | None) -> CriteriaSet | None:
    """The criteria in effect for a role in a scheme: those of the scheme, or else those of every scheme."""
    found = all_criteria().filter(state=CriteriaState.EFFECTIVE, role=role)
    found = found.filter(Q(scope_id=scope_id) | Q(scope__isnull=True)) if scope_id else found.filter(scope__isnull=True)
    return min(found, key=lambda each: each.scope_id is None, default=None)


def asked_in(criteria: CriteriaSet) -> list[Criterion]:
    """The criteria of a version, in the order in which they were written."""
    return list(Criterion.objects.filter(criteria=criteria, removed_at__isnull=True).order_by("id"))


def uncovered_roles(scope_ids: Iterable[UUID]) -> list[tuple[Role, UUID]]:
    """The roles of schemes that somebody was given and for which no criteria are in effect."""
    held = grants.given_on(clock.today()).filter(scope_id__in=scope_ids).values_list("role", "scope_id").distinct()
    effective = all_criteria().filter(state=CriteriaState.EFFECTIVE).order_by()
    covered: set[tuple[str, UUID | None]] = set(effective.values_list("role", "scope_id"))
    named = {each.code: each for each in all_roles()}
    return [
        (named[role], scope_id)
        for role, scope_id in sorted(held, key=lambda pair: (pair[0], str(pair[1])))
        if (role, scope_id) not in covered and (role, None) not in covered
    ]


def schemes() -> QuerySet[Scope]:
    """The schemes in which people work, by number."""
    return Scope.objects.filter(kind=Scope.Kind.SCHEME).order_by("number")


def evidence_of(person_id: UUID) -> QuerySet[Evidence]:
    """What stands in somebody's personnel file, the latest first."""
    return Evidence.objects.select_related("person", "verified_by").filter(person_id=person_id).order_by("-number")


def evidence_unverified() -> QuerySet[Evidence]:
    """Evidence at which nobody has looked yet, the oldest first."""
    return Evidence.objects.filter(state=EvidenceState.ADDED).select_related("person").order_by("added_at")


def results_of(authorisation: Authorisation) -> list[CriterionResult]:
    """What the evaluator found, criterion by criterion."""
    related = ("criterion", "evidence__person", "authorisation__person")
    return list(CriterionResult.objects.filter(authorisation=authorisation).select_related(*related).order_by("id"))


def competence(person_id: UUID, role: Role, scope_id: UUID, day: date) -> Competence | None:
    """On what somebody was competent for a role in a scheme on `day`; None where they were not authorised then."""
    found = authorisation_in_force(person_id, role, scope_id, day)
    if found is None:
        return None
    return Competence(found, criteria_for(role.code, scope_id), results_of(found))


def satisfactory_tasks(person_id: UUID, role: str, scope_id: UUID) -> int:
    """How many tasks somebody did well under supervision, in phases that were completed."""
    phases = Supervision.objects.filter(
        person_id=person_id, role=role, scope_id=scope_id, state=SupervisionState.COMPLETED
    )
    return SupervisedTask.objects.filter(supervision__in=phases, is_satisfactory=True).count()


def supervisions() -> QuerySet[Supervision]:
    """All supervised phases, the latest first."""
    return Supervision.objects.select_related("person", "supervisor", "scope").order_by("-number")


def on_earlier_criteria() -> QuerySet[Authorisation]:
    """Authorisations on earlier criteria that last beyond the day by which competence is evaluated on the new ones."""
    versions = CriteriaSet.objects.filter(
        Q(scope=OuterRef("scope")) | Q(scope__isnull=True),
        state=CriteriaState.EFFECTIVE,
        role=OuterRef("role"),
        reevaluate_by_day__lt=OuterRef("until_on"),
    ).exclude(pk=Coalesce(OuterRef("criteria_set"), Value(NONE, output_field=UUIDField())))
    own = CriteriaSet.objects.filter(scope=OuterRef(OuterRef("scope")), role=OuterRef("role"), state="effective")
    binding = versions.filter(Q(scope__isnull=False) | ~Exists(own))
    return given_now().filter(Exists(binding), until_on__gt=clock.today())


def new_in(criteria: CriteriaSet, authorisation: Authorisation) -> list[Criterion]:
    """What a version asks that was not asked when somebody was evaluated; nothing where no version was asked then."""
    if authorisation.criteria_set is None:
        return []
    before = {each.code for each in asked_in(authorisation.criteria_set)}
    return [each for each in asked_in(criteria) if each.code not in before]


def unbacked() -> QuerySet[Authorisation]:
    """Authorisations that stand, were evaluated, and have no positive result on every criterion of their version."""
    missing = Criterion.objects.filter(criteria=OuterRef("criteria_set"), removed_at__isnull=True).exclude(
        Exists(
            CriterionResult.objects.filter(
                criterion=OuterRef("pk"), is_met=True, authorisation=OuterRef(OuterRef("pk"))
            )
        )
    )
    return given_now().filter(founding=False).filter(Q(criteria_set__isnull=True) | Exists(missing))


def roles_given(person_id: UUID) -> QuerySet[Grant]:
    """The roles of schemes that somebody was given for today, whether or not they hold."""
    given = grants.given_on(clock.today()).filter(person_id=person_id, scope__kind=Scope.Kind.SCHEME)
    return given.select_related("scope", "person").order_by("role", "scope__number")
