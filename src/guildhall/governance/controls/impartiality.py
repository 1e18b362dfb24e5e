"""Are threats to impartiality looked for, analysed, treated and reviewed, and are roles kept apart?"""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from guildhall.documents import queries as documents
from guildhall.documents.models import DocumentVersion, Topic
from guildhall.governance.lifecycles.impartiality import SightingState, ThreatState
from guildhall.governance.models import Sighting, Threat
from guildhall.governance.models.threats import ThreatSource
from guildhall.governance.queries import impartiality
from guildhall.governance.rules.threats import ACCEPTABLE
from guildhall.identity import grants
from guildhall.identity.models import Grant, Scope
from guildhall.identity.roles import (
    DECIDER,
    EXAMINER,
    INVIGILATOR,
    ITEM_REVIEWER,
    ITEM_WRITER,
    SCHEME_APPROVER,
    SCHEME_MANAGER,
    TOP_MANAGEMENT,
    Role,
)
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop

POLICY = "PO-IMPARTIALITY"
"""The code of the body's policy on impartiality."""

APART = ((EXAMINER, DECIDER), (INVIGILATOR, DECIDER), (SCHEME_MANAGER, SCHEME_APPROVER), (ITEM_WRITER, ITEM_REVIEWER))
"""Roles that nobody should hold together in one scheme: the work of one is judged in the other."""

ONGOING = ["2012:4.3.6", "2026:4.3/risks"]
TREATED = ["2012:4.3.7", "2026:4.3/risks"]


@control(
    "governance.register_is_reviewed",
    title=gettext_noop("The register of threats is gone through every year"),
    clauses=[*ONGOING, "2012:4.3.8"],
    events=["governance.register.review"],
)
def register_is_reviewed() -> Answer:
    """Somebody went through the whole register, and the next time is not overdue."""
    last, link = impartiality.last_review(), ("governance:threats",)
    if last is None:
        sentence = gettext_noop("has never gone through its register of threats to impartiality")
        bodies = Scope.objects.filter(kind=Scope.Kind.BODY)
        return Answer(findings=[Finding(each.ref, each.number, sentence, link) for each in bodies], looked_at=1)
    late = last.next_on < clock.today()
    sentence = gettext_noop("was the last review of the register, and the next one is overdue")
    findings = [Finding(last.ref, last.number, sentence, link)] if late else []
    return Answer(findings=findings, looked_at=1, changes_on=last.next_on + timedelta(days=1))


@control(
    "governance.threats_are_treated",
    title=gettext_noop("Threats are analysed, treated and reviewed in time"),
    clauses=[*TREATED, "2012:4.3.6"],
    events=["governance.threat.*"],
)
def threats_are_treated() -> Answer:
    """No threat waited a month for its analysis, past its day for its treatment, or past a year for its review."""
    standing = impartiality.open_threats()
    days = [day for each in standing for day in (each.treat_by_on, each.review_on) if day and day >= clock.today()]
    return _about_threats(
        impartiality.overdue(),
        gettext_noop("waits too long for its analysis, treatment or review"),
        standing.count(),
        changes_on=min(days) + timedelta(days=1) if days else None,
    )


@control(
    "governance.acceptance_is_sound",
    title=gettext_noop("What is left of threats was accepted by somebody else, and much of it by advice"),
    clauses=TREATED,
    events=["governance.threat.*"],
)
def acceptance_is_sound() -> Answer:
    """Nobody accepted what they treated themselves, and nothing large was accepted without the committee."""
    accepted = Threat.objects.filter(state=ThreatState.ACCEPTED)
    own = Q(accepted_by=F("treated_by"))
    large = Q(residual_likelihood__isnull=True) | Q(settled=False, left__gt=ACCEPTABLE)
    rated = accepted.annotate(left=F("residual_likelihood") * F("residual_gravity"))
    return _about_threats(
        rated.filter(own | large),
        gettext_noop("was accepted by who treated it, or without the committee though much is left"),
        accepted.count(),
    )


@control(
    "governance.pressure_has_an_outcome",
    title=gettext_noop("Pressure that somebody put on the body was dealt with"),
    clauses=["2012:4.3.5", "2026:4.3"],
    events=["governance.threat.*"],
)
def pressure_has_an_outcome() -> Answer:
    """No pressure that was reported is older than a month and still without treatment."""
    told = impartiality.open_threats().filter(source=ThreatSource.PRESSURE)
    waiting = told.filter(state__in=[ThreatState.IDENTIFIED, ThreatState.ANALYSED])
    return _about_threats(
        waiting.filter(identified_at__lt=clock.now() - impartiality.ANALYSE_WITHIN),
        gettext_noop("tells of pressure on the body and has no outcome"),
        told.count(),
    )


