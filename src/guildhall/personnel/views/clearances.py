"""Pages of declarations on conflicts in single matters: one's own, the register, and their judgement."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from guildhall.identity import persons
from guildhall.identity.permissions import holds
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.personnel import queries
from guildhall.personnel.acts import clearances
from guildhall.personnel.forms import ClearForm, ConflictForm, ReasonForm, ReasonsForm
from guildhall.personnel.lifecycles import CLEARANCE, ClearanceState
from guildhall.personnel.models import Clearance
from guildhall.personnel.permissions import works_for_the_body
from guildhall.personnel.readings import one_clearance
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {
    ClearanceState.CLEAR: Tone.HOLDS,
    ClearanceState.CONFLICT: Tone.SOON,
    ClearanceState.TREATED: Tone.HOLDS,
    ClearanceState.BARRED: Tone.FAILS,
}
JUDGEMENTS: dict[str, tuple[Act[..., Clearance], type[ActForm]]] = {
    "treat": (clearances.treat, ReasonsForm),
    "bar": (clearances.bar, ReasonsForm),
    "reopen": (clearances.reopen, ReasonForm),
}
"""What can be decided on a conflict: the act and the form that asks for its reasons."""


def status_of(clearance: Clearance) -> Status:
    """The state of a declaration on conflicts in a word."""
    state = ClearanceState(clearance.state)
    return Status(translated(CLEARANCE.words[state]), TONES[state])


def _with_names(rows: Sequence[Clearance]) -> None:
    persons.opened(row.person for row in rows)


COLUMNS = (
    Column[Clearance](gettext_noop("Matter"), str, lambda row: ("personnel:clearance", row.pk), code=True),
    Column[Clearance](gettext_noop("State"), status_of),
    Column[Clearance](gettext_noop("Declared"), lambda row: row.declared_at, order="declared_at"),
    Column[Clearance](gettext_noop("Judged"), lambda row: row.judged_at, order="judged_at"),
)

MINE = ListPage[Clearance](
    name="personnel.my-clearances",
    title=gettext_noop("My declarations on conflicts"),
    queryset=lambda request: queries.clearances().filter(person_id=request.person.pk),
    order="-declared_at",
    columns=COLUMNS,
    empty=gettext_noop(
        "Before you review, examine, mark, invigilate or decide, you declare on the page of that matter whether you "
        "have a conflict in it. What you declared stands here."
    ),
)

REGISTER = ListPage[Clearance](
    name="personnel.clearances",
    title=gettext_noop("Declarations on conflicts"),
    queryset=lambda request: queries.clearances(),
    order="-declared_at",
    columns=(
        *COLUMNS[:1],
        Column(gettext_noop("Person"), lambda row: row.person.name),
        *COLUMNS[1:],
    ),
    before_showing=_with_names,
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            [(str(state), word) for state, word in CLEARANCE.words.items()],
            lambda rows, chosen: rows.filter(state=chosen),
        )
    ],
    empty=gettext_noop(
        "Here stand the declarations that people make before they work on an application, a sitting or a decision."
    ),
)


@page(area="desk", permission=SIGNED_IN)
def mine(request: PageRequest) -> HttpResponseBase:
    """What the person who asks declared in single matters."""
    return MINE.response(request)


@page(area="desk", permission=holds(QUALITY_MANAGER, TOP_MANAGEMENT))
def register(request: PageRequest) -> HttpResponseBase:
    """What everybody declared in single matters."""
    return REGISTER.response(request)


@page(area="desk", permission=works_for_the_body)
def clear(request: PageRequest, about: str) -> HttpResponseBase:
    """Declare that one has no conflict in the matter `about`, with one click, or name the one that there is."""
    matter = queries.record_called(about)
    if matter is None:
        raise Http404
    form = ClearForm(request.POST or None, initial={"next": _came_from(request)})

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        return {"person": request.person, "about": about, "conflict": typed["conflict"]}

    def then(made: Clearance) -> tuple[object, ...] | str:
        return _inside(request, form.cleaned_data["next"]) or ("personnel:clearance", made.pk)

    return perform(
        request,
        clearances.declare,
        form,
        arguments=arguments,
        then=then,
        title=_("Declare on conflicts"),
        template="personnel/clear.html",
        context={"matter": getattr(matter, "number", "")},
    )


def _came_from(request: PageRequest) -> str:
    """The page of the house from which somebody came, to lead them back there."""
    return _inside(request, request.GET.get("next", "") or request.headers.get("Referer", ""))


def _inside(request: PageRequest, address: str) -> str:
    """The path of an address of this house; nothing for any other."""
    if not address or not url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        return ""
    split = urlsplit(address)
    return split.path + (f"?{split.query}" if split.query else "")


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One declaration on conflicts, for who made it and who judges it; every look is logged."""
    clearance = one_clearance(by=request.actor, clearance=_clearance(pk))
    return render_record(
        request,
        clearance,
        kind=_("Declaration on conflicts"),
        title=str(clearance),
        status=status_of(clearance),
        facts=[
            Fact(_("Declared by"), clearance.person.name, note=clearance.person.number),
            Fact(_("Declared"), clearance.declared_at),
            Fact(_("Conflict"), clearance.conflict or _("None")),
            Fact(_("Judged"), clearance.judged_at, note=clearance.reasons),
        ],
        offers=_offers(clearance),
    )


def _offers(clearance: Clearance) -> list[Offer]:
    known = {"clearance": clearance}
    if clearance.state in {ClearanceState.CLEAR, ClearanceState.TREATED}:
        return [Offer(clearances.disclose, ("personnel:clearance-disclose", clearance.pk), known)]
    verbs = ["treat", "bar"] if clearance.state == ClearanceState.CONFLICT else ["reopen"]
    return [
        Offer(JUDGEMENTS[verb][0], (f"personnel:clearance-{verb}", clearance.pk), known, main=not place)
        for place, verb in enumerate(verbs)
    ]


@page(area="desk", permission=SIGNED_IN)
def disclose(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Name a conflict that turned up later."""
    clearance = one_clearance(by=request.actor, clearance=_clearance(pk))
    form = ConflictForm(request.POST or None, record=clearance)
    return perform(request, clearances.disclose, form, record=clearance, then=("personnel:clearance", clearance.pk))


@page(area="desk", permission=holds(QUALITY_MANAGER, TOP_MANAGEMENT))
def judge(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Judge a conflict, with reasons."""
    clearance = one_clearance(by=request.actor, clearance=_clearance(pk))
    act, form = JUDGEMENTS[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=clearance),
        record=clearance,
        then=("personnel:clearance", clearance.pk),
        template="personnel/on_clearance.html",
        context={"clearance": clearance},
    )


def _clearance(pk: UUID) -> Clearance:
    return get_object_or_404(queries.clearances(), pk=pk)
