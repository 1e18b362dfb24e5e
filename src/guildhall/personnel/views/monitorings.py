"""Pages of monitoring: the plan, the register, one's own, each record with its form and what follows."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity import grants, persons
from guildhall.identity.models import Person
from guildhall.identity.permissions import holds
from guildhall.identity.roles import EVALUATOR, QUALITY_MANAGER, SCHEME_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.personnel import due, observation, queries
from guildhall.personnel import monitoring as monitored
from guildhall.personnel.acts import monitorings
from guildhall.personnel.forms import ReasonForm, ReasonsForm
from guildhall.personnel.forms.monitorings import MeasuresForm, ObservationForm, PlanForm, SettlementForm
from guildhall.personnel.lifecycles import MONITORING, MonitoringState
from guildhall.personnel.models import Agreement, Authorisation, Monitoring
from guildhall.personnel.monitoring import Standing
from guildhall.personnel.permissions.monitorings import may_see_the_plan
from guildhall.personnel.readings import one_monitoring
from guildhall.personnel.rules.monitorings import ABLE
from guildhall.personnel.words import agreement_told
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {
    MonitoringState.PLANNED: Tone.OPEN,
    MonitoringState.REPORTED: Tone.SOON,
    MonitoringState.SATISFACTORY: Tone.HOLDS,
    MonitoringState.MEASURES: Tone.SOON,
    MonitoringState.SETTLED: Tone.HOLDS,
    MonitoringState.FAILED: Tone.FAILS,
    MonitoringState.CANCELLED: Tone.CLOSED,
}
FOUND = {
    observation.Found.MET: Tone.HOLDS,
    observation.Found.PARTLY: Tone.SOON,
    observation.Found.NOT_MET: Tone.FAILS,
    observation.Found.NOT_SEEN: Tone.OPEN,
}
STEPS: dict[str, tuple[Act[..., Monitoring], type[ActForm]]] = {
    "cancel": (monitorings.cancel, ReasonForm),
    "accept": (monitorings.accept, ReasonsForm),
    "ask-measures": (monitorings.ask_measures, MeasuresForm),
    "fail": (monitorings.fail, ReasonsForm),
    "settle": (monitorings.settle, SettlementForm),
}
"""What can be done with a monitoring beside reporting on it: the act and the form that it needs."""

OFFERED = {
    MonitoringState.REPORTED: ("accept", "ask-measures", "fail"),
    MonitoringState.MEASURES: ("settle",),
}


def status_of(monitoring: Monitoring) -> Status:
    """The state in a word; one whose day, or whose measures' day, has passed says so."""
    today = clock.today()
    if monitoring.state == MonitoringState.PLANNED and monitoring.planned_on < today:
        return Status(_("Planned day has passed"), Tone.SOON)
    if monitored.unconfirmed(monitoring, today):
        return Status(_("Measures are overdue"), Tone.FAILS)
    state = MonitoringState(monitoring.state)
    return Status(translated(MONITORING.words[state]), TONES[state])


def standing_of(standing: Standing) -> Status:
    """How the monitoring of somebody's work stands, in a word."""
    today = clock.today()
    if standing.last and standing.last.state == MonitoringState.FAILED:
        return Status(_("Not satisfactory"), Tone.FAILS)
    if standing.is_overdue(today):
        return Status(_("Overdue"), Tone.FAILS)
    if standing.last and monitored.unconfirmed(standing.last, today):
        return Status(_("Measures are overdue"), Tone.FAILS)
    if standing.open:
        return Status(_("Planned"), Tone.OPEN)
    return Status(_("To be planned"), Tone.SOON) if standing.is_wanted(today) else Status(_("In time"), Tone.HOLDS)


def _with_standings(rows: Sequence[Authorisation]) -> None:
    persons.opened(row.person for row in rows)
    found = {each.authorisation.pk: each for each in monitored.standings(rows)}
    for row in rows:
        row.standing = found[row.pk]  # type: ignore[attr-defined]  # for this page only