@control(
    "governance.related_bodies_are_assessed",
    title=gettext_noop("Each related body is assessed for threats"),
    clauses=ONGOING,
    events=["governance.related-body.*", "governance.threat.*"],
)
def related_bodies_are_assessed() -> Answer:
    """Of each related body a threat is analysed, or it is said why there is none."""
    sentence = gettext_noop("is related to us, and nobody has assessed what threatens impartiality in that")
    return Answer(
        findings=[
            Finding(each.ref, each.number, sentence, ("governance:related", str(each.pk)))
            for each in impartiality.unassessed()
        ],
        looked_at=impartiality.related_bodies().count(),
    )


@control(
    "governance.signals_are_judged",
    title=gettext_noop("What our own records show is judged, by somebody who is not concerned"),
    clauses=ONGOING,
    events=["governance.signal.*"],
)
def signals_are_judged() -> Answer:
    """No signal waited longer than two weeks, and nobody judged one about themselves."""
    waiting = impartiality.waiting_signals()
    late = list(waiting.filter(raised_at__lt=clock.now() - impartiality.JUDGE_WITHIN))
    judged = Sighting.objects.filter(judged_at__isnull=False).exclude(state=SightingState.RAISED)
    own = [each for each in judged if str(each.judged_by_id) in each.concerns]
    oldest = waiting.filter(raised_at__gte=clock.now() - impartiality.JUDGE_WITHIN).first()
    findings = [(each, gettext_noop("has waited too long for its judgement")) for each in late]
    findings += [(each, gettext_noop("was judged by somebody whom it is about")) for each in own]
    return Answer(
        findings=[
            Finding(each.ref, each.number, sentence, ("governance:signal", str(each.pk))) for each, sentence in findings
        ],
        looked_at=waiting.count() + judged.count(),
        changes_on=clock.day_of(oldest.raised_at + impartiality.JUDGE_WITHIN) if oldest else None,
    )


@control(
    "governance.impartiality_is_declared",
    title=gettext_noop("Policy and public statement on impartiality are in effect, approved by top management"),
    clauses=["2012:4.3.1", "2026:4.3/policy"],
    events=["documents.*", "identity.grant.*"],
)
def impartiality_is_declared() -> Answer:
    """A policy is in effect that top management approved, and everybody can read the statement; neither is overdue."""
    policy, statement = documents.effective(POLICY), documents.public_statement(Topic.IMPARTIALITY)
    bodies = Scope.objects.filter(kind=Scope.Kind.BODY)
    missing = [gettext_noop("has no policy on impartiality in effect")] if policy is None else []
    missing += [gettext_noop("says nothing to the public on impartiality")] if statement is None else []
    findings = [Finding(each.ref, each.number, sentence) for each in bodies for sentence in missing]
    found = [each for each in (policy, statement) if each]
    late = [each for each in found if each.review_due_on and each.review_due_on < clock.today()]
    findings += [Finding(each.ref, each.document.code, gettext_noop("is past its review")) for each in late]
    if policy and not _approved_from_the_top(policy):
        sentence = gettext_noop("was not approved by top management")
        findings.append(Finding(policy.ref, policy.document.code, sentence))
    return Answer(findings=findings, looked_at=len(found))


def _approved_from_the_top(policy: DocumentVersion) -> bool:
    """Whether who approved a policy was top management at that time."""
    given = Grant.objects.filter(person=policy.approved_by, role=TOP_MANAGEMENT.code)
    return given.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=policy.approved_at)).exists()


@control(
    "governance.roles_are_apart",
    title=gettext_noop("Nobody holds two roles of a scheme of which one judges the other"),
    clauses=["2012:5.1.1", "2026:5.1"],
    events=["identity.grant.*", "personnel.*"],
)
def roles_are_apart() -> Answer:
    """Nobody examines or invigilates and decides, manages and approves, or writes and reviews items in one scheme.

    The acts refuse it in the single case; together the roles are a structure that tempts.
    """
    held = grants.held_on(clock.today()).filter(scope__kind=Scope.Kind.SCHEME)
    sentence = gettext_noop("holds two roles in one scheme of which one judges the work of the other")
    both = [grant for one, other in APART for grant in _with_both(held, one, other)]
    people = {grant.person_id: grant.person for grant in both}
    return Answer(
        findings=[
            Finding(each.ref, each.number, sentence, ("web:person", str(each.pk)))
            for each in sorted(people.values(), key=lambda person: person.number)
        ],
        looked_at=held.count(),
    )


def _with_both(held: QuerySet[Grant], one: Role, other: Role) -> QuerySet[Grant]:
    """The grants of `one` whose holder has `other` in the same scheme as well."""
    same = {name: OuterRef(name) for name in ("person_id", "scope_id")}
    return held.filter(Exists(held.filter(role=other.code, **same)), role=one.code).select_related("person")


def _about_threats(
    offending: QuerySet[Threat], sentence: str, looked_at: int, changes_on: date | None = None
) -> Answer:
    return Answer(
        findings=[
            Finding(each.ref, each.number, sentence, ("governance:threat", str(each.pk)))
            for each in offending.order_by("number")
        ],
        looked_at=looked_at,
        changes_on=changes_on,
    )
