"""Pages of work under supervision: the register, each phase with its tasks."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity import grants, persons
from guildhall.identity.permissions import holds
from guildhall.identity.roles import EVALUATOR, QUALITY_MANAGER, SCHEME_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.personnel import queries
from guildhall.personnel.acts import supervision
from guildhall.personnel.forms.criteria import PhaseForm, SupervisionForm, TaskForm
from guildhall.personnel.lifecycles import SUPERVISION, ClearanceState, SupervisionState
from guildhall.personnel.models import Clearance, SupervisedTask, Supervision
from guildhall.personnel.permissions import works_for_the_body
from guildhall.personnel.readings import tasks_of
from guildhall.shell.lists import Column, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {
    SupervisionState.RUNNING: Tone.OPEN,
    SupervisionState.COMPLETED: Tone.HOLDS,
    SupervisionState.BROKEN_OFF: Tone.CLOSED,
}
ENDS: dict[str, Act[..., Supervision]] = {"complete": supervision.complete, "break-off": supervision.break_off}
"""How a phase can end."""


def status_of(phase: Supervision) -> Status:
    """The state of a phase in a word."""
    state = SupervisionState(phase.state)
    return Status(translated(SUPERVISION.words[state]), TONES[state])


def _with_names(rows: Sequence[Supervision]) -> None:
    persons.opened(one for row in rows for one in (row.person, row.supervisor))


def _seen(request: PageRequest) -> QuerySet[Supervision]:
    """Everything for who answers for competence, one's own for trainees and supervisors."""
    me = request.person.pk
    if me in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER, EVALUATOR):
        return queries.supervisions()
    return queries.supervisions().filter(Q(person_id=me) | Q(supervisor_id=me))


REGISTER = ListPage[Supervision](
    name="personnel.supervisions",
    title=gettext_noop("Work under supervision"),
    queryset=_seen,
    order="-number",
    columns=(
        Column(
            gettext_noop("Number"),
            lambda row: row.number,
            lambda row: ("personnel:supervision", row.pk),
            "number",
            True,
        ),
        Column(gettext_noop("Trainee"), lambda row: row.person.name),
        Column(gettext_noop("Beside"), lambda row: row.supervisor.name),
        Column(gettext_noop("Role"), lambda row: row.role_word, order="role"),
        Column(gettext_noop("Scheme"), lambda row: row.scope.name),
        Column(gettext_noop("State"), status_of),
    ),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stands who is new to a role and does its work beside somebody who is authorised. It gives them no role; "
        "when the phase is complete, an evaluator evaluates them."
    ),
    new=(supervision.begin, ("personnel:supervision-begin",)),
)


@page(area="desk", permission=works_for_the_body)
def register(request: PageRequest) -> HttpResponseBase:
    """Who works under supervision, beside whom."""
    return REGISTER.response(request)


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One phase with its tasks; every look is logged."""
    phase = _phase(pk)
    tasks = tasks_of(by=request.actor, supervision=phase)
    return render_record(
        request,
        phase,
        kind=_("Supervised phase"),
        title=phase.number,
        status=status_of(phase),
        facts=_facts(phase),
        offers=_offers(phase),
        related=[
            Related(
                _("Tasks"),
                [_task(each) for each in tasks],
                empty=_("The trainee declares on a matter first; who supervises then records how the task went."),
            )
        ],
    )


def _facts(phase: Supervision) -> list[Fact]:
    criteria = queries.criteria_for(phase.role, phase.scope_id)
    return [
        Fact(_("Trainee"), phase.person.name, link=("personnel:file", phase.person_id), note=phase.person.number),
        Fact(_("Beside"), phase.supervisor.name, note=phase.supervisor.number),
        Fact(_("Role"), phase.role_word),
        Fact(_("Scheme"), phase.scope.name, note=phase.scope.number),
        Fact(_("Tasks that are asked for"), criteria.supervised_tasks if criteria else None),
        Fact(_("Begun"), phase.begun_at),
        Fact(_("Over"), phase.closed_at),
        Fact(_("What was seen"), phase.findings),
    ]


def _task(task: SupervisedTask) -> Row:
    status = Status(_("Well done"), Tone.HOLDS) if task.is_satisfactory else Status(_("Not yet"), Tone.SOON)
    return Row(f"{task.clearance}, {date_format(task.worked_on, 'j M Y')}", task.words, status=status)


def _offers(phase: Supervision) -> list[Offer]:
    if phase.state != SupervisionState.RUNNING:
        return []
    known = {"supervision": phase}
    ends = [Offer(act, (f"personnel:supervision-{verb}", phase.pk), known) for verb, act in ENDS.items()]
    return [Offer(supervision.record, ("personnel:supervision-task", phase.pk), known, main=True), *ends]


@page(area="desk", permission=holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER))
def begin(request: PageRequest) -> HttpResponseBase:
    """Begin a supervised phase."""
    form = SupervisionForm(request.POST or None, schemes=queries.schemes())
    return perform(request, supervision.begin, form, then=lambda made: ("personnel:supervision", made.pk))


@page(area="desk", permission=works_for_the_body)
def task(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Record how a task went."""
    phase = _phase(pk)
    tasks_of(by=request.actor, supervision=phase)
    free = (ClearanceState.CLEAR, ClearanceState.TREATED)
    matters = Clearance.objects.filter(person=phase.person, state__in=free, supervised_tasks__isnull=True)
    form = TaskForm(request.POST or None, record=phase, matters=matters.order_by("-declared_at"))
    return perform(request, supervision.record, form, record=phase, then=("personnel:supervision", phase.pk))


@page(area="desk", permission=works_for_the_body)
def end(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Complete a phase, or break it off."""
    phase = _phase(pk)
    tasks_of(by=request.actor, supervision=phase)
    form = PhaseForm(request.POST or None, record=phase)
    return perform(request, ENDS[verb], form, record=phase, then=("personnel:supervision", phase.pk))


def _phase(pk: UUID) -> Supervision:
    return get_object_or_404(queries.supervisions(), pk=pk)
