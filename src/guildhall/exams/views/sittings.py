"""Pages of sittings: the register, planning, each sitting with its log, and the steps from opening to completion."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.exams import queries, readings
from guildhall.exams.acts import external, irregularities, places, sittings
from guildhall.exams.forms.common import ReasonForm
from guildhall.exams.forms.planning import (
    AssignForm,
    CancelForm,
    ComponentForm,
    CountForm,
    EquipForm,
    IrregularityForm,
    LocateForm,
    PostponeForm,
    SettlementForm,
    SittingForm,
)
from guildhall.exams.lifecycles import SITTING, ChecklistState, SittingState
from guildhall.exams.models import Attempt, Channel, Checklist, Irregularity, IrregularityKind, Sitting
from guildhall.exams.permissions import manages_exams, plans_and_marks
from guildhall.exams.rules.anomalies import ANSWERED
from guildhall.exams.rules.sittings import CHANNELS, counts
from guildhall.exams.views.places import delivered_by, held_at, used_at
from guildhall.exams.views.steps import Step
from guildhall.exams.views.words import status_of, when
from guildhall.governance.models import Activity
from guildhall.governance.queries import providers
from guildhall.identity.persons import names
from guildhall.identity.roles import EXAM_MANAGER, EXAMINER, INVIGILATOR, OPERATIONS
from guildhall.kernel.words import gettext_noop
from guildhall.personnel.acts import clearances
from guildhall.schemes.models import Component, ComponentKind
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


def _visible(request: PageRequest) -> QuerySet[Sitting]:
    roles = (EXAM_MANAGER, INVIGILATOR, EXAMINER, OPERATIONS)
    return queries.visible_to(request.person.id, queries.sittings(), "component__version__scheme", *roles)


def _channels(request: PageRequest) -> list[tuple[str, str]]:
    return [(each.value, str(each.label)) for each in Channel]


REGISTER = ListPage[Sitting](
    name="exams.sittings",
    title=gettext_noop("Sittings"),
    queryset=_visible,
    order="-begins_at",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("exams:sitting", row.pk), "number", True),
        Column(gettext_noop("When"), when, order="begins_at"),
        Column(gettext_noop("State"), status_of, order="state"),
        Column(gettext_noop("Component"), lambda row: f"{row.component.version.number} {row.component}"),
        Column(gettext_noop("How"), lambda row: str(Channel(row.channel).label), order="channel"),
        Column(gettext_noop("Place"), lambda row: row.place, order="place"),
        Column(gettext_noop("Seats taken"), lambda row: f"{row.taken} / {row.capacity}"),  # type: ignore[attr-defined]
    ],
    filters=[
        Filter(
            "state", gettext_noop("State"), list(SITTING.words.items()), lambda rows, state: rows.filter(state=state)
        ),
        Filter("channel", gettext_noop("How"), _channels, lambda rows, channel: rows.filter(channel=channel)),
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(place__icontains=text),
    search_hint=gettext_noop("Number or place"),
    empty=gettext_noop("Here stand the sittings at which people are examined. An examination manager plans the first."),
    new=(sittings.plan, ("exams:sitting-plan",)),
)


@page(area="desk", permission=plans_and_marks)
def register(request: PageRequest) -> HttpResponseBase:
    """The sittings of the schemes in which somebody works."""
    return REGISTER.response(request)


@page(area="desk", permission=manages_exams)
def plan(request: PageRequest) -> HttpResponse:
    """Choose the component for which a sitting is planned."""
    components = queries.components_of(request.person.id, EXAM_MANAGER)
    form = ComponentForm(request.GET or None, components=components)
    return render(request, "exams/plan.html", {"title": _("Plan a sitting"), "form": form, "components": components})


@page(area="desk", permission=manages_exams)
def plan_for(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Plan a sitting of one component."""
    component = get_object_or_404(queries.components_of(request.person.id, EXAM_MANAGER), pk=pk)
    centres = providers.used_for(Activity.CENTRE, component.version.scheme.scope_id)
    form = SittingForm(
        request.POST or None,
        channels=CHANNELS[ComponentKind(component.kind)],
        providers=[each.name for each in centres],
        **_given(component),
    )
    return perform(
        request,
        sittings.plan,
        form,
        record=component,
        then=lambda made: ("exams:sitting", made.pk),
        context={"kind": f"{component.version.number} · {component}"},
    )


def _given(component: Component) -> dict[str, Any]:
    in_use = Checklist.objects.filter(component=component, state=ChecklistState.APPROVED)
    return {"given": queries.live_forms(component), "checklists": in_use}


