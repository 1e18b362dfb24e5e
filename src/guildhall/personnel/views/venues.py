"""Pages of venues: the register, each with its rooms, inspections and equipment, and what can be done with it."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import fitness, queries
from guildhall.personnel.acts import rooms, venues
from guildhall.personnel.forms.common import SCANS, ReasonForm
from guildhall.personnel.forms.resources import InspectionForm, NewRoomForm, NewVenueForm, RoomForm, VenueForm
from guildhall.personnel.lifecycles import ROOM, VENUE, RoomState, VenueState
from guildhall.personnel.models import ExamRoom, Inspection, Venue, VenueKind
from guildhall.personnel.permissions.resources import may_approve_venues, may_keep_resources, may_read_resources
from guildhall.personnel.resources import unfit_room, unfit_venue
from guildhall.personnel.views.states import equipment_status
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.vault import keys
from guildhall.vault.files import receive

TONES = {
    VenueState.REGISTERED: Tone.OPEN,
    VenueState.APPROVED: Tone.HOLDS,
    VenueState.SUSPENDED: Tone.FAILS,
    VenueState.CLOSED: Tone.CLOSED,
}


def status_of(venue: Venue) -> Status:
    """The state in a word; where the inspection ends soon or has ended, that."""
    today = clock.today()
    if venue.state == VenueState.APPROVED and venue.due_on:
        if venue.due_on < today:
            return Status(_("Inspection overdue"), Tone.FAILS)
        if venue.due_on - today <= queries.SOON_DUE:
            return Status(_("Approved, inspection due soon"), Tone.SOON)
    state = VenueState(venue.state)
    return Status(translated(VENUE.words[state]), TONES[state])


def _seats(venue: Venue) -> Any:
    return venue.capacity if venue.is_platform else venue.seats  # type: ignore[attr-defined]  # annotated by the query


def _narrowed(rows: QuerySet[Venue], state: str) -> QuerySet[Venue]:
    return rows.filter(state=state)


def _kinds(request: PageRequest) -> list[tuple[str, str]]:
    return [(each.value, str(each.label)) for each in VenueKind]


REGISTER = ListPage[Venue](
    name="personnel.venues",
    title=gettext_noop("Sites and platforms"),
    queryset=lambda request: queries.venues(),
    order="number",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("personnel:venue", row.pk), "number", True),
        Column(gettext_noop("Name"), lambda row: row.name, order="name"),
        Column(gettext_noop("Kind"), lambda row: str(VenueKind(row.kind).label), order="kind"),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("Seats"), _seats),
        Column(gettext_noop("Next inspection by"), lambda row: row.due_on, order="due_on"),
    ],
    filters=[
        Filter("state", gettext_noop("State"), list(VENUE.words.items()), _narrowed),
        Filter("kind", gettext_noop("Kind"), _kinds, lambda rows, kind: rows.filter(kind=kind)),
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(name__icontains=text),
    search_hint=gettext_noop("Number or name"),
    empty=gettext_noop(
        "Here stands where people are examined: sites with their rooms, and platforms for examinations at a distance. "
        "Each is inspected, and approved by somebody else, before a sitting is held there."
    ),
    new=(venues.register, ("personnel:venue-register",)),
)


@page(area="desk", permission=may_read_resources)
def register(request: PageRequest) -> HttpResponseBase:
    """Where people are examined."""
    return REGISTER.response(request)


@page(area="desk", permission=may_read_resources)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One venue."""
    venue = _venue(pk)
    return render_record(
        request,
        venue,
        kind=str(VenueKind(venue.kind).label),
        title=venue.number,
        status=status_of(venue),
        facts=_facts(venue),
        offers=_offers(venue),
        related=[*([] if venue.is_platform else [_rooms(venue)]), _inspections(venue), _equipment(venue)],
    )


def _facts(venue: Venue) -> list[Fact]:
    unfit = unfit_venue(venue, clock.today())
    platform = [Fact(_("How many at once"), venue.capacity), Fact(_("Version"), venue.release)]
    usable = Status(_("Not now"), Tone.FAILS) if unfit else Status(_("Yes"), Tone.HOLDS)
    return [
        Fact(_("Name"), venue.name),
        Fact(_("Address"), venue.address),
        *(platform if venue.is_platform else []),
        Fact(_("Can be used"), usable, note=unfit.sentence if unfit else ""),
        Fact(_("Next inspection by"), venue.due_on),
        Fact(_("Approved"), venue.approved_at, note=venue.approved_by.name if venue.approved_by else ""),
        Fact(_("Accessibility"), venue.accessibility),
        *([Fact(_("Reason"), venue.reason)] if venue.reason else []),
        Fact(_("Registered"), venue.registered_at, note=venue.registered_by.name),
    ]


