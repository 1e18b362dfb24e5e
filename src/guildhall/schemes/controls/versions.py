"""What conformity looks at in this room: what an assessor asks of every scheme."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from guildhall.documents.queries import public_statements
from guildhall.governance.models import Committee, CommitteeKind
from guildhall.governance.queries import committees
from guildhall.governance.queries.training import own_course_is_barred
from guildhall.kernel import actors, clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.models import Entry, Outcome
from guildhall.notices import timers
from guildhall.schemes import queries
from guildhall.schemes.authors import WRITING
from guildhall.schemes.lifecycles import BINDING, AnalysisState, MembershipState, VersionState
from guildhall.schemes.models import Component, JobAnalysis, PanelMember, Requirement, RequirementKind, SchemeVersion
from guildhall.schemes.rules.versions import ASKED_OF_2012

VERSIONS = ("schemes.version.*", "schemes.scheme.*")


def _binding() -> QuerySet[SchemeVersion]:
    """The versions under which somebody may be or become certified, by their numbers."""
    return queries.versions().filter(state__in=BINDING)


def _found(version: SchemeVersion, sentence: str) -> Finding:
    return Finding(version.ref, version.number, sentence, ("schemes:version", str(version.pk)))


def _none(looked_at: int) -> Answer | None:
    return None if looked_at else Answer(not_applicable=gettext_noop("No scheme is in effect yet."))


@control(
    "schemes.analysis_is_current",
    title=gettext_noop("The job analysis behind each scheme is current"),
    clauses=["2012:8.4 e)", "2026:8"],
    events=["schemes.analysis.*", *VERSIONS, "notices.timer.*"],
)
def analysis_is_current() -> Answer:
    """Every version in effect rests on an approved job analysis that is not older than its interval."""
    asked = list(queries.versions().filter(state=VersionState.EFFECTIVE).filter(_of_ones_own()))
    ends = {version.pk: _analysed_until(version) for version in asked}
    today = clock.today()
    return _none(len(asked)) or Answer(
        findings=[_found(version, _age(ends[version.pk])) for version in asked if (ends[version.pk] or today) <= today],
        looked_at=len(asked),
        changes_on=min((end for end in ends.values() if end and end > today), default=None),
    )


def _of_ones_own() -> Q:
    """Whether a version has an analysis, or its scheme must have one because nobody else owns it."""
    return Q(scheme__owner="") | Q(analysis__isnull=False)


def _analysed_until(version: SchemeVersion) -> date | None:
    analysis = version.analysis
    approved = analysis.approved_at if analysis and analysis.state == AnalysisState.APPROVED else None
    return timers.due_on("T-15", clock.day_of(approved)) if approved else None


def _age(end: date | None) -> str:
    if end is None:
        return gettext_noop("rests on no approved job analysis")
    return gettext_noop("rests on a job analysis that is older than its interval")


@control(
    "schemes.panels_are_balanced",
    title=gettext_noop("No interest prevails on the panel behind a scheme"),
    clauses=["2012:8.4 a)", "2012:8.4 b)", "2026:8"],
    events=["schemes.panel.*", "schemes.analysis.*", *VERSIONS],
)
def panels_are_balanced() -> Answer:
    """Behind every approved analysis stands a panel of which no interest has more than half the members."""
    approved = JobAnalysis.objects.filter(state=AnalysisState.APPROVED)
    sizes = approved.annotate(members=Count("panel", filter=Q(panel__state=MembershipState.MEMBER)))
    counted = PanelMember.objects.filter(state=MembershipState.MEMBER, analysis__in=approved)
    largest: dict[object, int] = {}
    for row in counted.values("analysis", "interest").annotate(members=Count("pk")):
        largest[row["analysis"]] = max(row["members"], largest.get(row["analysis"], 0))
    return Answer(
        findings=[
            Finding(
                analysis.ref,
                analysis.number,
                gettext_noop("rests on a panel on which one interest has the majority, or on no panel"),
                ("schemes:analysis", str(analysis.pk)),
            )
            for analysis in sizes
            if 2 * largest.get(analysis.pk, 0) > analysis.members or not analysis.members
        ],
        looked_at=len(sizes),
        not_applicable="" if sizes else gettext_noop("No job analysis is approved yet."),
    )


@control(
    "schemes.versions_are_validated",
    title=gettext_noop("Every scheme in effect was validated and is reviewed in time"),
    clauses=["2012:8.5", "2026:8"],
    events=VERSIONS,
)
def versions_are_validated() -> Answer:
    """No version is in effect without the record of its validation, and the review of none is overdue."""
    today = clock.today()
    effective = queries.versions().filter(state=VersionState.EFFECTIVE)
    late = effective.filter(Q(next_review_on__isnull=True) | Q(next_review_on__lt=today))
    coming = effective.filter(next_review_on__gte=today).order_by("next_review_on").first()
    return _none(effective.count()) or Answer(
        findings=[
            *(_found(each, gettext_noop("was never validated")) for each in effective.filter(validated_at=None)),
            *(_found(each, gettext_noop("was not reviewed in time")) for each in late),
        ],
        looked_at=effective.count(),
        changes_on=coming.next_review_on if coming else None,
    )


@control(
    "schemes.versions_had_four_eyes",
    title=gettext_noop("No version was approved or validated by who wrote in it"),
    clauses=["2012:8.4", "2012:10.2.3", "2026:8"],
    events=["schemes.*"],
)
def versions_had_four_eyes() -> Answer:
    """Whoever wrote in a version, as the ledger tells, neither validated nor approved it."""
    approved = list(queries.versions().filter(approved_at__isnull=False))
    wrote = _writers(approved)
    return Answer(
        findings=[
            _found(version, gettext_noop("was approved or validated by somebody who wrote in it"))
            for version in approved
            if {version.approved_by_id, version.validated_by_id} & wrote.get(version.line, set())
        ],
        looked_at=len(approved),
        not_applicable="" if approved else gettext_noop("No version is approved yet."),
    )


def _writers(versions: Iterable[SchemeVersion]) -> Mapping[str, set[object]]:
    """Who wrote in each version, by its line; its author among them."""
    wrote: dict[str, set[object]] = {version.line: {version.authored_by_id} for version in versions}
    done = Entry.objects.filter(line__in=wrote, act__in=WRITING, outcome=Outcome.DONE)
    for line, actor in done.values_list("line", "actor").distinct():
        kind, _, name = actor.partition(":")
        if kind == actors.ActorKind.PERSON:
            wrote[line].add(actors.Actor(actors.ActorKind.PERSON, name).person_id)
    return wrote


@control(
    "schemes.prerequisites_are_justified",
    title=gettext_noop("Every prerequisite has its rationale"),
    clauses=["2012:8.4 c)", "2026:8"],
    events=["schemes.requirement.*", *VERSIONS],
)
def prerequisites_are_justified() -> Answer:
    """No prerequisite of a version in use lacks why the work needs it, or what proves it."""
    asked = Requirement.objects.filter(version__state__in=BINDING)
    bare = asked.filter(Q(rationale__regex=r"^\s*$") | Q(evidence__regex=r"^\s*$"))
    return _requirements(asked, bare, gettext_noop("has a prerequisite without rationale or evidence"))


@control(
    "schemes.prerequisites_are_open",
    title=gettext_noop("No prerequisite binds people to our training or to an association"),
    clauses=["2012:5.2.3 d)", "2012:4.3.4", "2026:5.2", "2026:4.3"],
    events=["schemes.requirement.*", "governance.equivalent-search.*", *VERSIONS],
)
def prerequisites_are_open() -> Answer:
    """No prerequisite asks for membership, or for our own course where no search of the last year found no other."""
    asked = Requirement.objects.filter(version__state__in=BINDING)
    own = asked.filter(own_course_only=True).select_related("version__scheme")
    alone = [each.pk for each in own if own_course_is_barred(each.version.scheme.scope_id, each.code)]
    closed = asked.filter(Q(pk__in=alone) | Q(kind=RequirementKind.MEMBERSHIP))
    return _requirements(asked, closed, gettext_noop("asks for membership, or for our own course alone"))


def _requirements(asked: QuerySet[Requirement], wrong: QuerySet[Requirement], sentence: str) -> Answer:
    count = asked.count()
    return _none(_binding().count()) or Answer(
        findings=[
            Finding(each.ref, f"{each.version.number} {each.code}", sentence, _to(each.version))
            for each in wrong.select_related("version").order_by("version__number", "code")
        ],
        looked_at=count,
    )


def _to(version: SchemeVersion) -> tuple[str, ...]:
    return ("schemes:version", str(version.pk))


@control(
    "schemes.blueprints_add_up",
    title=gettext_noop("Every blueprint makes exactly its examination"),
    clauses=["2012:8.4 d)", "2026:8"],
    events=["schemes.blueprint.*", "schemes.component.*", *VERSIONS],
)
def blueprints_add_up() -> Answer:
    """The items that a blueprint gives to the domains are as many as the component has."""
    asked = Component.objects.filter(version__state__in=BINDING, items__gt=0)
    given = asked.annotate(given=Coalesce(Sum("blueprint__items"), 0))
    return _components(asked, given.exclude(given=F("items")), gettext_noop("has a blueprint that does not add up"))


@control(
    "schemes.cuts_have_their_basis",
    title=gettext_noop("Every passing score says on what it rests"),
    clauses=["2012:8.3", "2012:9.3.1", "2026:9.3"],
    events=["schemes.component.*", *VERSIONS],
)
def cuts_have_their_basis() -> Answer:
    """No component of a version in use has a cut without the study or reasoning that it rests on."""
    asked = Component.objects.filter(version__state__in=BINDING)
    bare = asked.filter(cut_basis__regex=r"^\s*$")
    return _components(asked, bare, gettext_noop("has a cut without a basis"))


def _components(asked: QuerySet[Component], wrong: QuerySet[Component], sentence: str) -> Answer:
    return _none(_binding().count()) or Answer(
        findings=[
            Finding(each.ref, f"{each.version.number} {each.code}", sentence, _to(each.version))
            for each in wrong.select_related("version").order_by("version__number", "code")
        ],
        looked_at=asked.count(),
    )


@control(
    "schemes.intervals_are_justified",
    title=gettext_noop("The interval of recertification is justified"),
    clauses=["2012:8.4 e)", "2012:9.6.3", "2026:9.6"],
    events=VERSIONS,
)
def intervals_are_justified() -> Answer:
    """Every version in use says how long a certification is valid, why so long, and how it is renewed."""
    asked = _binding()
    bare = Q(validity_months=None) | Q(interval_rationale__regex=r"^\s*$") | Q(recertification__regex=r"^\s*$")
    return _none(asked.count()) or Answer(
        findings=[
            _found(each, gettext_noop("says not why its certification is valid so long, or not how it is renewed"))
            for each in asked.filter(bare)
        ],
        looked_at=asked.count(),
    )


@control(
    "schemes.everything_is_public",
    title=gettext_noop("Everybody can read what the standard wants public of a scheme"),
    clauses=["2012:7.2.2", "2012:7.2.3", "2012:4.3.1", "2012:9.8.3", "2012:9.9.2", "2026:7.2"],
    events=["documents.version.*", "documents.document.*", "schemes.requirement.*", *VERSIONS],
)
def everything_is_public() -> Answer:
    """A published version shows scope, process and prerequisites; beside it stand impartiality, appeals, complaints."""
    published = list(queries.published().annotate(asked=Count("requirements")))
    said = public_statements()
    lacking = [topic for topic in ASKED_OF_2012 if topic not in said]
    return _none(len(published)) or Answer(
        findings=[
            *(_found(each, gettext_noop("shows no scope, process or prerequisites")) for each in _bare(published)),
            *(_found(each, gettext_noop("is public, and a statement is not")) for each in published if lacking),
        ],
        looked_at=len(published),
    )


def _bare(published: Iterable[SchemeVersion]) -> Iterable[SchemeVersion]:
    """The versions whose public page would say too little."""
    for version in published:
        asks = version.asked or str(version.not_applicable.get("prerequisites", "")).strip()  # type: ignore[attr-defined]
        if not (version.scope_words.strip() and version.process.strip() and asks):
            yield version


@control(
    "schemes.committees_resolve",
    title=gettext_noop("A balanced committee stands behind each scheme and its versions"),
    clauses=["2012:8.4 b)", "2012:8.4", "2026:8"],
    events=["governance.committee.*", "governance.item.*", *VERSIONS],
)
def committees_resolve() -> Answer:
    """Each scheme of the body's own has a committee, which adopted every version approved since it stands."""
    asked = list(_binding().filter(scheme__owner="").select_related("scheme__scope"))
    standing = {each.scope_id: each for each in committees.standing().filter(kind=CommitteeKind.SCHEME)}
    answers = [(version, _unresolved(version, standing.get(version.scheme.scope_id))) for version in asked]
    return _none(len(asked)) or Answer(
        findings=[_found(version, sentence) for version, sentence in answers if sentence], looked_at=len(asked)
    )


def _unresolved(version: SchemeVersion, committee: Committee | None) -> str:
    if committee is None:
        return gettext_noop("belongs to a scheme without a committee of interested parties")
    approved_before = version.approved_at is not None and version.approved_at < committee.set_up_at
    if approved_before or committees.adopted_on(version.ref, committee.pk):
        return ""
    return gettext_noop("was approved without a resolution of the scheme committee")
