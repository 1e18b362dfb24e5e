"""What conformity looks at in the monitoring of examiners and the agreement of raters."""

from datetime import date, timedelta

from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import monitoring, queries, risks
from guildhall.personnel.lifecycles import AuthorisationState, MonitoringState
from guildhall.personnel.models import Agreement, Monitoring
from guildhall.personnel.monitoring import Standing

CLAUSES = ["2012:6.2.2.2", "2026:6.2"]
EVENTS = ["personnel.monitoring.*", "personnel.authorisation.*"]

HELD_WITHIN = timedelta(days=14)
"""How long after its planned day a monitoring that did not take place is named (our own choice)."""

DECIDED_WITHIN = timedelta(days=14)
"""How soon top management decides on an authorisation after work was found not satisfactory (our own choice)."""


@control(
    "personnel.examiners_are_monitored",
    title=gettext_noop("The work of every examiner was monitored in time"),
    clauses=CLAUSES,
    events=EVENTS,
)
def examiners_are_monitored() -> Answer:
    """Nobody is authorised to examine whose last monitoring, or authorisation, lies longer back than T-12 says."""
    today = clock.today()
    standings = monitoring.plan()
    ahead = [each.due_on for each in standings if not each.is_overdue(today)]
    return Answer(
        findings=[
            _about(each, gettext_noop("may examine, and the work was not monitored in time"))
            for each in standings
            if each.is_overdue(today)
        ],
        looked_at=len(standings),
        changes_on=min(ahead) + timedelta(days=1) if ahead else None,
    )


@control(
    "personnel.risky_work_is_planned_for",
    title=gettext_noop("Where the risk is greater, a monitoring is planned sooner"),
    clauses=CLAUSES,
    events=[*EVENTS, "personnel.agreement.record", "personnel.interest.*", "personnel.conflict-signal.*"],
)
def risky_work_is_planned_for() -> Answer:
    """No examiner whose work is more of a risk is past the day on which a monitoring is wanted without one planned."""
    today = clock.today()
    risky = [each for each in monitoring.plan() if each.wanted_on < each.due_on]
    ahead = [each.wanted_on for each in risky if each.wanted_on >= today]
    return Answer(
        findings=[
            _about(each, gettext_noop("is more of a risk, and no monitoring is planned"))
            for each in risky
            if each.open is None and each.wanted_on < today
        ],
        looked_at=len(risky),
        changes_on=min(ahead) + timedelta(days=1) if ahead else None,
    )


@control(
    "personnel.monitorings_take_place",
    title=gettext_noop("Planned monitorings take place and are concluded"),
    clauses=CLAUSES,
    events=["personnel.monitoring.*"],
)
def monitorings_take_place() -> Answer:
    """No monitoring is two weeks past its planned day, or two weeks reported, without a conclusion."""
    today = clock.today()
    open_ones = Monitoring.objects.filter(state__in=monitoring.OPEN).order_by("number")
    waiting = [(each, _waits_since(each) + HELD_WITHIN) for each in open_ones]
    ahead = [until for _, until in waiting if until >= today]
    return Answer(
        findings=[
            Finding(
                each.ref,
                each.number,
                gettext_noop("is planned or reported, and nothing followed in time"),
                ("personnel:monitoring", str(each.pk)),
            )
            for each, until in waiting
            if until < today
        ],
        looked_at=len(waiting),
        changes_on=min(ahead) + timedelta(days=1) if ahead else None,
    )


@control(
    "personnel.monitoring_has_consequences",
    title=gettext_noop("What monitoring found has a consequence"),
    clauses=CLAUSES,
    events=EVENTS,
)
def monitoring_has_consequences() -> Answer:
    """No measures are overdue, and nobody stays authorised for weeks after their work was found not satisfactory."""
    today = clock.today()
    last = [each for each in monitoring.plan() if each.last]
    return Answer(
        findings=[
            _about(each, gettext_noop("was found wanting, and nothing followed in time"))
            for each in last
            if _without_consequence(each, today)
        ],
        looked_at=len(last),
        changes_on=today + timedelta(days=1) if any(_waits(each) for each in last) else None,
    )


@control(
    "personnel.raters_agree",
    title=gettext_noop("Raters agree, or their work is looked at"),
    clauses=["2012:6.2.2.2", "2012:9.3.1", "2026:6.2"],
    events=["personnel.agreement.record", "personnel.monitoring.*"],
)
def raters_agree() -> Answer:
    """Nobody's ratings of ten attempts or more disagree with others' without a monitoring since, or planned."""
    told = [each for each in Agreement.objects.select_related("person") if each.twice >= risks.ENOUGH]
    if not Agreement.objects.exists():
        return Answer(judgement=gettext_noop("Nothing was marked twice yet: how is it known that raters agree?"))
    doubted = [each for each in told if risks.disagrees(each) or risks.differs(each)]
    return Answer(
        findings=[
            Finding(
                each.person.ref,
                each.person.number,
                gettext_noop("rates otherwise than others, and nobody has looked at it"),
                ("personnel:monitorings-due",),
            )
            for each in doubted
            if not _is_looked_at(each)
        ],
        looked_at=len(told),
    )


def _about(standing: Standing, sentence: str) -> Finding:
    authorisation = standing.authorisation
    return Finding(
        authorisation.ref, authorisation.number, sentence, ("personnel:monitoring-plan", str(authorisation.pk))
    )


def _waits_since(each: Monitoring) -> date:
    return clock.day_of(each.reported_at) if each.reported_at else each.planned_on


def _waits(standing: Standing) -> bool:
    last = standing.last
    return last is not None and last.state in {MonitoringState.MEASURES, MonitoringState.FAILED}


def _without_consequence(standing: Standing, today: date) -> bool:
    last = standing.last
    if last is None or last.concluded_at is None:
        return False
    if last.state == MonitoringState.FAILED and standing.open is None:
        stands = standing.authorisation.state == AuthorisationState.AUTHORISED
        return stands and clock.day_of(last.concluded_at) + DECIDED_WITHIN < today
    return monitoring.unconfirmed(last, today) is not None


def _is_looked_at(agreement: Agreement) -> bool:
    """Whether a monitoring is open, or was held since the figures became known, or the work is not done any more."""
    work = {"person_id": agreement.person_id, "role": agreement.role, "scope_id": agreement.scope_id}
    if not queries.given_now().filter(**work).exists():
        return True
    since = clock.day_of(agreement.computed_at)
    looked = Monitoring.objects.filter(**work).exclude(state=MonitoringState.CANCELLED)
    return looked.filter(state__in=monitoring.OPEN).exists() or looked.filter(held_on__gte=since).exists()