def _offers(venue: Venue) -> list[Offer]:
    known = {"venue": venue}

    def offer(act: Any, verb: str, *, main: bool = False) -> Offer:
        return Offer(act, (f"personnel:venue-{verb}", venue.pk), known, main=main)

    if venue.state == VenueState.CLOSED:
        return []
    waits = venue.state != VenueState.APPROVED
    return [
        *([offer(venues.approve, "approve", main=bool(venue.due_on))] if waits else []),
        offer(venues.inspect, "inspect", main=waits and not venue.due_on),
        *([] if venue.is_platform else [offer(rooms.add, "room")]),
        offer(venues.change, "change"),
        *([] if waits else [offer(venues.suspend, "suspend")]),
        offer(venues.close, "close"),
    ]


def _rooms(venue: Venue) -> Related:
    return Related(
        _("Rooms"),
        [
            Row(
                f"{each.name} · {_('%(seats)d seats') % {'seats': each.capacity}}",
                ", ".join(each.access_words),
                ("personnel:room", each.pk),
                room_status(each),
            )
            for each in venue.rooms.order_by("name")
        ],
        empty=_("No room yet. Sittings are planned in rooms, so a site needs at least one."),
    )


def room_status(room: ExamRoom) -> Status:
    """Whether a room is in use."""
    state = RoomState(room.state)
    return Status(translated(ROOM.words[state]), Tone.HOLDS if state == RoomState.IN_USE else Tone.FAILS)


def _inspections(venue: Venue) -> Related:
    found = venue.inspections.order_by("-inspected_on", "-entered_at")
    return Related(
        _("Inspections"),
        [
            Row(each.number, each.words, ("personnel:inspection", each.pk), inspection_status(each))
            for each in found[:20]
        ],
        empty=_("Nobody has looked at it yet. It is inspected before it is approved, and again every so often (T-14)."),
    )


def inspection_status(inspection: Inspection) -> Status:
    """What an inspection came to."""
    if inspection.suitable:
        return Status(_("Suitable"), Tone.HOLDS)
    return Status(_("Not suitable"), Tone.FAILS)


def _equipment(venue: Venue) -> Related:
    here = venue.equipment.order_by("number")
    return Related(
        _("Equipment there"),
        [
            Row(f"{each.number} {each.name}", "", ("personnel:equipment", each.pk), equipment_status(each))
            for each in here
        ],
        empty=_("No equipment is registered as standing here."),
    )


@page(area="desk", permission=may_keep_resources)
def register_one(request: PageRequest) -> HttpResponseBase:
    """Register a site or a platform."""
    form = NewVenueForm(request.POST or None)
    return perform(request, venues.register, form, then=lambda made: ("personnel:venue", made.pk))