def _standing(row: Authorisation) -> Standing:
    return row.standing  # type: ignore[attr-defined,no-any-return]  # put there by `_with_standings`


def _last(row: Authorisation) -> str:
    last = _standing(row).last
    return last.number if last else ""


def _to_last(row: Authorisation) -> tuple[object, ...]:
    last = _standing(row).last
    return ("personnel:monitoring", last.pk) if last else ()


def _next(row: Authorisation) -> tuple[object, ...]:
    """Where the plan leads: to the monitoring that is open, or to planning one."""
    open_one = _standing(row).open
    return ("personnel:monitoring", open_one.pk) if open_one else ("personnel:monitoring-plan", row.pk)


def _to_plan(request: PageRequest) -> QuerySet[Authorisation]:
    given = monitored.examining()
    if request.person.pk in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return given
    return given.filter(scope_id__in=grants.scopes_of(request.person.pk, SCHEME_MANAGER, EVALUATOR))


PLAN = ListPage[Authorisation](
    name="personnel.monitoring-plan",
    title=gettext_noop("Monitoring of examiners"),
    queryset=_to_plan,
    order="number",
    columns=[
        Column(gettext_noop("Person"), lambda row: row.person.name, _next),
        Column(gettext_noop("Scheme"), lambda row: row.scope.name),
        Column(gettext_noop("State"), lambda row: standing_of(_standing(row))),
        Column(gettext_noop("Due by"), lambda row: _standing(row).due_on),
        Column(gettext_noop("Wanted by"), lambda row: _standing(row).wanted_on),
        Column(gettext_noop("Why"), lambda row: "; ".join(translated(each) for each in _standing(row).reasons)),
        Column(gettext_noop("Last"), _last, _to_last, code=True),
        Column(
            gettext_noop("Authorisation"),
            lambda row: row.number,
            lambda row: ("personnel:authorisation", row.pk),
            "number",
            True,
        ),
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of an authorisation or a person"),
    before_showing=_with_standings,
    empty=gettext_noop(
        "Here stands whose work is looked at next, and why. An examiner comes here when they are authorised; from that "
        "day the time counts by which their work is monitored."
    ),
    note=gettext_noop(
        "Who is overdue is given no new work, except the one in which they are monitored; what they began goes on."
    ),
)

FIRST = (
    Column[Monitoring](
        gettext_noop("Number"), lambda row: row.number, lambda row: ("personnel:monitoring", row.pk), "number", True
    ),
)
REST = (
    Column[Monitoring](gettext_noop("State"), status_of),
    Column[Monitoring](gettext_noop("Scheme"), lambda row: row.scope.name),
    Column[Monitoring](gettext_noop("How"), lambda row: row.kind_word),
    Column[Monitoring](gettext_noop("Planned for"), lambda row: row.planned_on, order="planned_on"),
    Column[Monitoring](gettext_noop("Held on"), lambda row: row.held_on, order="held_on"),
)


def _seen(request: PageRequest) -> QuerySet[Monitoring]:
    found = Monitoring.objects.select_related("person", "scope", "monitor")
    if request.person.pk in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return found
    return found.filter(scope_id__in=grants.scopes_of(request.person.pk, SCHEME_MANAGER, EVALUATOR))


def _with_names(rows: Sequence[Monitoring]) -> None:
    persons.opened(row.person for row in rows)


REGISTER = ListPage[Monitoring](
    name="personnel.monitorings",
    title=gettext_noop("Monitorings"),
    queryset=_seen,
    order="-number",
    columns=(
        *FIRST,
        Column(gettext_noop("Person"), lambda row: row.person.name),
        *REST,
    ),
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            lambda request: [(str(state), translated(word)) for state, word in MONITORING.words.items()],
            lambda rows, state: rows.filter(state=state),
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of a monitoring or a person"),
    before_showing=_with_names,
    empty=gettext_noop("Here stands every monitoring with what was found. Plan the first one from the plan."),
)

MINE = ListPage[Monitoring](
    name="personnel.my-monitorings",
    title=gettext_noop("How my work was monitored"),
    queryset=lambda request: Monitoring.objects.select_related("scope").filter(person=request.person),
    order="-number",
    columns=(*FIRST, *REST),
    empty=gettext_noop("Here stands what was seen when your work was monitored. You are told when one is planned."),
)


@page(area="desk", permission=may_see_the_plan)
def plan(request: PageRequest) -> HttpResponseBase:
    """Whose work is looked at next and why, with how many fall due in which month."""
    picture = due.picture(monitored.standings(_to_plan(request)))
    return PLAN.response(request, template="personnel/monitoring_plan.html", context={"due": picture})


@page(area="desk", permission=may_see_the_plan)
def register(request: PageRequest) -> HttpResponseBase:
    """Every monitoring."""
    return REGISTER.response(request)


@page(area="desk", permission=SIGNED_IN)
def mine(request: PageRequest) -> HttpResponseBase:
    """How the work of the person who asks was monitored."""
    return MINE.response(request)


@page(area="desk", permission=may_see_the_plan)
def plan_one(request: PageRequest, pk: UUID, about: str = "") -> HttpResponseBase:
    """Plan the monitoring of one examiner; where `about` names an assignment, that one is the monitoring."""
    authorisation = get_object_or_404(_to_plan(request), pk=pk)
    work = {"person": authorisation.person, "role": authorisation.role, "scope": authorisation.scope}
    assignment = queries.record_called(about) if about else None
    return perform(
        request,
        monitorings.plan,
        PlanForm(request.POST or None, monitors=_monitors(authorisation), initial=_begun(authorisation)),
        record=authorisation.person,
        arguments=lambda typed: {**typed, **work, "about": about},
        then=lambda made: ("personnel:monitoring", made.pk),
        context={
            "kind": f"{authorisation.person.name} · {authorisation.role_word} · {authorisation.scope.name}",
            "lead": _("The assignment %(number)s is the monitoring.") % {"number": assignment} if assignment else "",
        },
    )


def _begun(authorisation: Authorisation) -> dict[str, Any]:
    """What the plan begins with: the day that the risk asks for, and the risk in words."""
    (standing,) = monitored.standings([authorisation])
    why = "; ".join(translated(each) for each in standing.reasons)
    return {"planned_on": max(standing.wanted_on, clock.today()), "why": why}


def _monitors(authorisation: Authorisation) -> QuerySet[Person]:
    able = grants.holders(*ABLE, scope_id=authorisation.scope_id) - {authorisation.person_id}
    return Person.objects.filter(pk__in=able).order_by("number")


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One monitoring, with what was seen; every look is logged."""
    monitoring = one_monitoring(by=request.actor, monitoring=_monitoring(pk))
    return render_record(
        request,
        monitoring,
        kind=_("Monitoring · %(role)s · %(scheme)s") % {"role": monitoring.role_word, "scheme": monitoring.scope.name},
        title=monitoring.number,
        status=status_of(monitoring),
        facts=_facts(monitoring),
        offers=_offers(monitoring),
        related=_answers(monitoring),
    )


def _facts(monitoring: Monitoring) -> list[Fact]:
    concluded, settled = monitoring.concluded_by, monitoring.settled_by
    facts = [
        Fact(_("Whose work"), monitoring.person.name, note=monitoring.person.number),
        Fact(_("How"), monitoring.kind_word),
        Fact(_("Who looks at it"), monitoring.monitor.name, note=monitoring.monitor.number),
        Fact(_("Planned for"), monitoring.planned_on, note=monitoring.why),
        Fact(_("The assignment that is the monitoring"), monitoring.about_number),
        Fact(_("Held on"), monitoring.held_on, note=monitoring.findings),
        _agreement(monitoring),
        Fact(_("Concluded"), monitoring.concluded_at, note=concluded.name if concluded else ""),
        Fact(_("Reasons"), monitoring.reasons),
        Fact(_("Measures"), monitoring.measures),
        Fact(_("Measures by"), monitoring.measures_until),
        Fact(_("What was done"), monitoring.settlement, note=settled.name if settled else ""),
    ]
    return [each for each in facts if each.value]


def _agreement(monitoring: Monitoring) -> Fact:
    same = {"person": monitoring.person, "role": monitoring.role, "scope": monitoring.scope}
    found = Agreement.objects.filter(**same).first()
    if found is None:
        return Fact(_("Agreement with other raters"), _("Nothing was marked twice yet."))
    as_of = _("As of %(day)s") % {"day": date_format(clock.day_of(found.computed_at), "j M Y")}
    return Fact(_("Agreement with other raters"), agreement_told(found), note=as_of)


def _offers(monitoring: Monitoring) -> list[Offer]:
    known = {"monitoring": monitoring}
    if monitoring.state == MonitoringState.PLANNED:
        return [
            Offer(monitorings.report, ("personnel:monitoring-report", monitoring.pk), known, main=True),
            Offer(monitorings.cancel, ("personnel:monitoring-cancel", monitoring.pk), known),
        ]
    return [
        Offer(STEPS[verb][0], (f"personnel:monitoring-{verb}", monitoring.pk), known, main=not place)
        for place, verb in enumerate(OFFERED.get(MonitoringState(monitoring.state), ()))
    ]


def _answers(monitoring: Monitoring) -> list[Related]:
    asked = observation.FORMS[monitoring.kind]
    rows = [_answer(each, monitoring.answers.get(each.code, {})) for each in asked] if monitoring.answers else []
    return [
        Related(_("What was seen"), rows, empty=_("Nothing yet. Who looks at the work reports question by question."))
    ]


def _answer(question: observation.Question, answer: dict[str, str]) -> Row:
    found = observation.Found(answer["found"])
    status = Status(translated(observation.WORDS[found]), FOUND[found])
    return Row(translated(question.words), answer.get("note", ""), status=status)


@page(area="desk", permission=SIGNED_IN)
def report(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Tell what was seen, question by question."""
    monitoring = one_monitoring(by=request.actor, monitoring=_monitoring(pk))
    form = ObservationForm(request.POST or None, record=monitoring, kind=monitoring.kind)
    return perform(
        request,
        monitorings.report,
        form,
        record=monitoring,
        arguments=lambda typed: {k: typed[k] for k in ("held_on", "findings")} | {"answers": form.answers},
        then=("personnel:monitoring", monitoring.pk),
        template="personnel/report.html",
        context={
            "kind": f"{monitoring.number} · {monitoring.person.name}",
            "asked": [(form[each.code], form[f"{each.code}_note"]) for each in form.asked],
        },
    )


@page(area="desk", permission=holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER, EVALUATOR))
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Conclude, call off, or confirm measures, with what was seen before one's eyes."""
    monitoring = one_monitoring(by=request.actor, monitoring=_monitoring(pk))
    act, form = STEPS[verb]
    follows = _("No new work is assigned from this moment; what was begun goes on. Top management is told.")
    return perform(
        request,
        act,
        form(request.POST or None, record=monitoring),
        record=monitoring,
        then=("personnel:monitoring", monitoring.pk),
        template="personnel/on_monitoring.html",
        context={
            "kind": f"{monitoring.number} · {monitoring.person.name}",
            "seen": _answers(monitoring)[0].rows,
            "findings": monitoring.findings,
            "consequence": follows if verb == "fail" else "",
            "harm": verb == "fail",
        },
    )


def _monitoring(pk: UUID) -> Monitoring:
    people = ("person", "scope", "monitor", "planned_by", "concluded_by", "settled_by")
    return get_object_or_404(Monitoring.objects.select_related(*people), pk=pk)
