"""Pages of resolutions: what waits for an answer, who carries what out, and where a committee acted by itself."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.governance.acts import resolutions
from guildhall.governance.forms.committees import AcceptForm, ActionForm, DeclineForm, ReportForm
from guildhall.governance.lifecycles.committees import RESOLUTION, ResolutionState
from guildhall.governance.models import Resolution
from guildhall.governance.permissions.committees import may_see_committees
from guildhall.governance.queries import committees as queries
from guildhall.governance.readings.committees import one_resolution
from guildhall.governance.views.meetings import OVERSEE
from guildhall.governance.views.words import resolution_status
from guildhall.identity import grants, persons
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

MOVES: dict[str, tuple[Act[..., Any], type[ActForm]]] = {
    "accept": (resolutions.accept, AcceptForm),
    "decline": (resolutions.decline, DeclineForm),
    "complete": (resolutions.complete, ReportForm),
    "act-alone": (resolutions.act_alone, ActionForm),
}


def _visible(request: PageRequest) -> QuerySet[Resolution]:
    person_id, found = request.person.pk, queries.resolutions()
    if person_id in grants.holders(*OVERSEE):
        return found
    on = queries.seats_of(person_id, clock.today()).values("committee_id")
    return found.filter(item__meeting__committee_id__in=on)


def _with_names(rows: Sequence[Resolution]) -> None:
    persons.opened(row.responsible for row in rows if row.responsible)


REGISTER = ListPage[Resolution](
    name="governance.resolutions",
    title=gettext_noop("Resolutions"),
    queryset=_visible,
    order="-number",
    columns=[
        Column(
            gettext_noop("Number"),
            lambda row: row.number,
            lambda row: ("governance:resolution", row.pk),
            "number",
            True,
        ),
        Column(gettext_noop("Committee"), lambda row: row.item.meeting.committee.name),
        Column(gettext_noop("Item"), lambda row: str(row.item), code=True),
        Column(gettext_noop("Adopted"), lambda row: row.adopted_at, order="adopted_at"),
        Column(gettext_noop("State"), resolution_status),
        Column(gettext_noop("Carried out by"), lambda row: row.responsible.name if row.responsible else ""),
        Column(gettext_noop("Until"), lambda row: row.due_on, order="due_on"),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            list(RESOLUTION.words.items()),
            lambda rows, state: rows.filter(state=state),
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text),
    search_hint=gettext_noop("Number of a resolution"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stands what committees resolved, until it is done. A resolution comes here when a motion is adopted; top "
        "management answers it, and somebody carries it out until a day."
    ),
)


@page(area="desk", permission=may_see_committees)
def register(request: PageRequest) -> HttpResponseBase:
    """The resolutions that somebody may see."""
    return REGISTER.response(request)


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One resolution, for who is not shut out of its item; every look is logged."""
    resolution = one_resolution(by=request.actor, resolution=_resolution(pk))
    return render_record(
        request,
        resolution,
        kind=resolution.item.meeting.committee.name,
        title=resolution.number,
        status=resolution_status(resolution),
        facts=_facts(resolution),
        offers=_offers(resolution),
        template="governance/resolution.html",
        context={"resolution": resolution, "action": getattr(resolution, "independent_action", None)},
    )


def _facts(resolution: Resolution) -> list[Fact]:
    item, who = resolution.item, resolution.responsible
    return [
        Fact(_("Item"), f"{item} · {item.title}", link=("governance:item", item.pk)),
        Fact(_("Adopted"), resolution.adopted_at),
        Fact(_("Answered"), resolution.answered_at),
        *([Fact(_("Carried out by"), who.name, note=who.number)] if who else []),
        *([Fact(_("Until"), resolution.due_on)] if resolution.due_on else []),
        *([Fact(_("Done"), resolution.done_at)] if resolution.done_at else []),
    ]


def _offers(resolution: Resolution) -> list[Offer]:
    known, pk = {"resolution": resolution}, resolution.pk
    accept = Offer(resolutions.accept, ("governance:resolution-accept", pk), known, main=True)
    alone = Offer(resolutions.act_alone, ("governance:resolution-act-alone", pk), known)
    return {
        ResolutionState.ADOPTED: [
            accept,
            Offer(resolutions.decline, ("governance:resolution-decline", pk), known),
            alone,
        ],
        ResolutionState.DECLINED: [accept, alone],
        ResolutionState.ACCEPTED: [
            Offer(resolutions.complete, ("governance:resolution-complete", pk), known, main=True)
        ],
    }.get(ResolutionState(resolution.state), [])


@page(area="desk", permission=SIGNED_IN)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Answer a resolution, report it as done, or record what the committee did by itself."""
    resolution = one_resolution(by=request.actor, resolution=_resolution(pk))
    act, form = MOVES[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=resolution),
        record=resolution,
        then=("governance:resolution", resolution.pk),
        title=translated(act.label),
        template="governance/on_item.html",
        context={"kind": resolution.number, "lead": resolution.item.title, "item": resolution.item},
    )


def _resolution(pk: UUID) -> Resolution:
    return get_object_or_404(queries.resolutions().select_related("independent_action"), pk=pk)