@page(area="desk", permission=plans_and_marks)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One sitting: its people, its log, and what comes next."""
    sitting = sitting_of(request, pk)
    noted = readings.log_of(by=request.actor, sitting=sitting) if _reads(request, sitting) else []
    return render_record(
        request,
        sitting,
        kind=_("Sitting of %(component)s, %(version)s")
        % {"component": sitting.component.title, "version": sitting.component.version.number},
        title=sitting.number,
        status=status_of(sitting),
        facts=[*_facts(sitting), *_checked(request, sitting)],
        offers=_offers(request, sitting),
        related=[
            _staff(sitting),
            used_at(sitting),
            *([_log(noted)] if _reads(request, sitting) else []),
            *_batches(sitting),
        ],
    )


def _reads(request: PageRequest, sitting: Sitting) -> bool:
    """Whether somebody may read who sits there; who might come on duty sees place and time alone."""
    return readings.log_of.refusal(by=request.actor, sitting=sitting) is None


def _facts(sitting: Sitting) -> list[Fact]:
    given = sitting.form or sitting.checklist
    link = ("exams:form" if sitting.form else "exams:checklist", given.pk) if given else ()
    return [
        Fact(_("When"), when(sitting)),
        Fact(_("How"), str(Channel(sitting.channel).label), note=sitting.provider),
        Fact(_("Where"), sitting.place, note=sitting.get_mode_display()),
        *held_at(sitting),
        Fact(_("Seats taken"), _seats(sitting), link=("exams:sitting-board", sitting.pk), note=_("on the board")),
        Fact(_("Form or checklist"), str(given or ""), link=link),
        Fact(_("Conditions looked at"), sitting.conditions_at, note=_not_met(sitting)),
        Fact(_("Opened"), sitting.opened_at, note=delivered_by(sitting)),
        Fact(_("Closed"), sitting.closed_at),
        Fact(_("Log completed"), sitting.reconciled_at, note=_counted(sitting)),
        *([Fact(_("Reason"), sitting.reason)] if sitting.reason else []),
    ]


def _checked(request: PageRequest, sitting: Sitting) -> list[Fact]:
    """When the answers were looked through, for who answers for the results."""
    if sitting.channel not in ANSWERED or readings.checks_of.refusal(by=request.actor, sitting=sitting):
        return []
    latest = sitting.checks.order_by("-ordinal").first()
    done = str(latest) if latest else _("not yet")
    return [Fact(_("Answers looked through"), done, ("exams:sitting-check", sitting.pk))]


def _seats(sitting: Sitting) -> str:
    return f"{queries.taken(sitting)} / {sitting.capacity}"


def _not_met(sitting: Sitting) -> str:
    notes = [each.get("note", "") for each in sitting.conditions.values() if each.get("found") == "not-met"]
    return "; ".join(notes)


def _counted(sitting: Sitting) -> str:
    if not sitting.reconciliation:
        return ""
    told = _("%(present)d present, %(absent)d absent") % sitting.reconciliation
    return f"{told} · {sitting.reconciliation['remark']}" if sitting.reconciliation.get("remark") else told


def _offers(request: PageRequest, sitting: Sitting) -> list[Offer]:
    known = {"sitting": sitting}

    def step(verb: str, *, main: bool = False) -> Offer:
        return Offer(STEPS[verb].act, (f"exams:sitting-{verb}", sitting.pk), known, main=main)

    clear = {"person": request.person, "about": sitting.ref, "conflict": ""}
    duty = Offer(sittings.put_on_duty, ("exams:sitting-staff", sitting.pk), known)
    return {
        SittingState.PLANNED: [
            step("open", main=True),
            Offer(sittings.check_conditions, ("exams:sitting-conditions", sitting.pk), known),
            duty,
            Offer(clearances.declare, ("personnel:clear", sitting.ref), clear),
            step("locate"),
            step("assign"),
            step("postpone"),
            step("cancel"),
            step("equip"),
        ],
        SittingState.OPEN: [
            step("close", main=True),
            duty,
            step("assign"),
            step("note"),
            step("abort"),
            *(_of_provider(sitting) if sitting.channel == Channel.PROVIDER else []),
        ],
        SittingState.CLOSED: [step("reconcile", main=True), step("note")],
    }.get(SittingState(sitting.state), [])


def _of_provider(sitting: Sitting) -> list[Offer]:
    return [Offer(external.stage, ("exams:sitting-stage", sitting.pk), {"sitting": sitting})]


def _staff(sitting: Sitting) -> Related:
    staff = list(queries.on_duty(sitting))
    known = names(each.person_id for each in staff)
    return Related(
        _("On duty"),
        [Row(known.get(each.person_id, ""), str(each.get_duty_display())) for each in staff],
        empty=_(
            "Nobody is on duty yet. Who is put on duty is authorised for the scheme and has declared on conflicts."
        ),
    )


def _log(noted: list[Irregularity]) -> Related:
    known = names(each.noted_by_id for each in noted)
    return Related(
        _("Irregularities"),
        [
            Row(
                f"{IrregularityKind(each.kind).label}{f' · {each.attempt}' if each.attempt else ''}",
                f"{each.words} ({known.get(each.noted_by_id, '')})"
                + (f" → {each.settlement}" if each.settled_at else ""),
                () if each.settled_at else ("exams:irregularity-settle", each.pk),
                Status(_("Settled"), Tone.HOLDS) if each.settled_at else Status(_("To settle"), Tone.SOON),
            )
            for each in noted
        ],
        empty=_("Nothing was noted. An empty log is confirmed when it is completed."),
    )


def _batches(sitting: Sitting) -> list[Related]:
    if sitting.channel != Channel.PROVIDER:
        return []
    rows = [
        Row(each.number, each.name, ("exams:batch", each.pk), status_of(each))
        for each in sitting.batches.order_by("-staged_at")
    ]
    return [Related(_("Files of the provider"), rows, empty=_("No file has come yet."))]


STEPS = {
    "open": Step(sittings.open, ActForm),
    "close": Step(sittings.close, ActForm),
    "abort": Step(sittings.abort, ReasonForm),
    "postpone": Step(sittings.postpone, PostponeForm),
    "cancel": Step(sittings.cancel, CancelForm),
    "equip": Step(sittings.equip, EquipForm),
    "locate": Step(places.locate, LocateForm),
    "assign": Step(places.assign, AssignForm),
    "reconcile": Step(sittings.reconcile, CountForm),
    "note": Step(irregularities.note, IrregularityForm),
}
CONSEQUENCES = {
    "open": gettext_noop("From now on candidates are checked in and may start."),
    "close": gettext_noop("Nobody is checked in or starts any more. The log is completed afterwards."),
    "abort": gettext_noop(
        "All attempts of this sitting become void for the body's fault: they do not count, no waiting time follows, "
        "and the next attempt of each candidate is free."
    ),
    "cancel": gettext_noop(
        "Everybody who has a seat is told. Without another sitting they lose the seat, but no attempt, and book "
        "another one free of charge."
    ),
    "postpone": gettext_noop("Everybody who has a seat keeps it and is told."),
}


@page(area="desk", permission=plans_and_marks)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """One step in the life of a sitting."""
    sitting, doing = sitting_of(request, pk), STEPS[verb]
    form = doing.form(request.POST or None, record=sitting, **_told(sitting, verb))
    consequence = _(CONSEQUENCES[verb]) if verb in CONSEQUENCES else ""
    context = {
        "kind": f"{sitting.number} · {when(sitting)}",
        "consequence": consequence,
        "harm": verb in {"abort", "cancel"},
    }
    board = ({"open", "note"} & {verb} and sitting.state == SittingState.OPEN) or verb == "open"
    then = ("exams:sitting-board" if board else "exams:sitting", sitting.pk)
    return perform(request, doing.act, form, record=sitting, then=then, context=context)


def _told(sitting: Sitting, verb: str) -> dict[str, Any]:
    """What the form of a step begins with, or may choose from."""
    if verb == "postpone":
        times = {"begins_at": sitting.begins_at, "ends_at": sitting.ends_at, "place": sitting.place}
        return {"initial": times}
    if verb == "cancel":
        same = queries.sittings().filter(component=sitting.component, channel=sitting.channel)
        return {"others": same.filter(state=SittingState.PLANNED).exclude(pk=sitting.pk)}
    if verb == "reconcile":
        present, absent = counts(sitting)
        return {"initial": {"booklets_issued": present, "booklets_returned": present}} if present or absent else {}
    if verb == "locate":
        return {"mode": sitting.mode, "initial": {"room": sitting.room_id, "platform": sitting.platform_id}}
    return _given(sitting.component) if verb == "equip" else {}


@page(area="desk", permission=plans_and_marks)
def note_for(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Note an irregularity that concerns one candidate."""
    attempt = get_object_or_404(Attempt.objects.select_related(*Attempt.reload_with), pk=pk)
    form = IrregularityForm(request.POST or None, record=attempt.sitting)
    return perform(
        request,
        irregularities.note,
        form,
        record=attempt.sitting,
        arguments=lambda typed: {**typed, "attempt": attempt},
        then=("exams:sitting-board", attempt.sitting_id),
        context={"kind": attempt.number},
    )


@page(area="desk", permission=manages_exams)
def settle(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Settle an irregularity."""
    noted = get_object_or_404(Irregularity.objects.select_related(*Irregularity.reload_with), pk=pk)
    return perform(
        request,
        irregularities.settle,
        SettlementForm(request.POST or None, record=noted),
        record=noted,
        then=("exams:sitting", noted.sitting_id),
        context={"kind": f"{noted.sitting.number} · {IrregularityKind(noted.kind).label}"},
    )


def sitting_of(request: PageRequest, pk: UUID) -> Sitting:
    """The sitting of that identifier, if it is in a scheme in which somebody works."""
    return get_object_or_404(_visible(request), pk=pk)