@page(area="desk", permission=may_keep_resources)
def change(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Enter a change, after it is said what follows."""
    venue = _venue(pk)
    told = {name: getattr(venue, name) for name in ("name", "address", "capacity", "release", "accessibility")}
    follows = _("Inspection and approval do not carry the changed venue: it is inspected and approved anew.")
    form = VenueForm(request.POST or None, record=venue, initial=told)
    return _done(request, venues.change, form, venue, context={"kind": venue.number, "consequence": follows})


@page(area="desk", permission=may_keep_resources)
def inspect(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Enter what was found, criterion by criterion."""
    venue = _venue(pk)
    form = InspectionForm(request.POST or None, request.FILES or None, record=venue, venue=venue)
    return perform(
        request,
        venues.inspect,
        form,
        record=venue,
        arguments=lambda typed: {
            "inspected_on": typed["inspected_on"],
            "answers": form.answers,
            "suitable": typed["suitable"],
            "words": typed["words"],
            "report": _received(typed["report"]),
        },
        then=("personnel:venue", venue.pk),
        template="personnel/inspect.html",
        context={"kind": f"{venue.number} · {venue.name}"},
    )


def _received(upload: Any) -> Any:
    return receive(upload, key_id=keys.BODY, allowed=SCANS) if upload else None


@page(area="desk", permission=may_approve_venues)
def approve(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Approve a venue on its inspection."""
    venue = _venue(pk)
    form = ActForm(request.POST or None, record=venue)
    return _done(request, venues.approve, form, venue, context={"kind": f"{venue.number} · {venue.name}"})


STOPS: dict[str, tuple[Any, str]] = {
    "suspend": (venues.suspend, gettext_noop("No sitting is opened there until it is approved again.")),
    "close": (venues.close, gettext_noop("It cannot be taken back; sittings planned there need another place.")),
}
"""What ends the use of a venue: the act, and what follows."""


@page(area="desk", permission=may_keep_resources | may_approve_venues)
def stop(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Suspend a venue or give it up, after it is said what follows."""
    venue, (act, follows) = _venue(pk), STOPS[verb]
    context = {"kind": f"{venue.number} · {venue.name}", "consequence": translated(follows), "harm": True}
    return _done(request, act, ReasonForm(request.POST or None, record=venue), venue, context=context)


def _done(request: PageRequest, act: Any, form: ActForm, venue: Venue, context: dict[str, Any]) -> HttpResponseBase:
    return perform(request, act, form, record=venue, then=("personnel:venue", venue.pk), context=context)


@page(area="desk", permission=may_read_resources)
def inspection(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """What one inspection found."""
    found = get_object_or_404(Inspection.objects.select_related("venue", "inspected_by", "report"), pk=pk)
    report = [Fact(_("Report"), _("File"), ("personnel:inspection-report", found.pk))] if found.report else []
    return render_record(
        request,
        found,
        kind=_("Inspection of %(venue)s") % {"venue": found.venue.name},
        title=found.number,
        status=inspection_status(found),
        facts=[
            Fact(_("Venue"), found.venue.number, ("personnel:venue", found.venue_id), note=found.venue.name),
            Fact(_("Inspected on"), found.inspected_on, note=found.inspected_by.name),
            Fact(_("Carries until"), found.due_on),
            Fact(_("What was found"), found.words),
            *report,
        ],
        offers=[],
        related=[Related(_("Criteria"), [_answered(each, found.answers) for each in fitness.asked(found.venue.kind)])],
    )


def _answered(criterion: fitness.Criterion, answers: dict[str, dict[str, str]]) -> Row:
    answer = answers.get(criterion.code, {})
    met = answer.get("found") == fitness.MET
    status = Status(_("Met"), Tone.HOLDS) if met else Status(_("Not met"), Tone.SOON)
    return Row(translated(criterion.words), answer.get("note", ""), (), status)


@page(area="desk", permission=may_read_resources)
def report(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The report of an inspection."""
    found = get_object_or_404(Inspection.objects.select_related("report"), pk=pk)
    if found.report is None:
        raise Http404
    return download(request, found.report)


@page(area="desk", permission=may_read_resources)
def room(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One room of a site."""
    found = _room(pk)
    known, unfit = {"room": found}, unfit_room(found, clock.today())
    in_use = found.state == RoomState.IN_USE
    verb, act = ("take-out", rooms.take_out) if in_use else ("put-back", rooms.put_back)
    return render_record(
        request,
        found,
        kind=_("Room of %(venue)s") % {"venue": found.venue.name},
        title=found.name,
        status=room_status(found),
        facts=[
            Fact(_("Site"), found.venue.number, ("personnel:venue", found.venue_id), note=found.venue.address),
            Fact(_("Seats"), found.capacity),
            Fact(_("Accessibility"), ", ".join(found.access_words), note=found.note),
            Fact(
                _("Can be used"),
                Status(_("Not now"), Tone.FAILS) if unfit else Status(_("Yes"), Tone.HOLDS),
                note=unfit.sentence if unfit else "",
            ),
        ],
        offers=[
            Offer(rooms.change, ("personnel:room-change", found.pk), known),
            Offer(act, (f"personnel:room-{verb}", found.pk), known),
        ],
    )


@page(area="desk", permission=may_keep_resources)
def add_room(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Add a room to a site."""
    venue = _venue(pk)
    form = NewRoomForm(request.POST or None, record=venue)
    context = {"kind": f"{venue.number} · {venue.name}"}
    return perform(
        request, rooms.add, form, record=venue, arguments=_featured, then=("personnel:venue", venue.pk), context=context
    )


def _featured(typed: dict[str, Any]) -> dict[str, Any]:
    return {**typed, "features": tuple(typed["features"])}


@page(area="desk", permission=may_keep_resources)
def change_room(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Enter the seats and the accessibility of a room."""
    found = _room(pk)
    told = {"capacity": found.capacity, "features": found.features, "note": found.note}
    form = RoomForm(request.POST or None, record=found, initial=told)
    then = ("personnel:room", found.pk)
    return perform(request, rooms.change, form, record=found, arguments=_featured, then=then)


@page(area="desk", permission=may_keep_resources)
def take_out(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take a room out of use."""
    found = _room(pk)
    form = ReasonForm(request.POST or None, record=found)
    return perform(request, rooms.take_out, form, record=found, then=("personnel:room", found.pk))


@page(area="desk", permission=may_keep_resources)
def put_back(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Put a room back into use."""
    found = _room(pk)
    form = ActForm(request.POST or None, record=found)
    return perform(request, rooms.put_back, form, record=found, then=("personnel:room", found.pk))


def _venue(pk: UUID) -> Venue:
    return get_object_or_404(Venue.objects.select_related("registered_by", "approved_by"), pk=pk)


def _room(pk: UUID) -> ExamRoom:
    return get_object_or_404(ExamRoom.objects.select_related("venue"), pk=pk)
