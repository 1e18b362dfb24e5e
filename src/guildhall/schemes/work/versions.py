"""What waits for whom in this room; a scheme's work waits for those who hold its roles in that scheme."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import PANELLIST, SCHEME_APPROVER, SCHEME_MANAGER, Role
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work
from guildhall.schemes import queries
from guildhall.schemes.authors import is_author
from guildhall.schemes.lifecycles import AnalysisState, VersionState
from guildhall.schemes.models import JobAnalysis, SchemeVersion

SOON = timedelta(days=60)
"""How long before its day a review is asked for (T-16, first warning)."""


@work("schemes.ratings")
def tasks_to_rate(*, person_id: UUID) -> Iterator[WorkItem]:
    """Tasks that a member of a panel has not rated yet."""
    for member in queries.memberships(person_id):
        if left := queries.unrated(member).count():
            yield WorkItem(
                _("Job analysis %(number)s: rate %(count)d tasks") % {"number": member.analysis.number, "count": left},
                _("You are on its panel, and the weights of the examination rest on your ratings."),
                _("Rate"),
                ("schemes:rate", str(member.analysis_id)),
            )


@work("schemes.analyses")
def analyses_to_approve(*, person_id: UUID) -> Iterator[WorkItem]:
    """Analyses whose ratings are closed, for who may approve them and did not lead them."""
    closed = JobAnalysis.objects.filter(state=AnalysisState.CLOSED).exclude(led_by_id=person_id)
    for analysis in closed.filter(scheme__scope__in=grants.scopes_of(person_id, SCHEME_APPROVER)).order_by("number"):
        yield WorkItem(
            _("Job analysis %(number)s: approve") % {"number": analysis.number},
            _("Whoever led it cannot approve it; you can."),
            _("Look"),
            ("schemes:analysis", str(analysis.pk)),
        )


@work("schemes.validations")
def versions_to_validate(*, person_id: UUID) -> Iterator[WorkItem]:
    """Versions that were submitted, for experts who did not write in them."""
    for version in _waiting(person_id, VersionState.VALIDATION, SCHEME_APPROVER, PANELLIST, SCHEME_MANAGER):
        if version.validated_at is None and not is_author(person_id, version):
            yield _of(version, _("validate"), _("You know the scheme and did not write in this version."))


@work("schemes.approvals")
def versions_to_approve(*, person_id: UUID) -> Iterator[WorkItem]:
    """Versions that were validated, for who may approve and did not write in them."""
    for version in _waiting(person_id, VersionState.VALIDATION, SCHEME_APPROVER):
        if version.validated_at is not None and not is_author(person_id, version):
            yield _of(version, _("approve"), _("It was validated; its author cannot approve it, and you can."))


@work("schemes.publications")
def versions_to_publish(*, person_id: UUID) -> Iterator[WorkItem]:
    """Versions that were approved, for who manages the scheme."""
    for version in _waiting(person_id, VersionState.APPROVED, SCHEME_MANAGER):
        yield _of(version, _("publish"), _("It is approved; nobody can apply under it before it is public."))


@work("schemes.reviews")
def versions_to_review(*, person_id: UUID) -> Iterator[WorkItem]:
    """Versions in effect whose review is due soon, for who answers for the scheme and did not write in them."""
    scopes = grants.scopes_of(person_id, SCHEME_MANAGER, SCHEME_APPROVER)
    for version in queries.due_for_review(clock.today() + SOON).filter(scheme__scope__in=scopes):
        if not is_author(person_id, version):
            yield WorkItem(
                _("%(number)s: review") % {"number": version.number},
                _("A scheme is looked at again on the day that was set, whether or not anything changed."),
                _("Review"),
                ("schemes:version", str(version.pk)),
                version.next_review_on,
            )


def _waiting(person_id: UUID, state: VersionState, *roles: Role) -> Iterator[SchemeVersion]:
    scopes = grants.scopes_of(person_id, *roles)
    return queries.versions().filter(state=state, scheme__scope__in=scopes).iterator()


def _of(version: SchemeVersion, what: str, why: str) -> WorkItem:
    told = _("%(number)s: %(what)s") % {"number": version.number, "what": what}
    return WorkItem(told, why, _("Look"), ("schemes:version", str(version.pk)))
