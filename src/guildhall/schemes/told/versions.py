"""Who is told what in this room, and which timers run."""

from collections.abc import Iterator
from typing import Any

from guildhall.identity import grants
from guildhall.identity.roles import (
    ELIGIBILITY_REVIEWER,
    EXAM_MANAGER,
    ITEM_WRITER,
    PANELLIST,
    SCHEME_APPROVER,
    SCHEME_MANAGER,
    Role,
)
from guildhall.kernel import clock
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find
from guildhall.notices import timers
from guildhall.schemes import queries
from guildhall.schemes.authors import is_author
from guildhall.schemes.lifecycles import MembershipState
from guildhall.schemes.models import JobAnalysis, SchemeVersion


@timer(
    "schemes.analysis-ages",
    code="T-15",
    title=gettext_noop("Job analysis is to be renewed"),
    starts=["schemes.analysis.approve"],
    stops=["schemes.version.retire"],
    warn_days=(365, 180, 60),
)
def analysis_ages(*, entry: Any) -> Run | None:
    """The interval of the analysis behind a scheme; a later one begins it anew, a scheme without version ends it."""
    found = find(entry.subject)
    if isinstance(found, SchemeVersion):
        latest = None if queries.in_effect(found.scheme) else queries.latest_analysis(found.scheme)
    else:
        latest = found if isinstance(found, JobAnalysis) else None
    if latest is None or latest.approved_at is None:
        return None
    return Run(
        about=latest.scheme.ref,
        due_on=timers.due_on("T-15", clock.day_of(latest.approved_at)),
        number=latest.number,
        person_id=latest.led_by_id,
        link=("schemes:analysis", str(latest.pk)),
    )


@timer(
    "schemes.review-due",
    code="T-16",
    title=gettext_noop("Scheme is to be reviewed"),
    starts=["schemes.version.take-effect", "schemes.version.review"],
    stops=["schemes.version.supersede", "schemes.version.retire"],
    warn_days=(60, 30, 7),
    in_work=False,
)
def review_due(*, entry: Any) -> Run | None:
    """The day on which a version in effect is looked at again."""
    version = find(entry.subject)
    if not isinstance(version, SchemeVersion) or version.next_review_on is None:
        return None
    return Run(
        about=version.ref,
        due_on=version.next_review_on,
        number=version.number,
        person_id=version.authored_by_id,
        link=("schemes:version", str(version.pk)),
    )


@tells("schemes.analysis.open", text="schemes/tasks-to-rate")
def panel_hears_that_it_rates(*, entry: Any) -> Iterator[Told]:
    """Every member of the panel."""
    analysis = find(entry.subject)
    if isinstance(analysis, JobAnalysis):
        for member in analysis.panel.filter(state=MembershipState.MEMBER):
            yield Told(member.person_id, analysis.number, link=("schemes:rate", str(analysis.pk)))


@tells("schemes.analysis.close", text="schemes/analysis-closed", mailed=False)
def approvers_hear_of_an_analysis(*, entry: Any) -> Iterator[Told]:
    """Who may approve analyses of the scheme, except who led this one."""
    analysis = find(entry.subject)
    if isinstance(analysis, JobAnalysis):
        holders = grants.holders(SCHEME_APPROVER, scope_id=analysis.scope_id)
        for person_id in sorted(holders - {analysis.led_by_id}):
            yield Told(person_id, analysis.number, link=("schemes:analysis", str(analysis.pk)))


@tells("schemes.version.submit", text="schemes/version-submitted", mailed=False)
def experts_hear_of_a_version(*, entry: Any) -> Iterator[Told]:
    """Who may validate the version."""
    yield from _not_its_authors(entry, SCHEME_APPROVER, PANELLIST, SCHEME_MANAGER)


@tells("schemes.version.validate", text="schemes/version-validated", mailed=False)
def approvers_hear_of_a_version(*, entry: Any) -> Iterator[Told]:
    """Who may approve the version."""
    yield from _not_its_authors(entry, SCHEME_APPROVER)


@tells("schemes.version.send-back", text="schemes/version-sent-back")
def author_hears_what_must_change(*, entry: Any) -> Iterator[Told]:
    """The author of the version."""
    version = find(entry.subject)
    if isinstance(version, SchemeVersion):
        yield Told(version.authored_by_id, version.number, link=("schemes:version", str(version.pk)))


@tells("schemes.version.approve", text="schemes/version-approved")
def managers_hear_of_the_approval(*, entry: Any) -> Iterator[Told]:
    """Who manages the scheme and may publish the version now."""
    yield from _holders(entry, SCHEME_MANAGER)


@tells("schemes.version.take-effect", text="schemes/version-in-effect")
def crew_hears_what_is_in_effect(*, entry: Any) -> Iterator[Told]:
    """Who works by the version from now on: on items, examinations and applications of the scheme."""
    yield from _holders(entry, SCHEME_MANAGER, EXAM_MANAGER, ITEM_WRITER, ELIGIBILITY_REVIEWER)


def _holders(entry: Any, *roles: Role) -> Iterator[Told]:
    version = find(entry.subject)
    if isinstance(version, SchemeVersion):
        for person_id in sorted(grants.holders(*roles, scope_id=version.scope_id)):
            yield Told(person_id, version.number, link=("schemes:version", str(version.pk)))


def _not_its_authors(entry: Any, *roles: Role) -> Iterator[Told]:
    version = find(entry.subject)
    if isinstance(version, SchemeVersion):
        yield from (told for told in _holders(entry, *roles) if not is_author(told.person_id, version))
