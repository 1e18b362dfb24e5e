"""What others may read of schemes."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from guildhall.kernel import clock
from guildhall.schemes.lifecycles import BINDING, AnalysisState, MembershipState, VersionState
from guildhall.schemes.models import (
    Component,
    JobAnalysis,
    PanelMember,
    Requirement,
    Scheme,
    SchemeVersion,
    Task,
)

IN_WORK = (VersionState.DRAFT, VersionState.VALIDATION, VersionState.APPROVED, VersionState.PUBLISHED)
"""States of a version that is on its way; a scheme has one such version at most."""

PUBLIC = (VersionState.PUBLISHED, *BINDING)
"""States in which everybody may read a version."""


def schemes() -> QuerySet[Scheme]:
    """Every scheme, by its code."""
    return Scheme.objects.select_related("scope").order_by("code")


def versions() -> QuerySet[SchemeVersion]:
    """Every version with its scheme, the latest first."""
    return SchemeVersion.objects.select_related("scheme__scope", "analysis").order_by("scheme__code", "-ordinal")


def open_to_applicants() -> QuerySet[SchemeVersion]:
    """The versions for which somebody may apply today."""
    return versions().filter(state=VersionState.EFFECTIVE, effective_on__lte=clock.today())


def in_effect(scheme: Scheme) -> SchemeVersion | None:
    """The version of `scheme` that is in effect."""
    return versions().filter(scheme=scheme, state=VersionState.EFFECTIVE).first()


def in_work(scheme: Scheme) -> SchemeVersion | None:
    """The version of `scheme` that is on its way to take effect."""
    return versions().filter(scheme=scheme, state__in=IN_WORK).first()


def before(version: SchemeVersion) -> SchemeVersion | None:
    """The version before `version` that took effect, or else the one that was begun before it."""
    earlier = versions().filter(scheme_id=version.scheme_id, ordinal__lt=version.ordinal)
    took_effect = earlier.filter(effective_on__isnull=False).exclude(state=VersionState.ABANDONED)
    return took_effect.first() or earlier.exclude(state=VersionState.ABANDONED).first()


def published() -> QuerySet[SchemeVersion]:
    """The versions that everybody may read."""
    return versions().filter(state__in=PUBLIC)


def blueprint(component: Component) -> dict[str, int]:
    """How many items of `component` come from each domain, by the domain's code; nothing where it has no items."""
    rows = component.blueprint.select_related("domain").order_by("domain__position", "domain__code")
    return {row.domain.code: row.items for row in rows if component.items}


def requirements_due(version: SchemeVersion, *stages: str) -> QuerySet[Requirement]:
    """The requirements of `version` that must be met by one of `stages`, in the order in which they are read."""
    return version.requirements.filter(stage__in=stages).order_by("position", "code")


def latest_analysis(scheme: Scheme) -> JobAnalysis | None:
    """The job analysis of `scheme` that was approved last."""
    return scheme.analyses.filter(state=AnalysisState.APPROVED).order_by("-approved_at").first()


def attributions(analysis: JobAnalysis | None) -> list[str]:
    """Whose tasks stand in an analysis; their words are shown wherever the tasks are."""
    if analysis is None:
        return []
    taken = analysis.tasks.filter(taken_from__isnull=False).exclude(taken_from__attribution="")
    return sorted(set(taken.values_list("taken_from__attribution", flat=True)))


def memberships(person_id: UUID) -> QuerySet[PanelMember]:
    """The panels on which somebody rates now."""
    rating = PanelMember.objects.filter(analysis__state=AnalysisState.RATING, state=MembershipState.MEMBER)
    return rating.filter(person_id=person_id).select_related("analysis__scheme__scope", "person")


def unrated(member: PanelMember) -> QuerySet[Task]:
    """The tasks that a member of a panel has not rated yet."""
    return Task.objects.filter(analysis_id=member.analysis_id).exclude(ratings__member=member)


def due_for_review(day: date) -> QuerySet[SchemeVersion]:
    """The versions in effect whose review is due by `day`, or was never planned."""
    due = Q(next_review_on__isnull=True) | Q(next_review_on__lte=day)
    return versions().filter(state=VersionState.EFFECTIVE).filter(due)
