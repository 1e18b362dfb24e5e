"""What conformity looks at in criteria of competence, evidence, evaluations, and work under supervision."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from guildhall.identity import grants
from guildhall.identity.models import Scope
from guildhall.identity.roles import EXAMINER
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries
from guildhall.personnel.lifecycles import CriteriaState, SupervisionState
from guildhall.personnel.models import Authorisation, Criterion, Evidence, Supervision
from guildhall.personnel.models.criteria import FIVE
from guildhall.personnel.work.criteria import VERIFY_WITHIN

SUPERVISED_AT_MOST = timedelta(days=365)
"""How long a supervised phase may go on (our own choice)."""


@control(
    "personnel.roles_have_criteria",
    title=gettext_noop("What the work of each role asks for is written and in effect"),
    clauses=["2012:6.1.3", "2012:6.2.3.1", "2026:6.1"],
    events=["personnel.criteria.*", "identity.grant.*"],
)
def roles_have_criteria() -> Answer:
    """Criteria are in effect for every role of a scheme that somebody was given there."""
    given = grants.given_on(clock.today()).filter(scope__kind=Scope.Kind.SCHEME)
    scopes = Scope.objects.in_bulk(set(given.values_list("scope_id", flat=True)))
    bare = queries.uncovered_roles(scopes)
    return Answer(
        findings=[
            Finding(
                scopes[scope_id].ref,
                f"{scopes[scope_id].number}: {role.code}",
                gettext_noop("is a role that somebody has and for which no criteria are in effect"),
                ("personnel:criteria-register",),
            )
            for role, scope_id in bare
        ],
        looked_at=given.order_by().values("role", "scope").distinct().count(),
    )


@control(
    "personnel.evaluations_answer_their_criteria",
    title=gettext_noop("Every authorisation rests on an evaluation that found each criterion met"),
    clauses=["2012:6.1.3", "2012:6.2.2.1", "2026:6.1"],
    events=["personnel.authorisation.*"],
)
def evaluations_answer_their_criteria() -> Answer:
    """No authorisation stands, but for those of the founding, without a positive result on every criterion."""
    standing = queries.given_now()
    return _about_authorisations(
        queries.unbacked(),
        gettext_noop("stands without a positive result on every criterion"),
        looked_at=standing.filter(founding=False).count(),
    )


@control(
    "personnel.examiners_are_chosen_on_five_points",
    title=gettext_noop("Examiners are chosen on the five points, and for a language"),
    clauses=["2012:6.2.2.1", "2026:6.2"],
    events=["personnel.criteria.*", "personnel.authorisation.*"],
)
def examiners_are_chosen_on_five_points() -> Answer:
    """No examiner was evaluated against criteria that leave out one of the five points, or has no language."""
    examiners = queries.given_now().filter(role=EXAMINER.code, founding=False)
    asked = Criterion.objects.filter(criteria=OuterRef("criteria_set"), removed_at__isnull=True)
    whole = Q(*(Exists(asked.filter(point=point)) for point in FIVE))
    return _about_authorisations(
        examiners.filter(~whole | Q(languages="")),
        gettext_noop("authorises an examiner without all five points, or without a language"),
        looked_at=examiners.count(),
    )


@control(
    "personnel.new_criteria_are_followed",
    title=gettext_noop("Who is authorised on earlier criteria is evaluated on the new ones in time"),
    clauses=["2012:6.1.3", "2012:6.1.5", "2026:6.1"],
    events=["personnel.criteria.*", "personnel.authorisation.*"],
)
def new_criteria_are_followed() -> Answer:
    """No authorisation on earlier criteria lasts beyond the day by which competence is evaluated on the new ones."""
    day_ago = clock.now() - timedelta(days=1)
    settled = queries.all_criteria().filter(state=CriteriaState.EFFECTIVE, approved_at__lt=day_ago)
    late = queries.on_earlier_criteria().filter(Exists(settled.order_by().filter(role=OuterRef("role"))))
    return _about_authorisations(
        late,
        gettext_noop("lasts beyond the day by which competence was to be evaluated on new criteria"),
        looked_at=queries.given_now().count(),
        changes_on_day=True,
    )


@control(
    "personnel.evidence_is_looked_at",
    title=gettext_noop("Evidence of competence is looked at, and by somebody else"),
    clauses=["2012:6.1.5", "2026:6.1"],
    events=["personnel.evidence.*"],
)
def evidence_is_looked_at() -> Answer:
    """No evidence has waited longer than a month for a look, and none was verified by who it is about."""
    waiting = queries.evidence_unverified().filter(added_at__lt=clock.now() - VERIFY_WITHIN)
    own = Evidence.objects.filter(verified_by=F("person")).select_related("person")
    return Answer(
        findings=[
            *(_evidence(each, gettext_noop("has waited too long for a look")) for each in waiting),
            *(_evidence(each, gettext_noop("was verified by who it is about")) for each in own.order_by("number")),
        ],
        looked_at=Evidence.objects.count(),
    )


@control(
    "personnel.trainees_are_supervised",
    title=gettext_noop("Trainees work beside somebody who is authorised, and not for ever"),
    clauses=["2012:6.1.3", "2012:6.1.4", "2026:6.1"],
    events=["personnel.supervision.*", "identity.grant.*"],
)
def trainees_are_supervised() -> Answer:
    """No supervised phase goes on for more than a year, or beside somebody who does not hold the role today."""
    running = queries.supervisions().filter(state=SupervisionState.RUNNING)
    held = grants.held_on(clock.today()).filter(
        person=OuterRef("supervisor"), role=OuterRef("role"), scope=OuterRef("scope")
    )
    long = Q(begun_at__lt=clock.now() - SUPERVISED_AT_MOST)
    return Answer(
        findings=[
            _supervision(each, gettext_noop("goes on too long, or beside somebody who does not hold the role"))
            for each in running.filter(long | ~Exists(held)).order_by("number")
        ],
        looked_at=running.count(),
    )


def _evidence(evidence: Evidence, sentence: str) -> Finding:
    return Finding(evidence.ref, evidence.number, sentence, ("personnel:evidence", str(evidence.pk)))


def _supervision(supervision: Supervision, sentence: str) -> Finding:
    return Finding(supervision.ref, supervision.number, sentence, ("personnel:supervision", str(supervision.pk)))


def _about_authorisations(
    offending: QuerySet[Authorisation], sentence: str, *, looked_at: int, changes_on_day: bool = False
) -> Answer:
    return Answer(
        findings=[
            Finding(each.ref, each.number, sentence, ("personnel:authorisation", str(each.pk)))
            for each in offending.order_by("number")
        ],
        looked_at=looked_at,
        changes_on=clock.today() + timedelta(days=1) if changes_on_day and looked_at else None,
    )
