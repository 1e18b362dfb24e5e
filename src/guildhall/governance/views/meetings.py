"""Pages of meetings: the list, each with its agenda, who was there, and its minutes."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.governance import shutting_out
from guildhall.governance.acts import items, meetings
from guildhall.governance.forms.committees import AttendanceForm, MeetingForm, PresentForm, WordsForm
from guildhall.governance.lifecycles.committees import MEETING, MeetingState
from guildhall.governance.models import AgendaItem, Attendance, Committee, Meeting
from guildhall.governance.permissions.committees import may_keep_meetings, may_see_committees
from guildhall.governance.queries import committees as queries
from guildhall.governance.readings.committees import one_meeting
from guildhall.governance.views.words import item_status
from guildhall.identity import grants, persons
from guildhall.identity.roles import ASSESSOR, COMMITTEE_SECRETARY, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.personnel.forms import ReasonForm
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {
    MeetingState.PLANNED: Tone.OPEN,
    MeetingState.INVITED: Tone.OPEN,
    MeetingState.HELD: Tone.SOON,
    MeetingState.DRAFTED: Tone.SOON,
    MeetingState.APPROVED: Tone.HOLDS,
    MeetingState.CANCELLED: Tone.CLOSED,
}
OVERSEE = (COMMITTEE_SECRETARY, QUALITY_MANAGER, TOP_MANAGEMENT, ASSESSOR)

MOVES: dict[str, tuple[Act[..., Meeting], type[ActForm]]] = {
    "invite": (meetings.invite, ActForm),
    "draft": (meetings.draft, WordsForm),
    "send-back": (meetings.send_back, ReasonForm),
    "approve": (meetings.approve, ActForm),
    "cancel": (meetings.cancel, ReasonForm),
}
"""What is done with a meeting as a whole: the act, and the form that asks what it needs."""

CONSEQUENCES = {
    "invite": gettext_noop("Every member whose term runs that day is told, and can read the papers."),
    "approve": gettext_noop("Nothing in the minutes changes any more."),
}


def status_of(meeting: Meeting) -> Status:
    """The state of a meeting in a word."""
    state = MeetingState(meeting.state)
    return Status(translated(MEETING.words[state]), TONES[state])


def when(meeting: Meeting) -> str:
    """The day of a meeting, as people read it."""
    return date_format(clock.day_of(meeting.begins_at), "j M Y")


def _visible(request: PageRequest) -> Any:
    """All meetings for who looks after committees, those of their own committees for members."""
    person_id = request.person.pk
    return queries.meetings() if person_id in grants.holders(*OVERSEE) else queries.meetings_of(person_id)


REGISTER = ListPage[Meeting](
    name="governance.meetings",
    title=gettext_noop("Meetings"),
    queryset=_visible,
    order="-begins_at",
    columns=[
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("governance:meeting", row.pk), "number", True
        ),
        Column(gettext_noop("Committee"), lambda row: row.committee.name),
        Column(gettext_noop("Begins"), lambda row: row.begins_at, order="begins_at"),
        Column(gettext_noop("Where"), lambda row: row.place),
        Column(gettext_noop("State"), status_of),
    ],
    filters=[
        Filter(
            "state", gettext_noop("State"), list(MEETING.words.items()), lambda rows, state: rows.filter(state=state)
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text),
    search_hint=gettext_noop("Number of a meeting"),
    empty=gettext_noop(
        "Here stand the meetings of committees. The secretary plans one on the page of the committee, puts its items "
        "on the agenda, and invites the members."
    ),
)


@page(area="desk", permission=may_see_committees)
def register(request: PageRequest) -> HttpResponseBase:
    """The meetings that somebody may see."""
    return REGISTER.response(request)


def related(committee: Committee) -> Related:
    """The latest meetings of a committee, for its page."""
    found = queries.meetings().filter(committee=committee)[:12]
    return Related(
        _("Meetings"),
        [Row(each.number, when(each), ("governance:meeting", each.pk), status_of(each)) for each in found],
        empty=_("It has not met yet. The secretary plans the first meeting."),
    )


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One meeting; of items of which somebody is shut out it shows the title and nothing else."""
    meeting = one_meeting(by=request.actor, meeting=_meeting(pk))
    agenda = queries.agenda(meeting)
    out = shutting_out.from_items(request.person.pk, agenda)
    return render_record(
        request,
        meeting,
        kind=meeting.committee.name,
        title=meeting.number,
        status=status_of(meeting),
        facts=_facts(meeting),
        offers=_offers(meeting),
        related=[_agenda(agenda, out), _present(meeting, may_keep_meetings.refusal(by=request.actor) is None)],
        template="governance/meeting.html",
        context={"meeting": meeting},
    )


def _facts(meeting: Meeting) -> list[Fact]:
    return [
        Fact(_("Committee"), meeting.committee.name, link=("governance:committee", meeting.committee_id)),
        Fact(_("Begins"), meeting.begins_at),
        Fact(_("Ends"), meeting.ends_at),
        Fact(_("Where"), meeting.place),
        *([Fact(_("Held"), meeting.held_on)] if meeting.held_on else []),
        *([Fact(_("Minutes approved"), meeting.approved_at)] if meeting.approved_at else []),
    ]


def _offers(meeting: Meeting) -> list[Offer]:
    known, pk = {"meeting": meeting}, meeting.pk
    add = Offer(items.add, ("governance:item-add", pk), known)
    offered = {
        MeetingState.PLANNED: [Offer(meetings.invite, ("governance:meeting-invite", pk), known, main=True), add],
        MeetingState.INVITED: [Offer(meetings.hold, ("governance:meeting-hold", pk), known, main=True), add],
        MeetingState.HELD: [Offer(meetings.draft, ("governance:meeting-draft", pk), known, main=True), add],
        MeetingState.DRAFTED: [
            Offer(meetings.approve, ("governance:meeting-approve", pk), known, main=True),
            Offer(meetings.send_back, ("governance:meeting-send-back", pk), known),
        ],
    }.get(MeetingState(meeting.state), [])
    if meeting.state in {MeetingState.PLANNED, MeetingState.INVITED}:
        return [*offered, Offer(meetings.cancel, ("governance:meeting-cancel", pk), known)]
    return offered


def _agenda(agenda: list[AgendaItem], out: set[UUID]) -> Related:
    return Related(
        _("Agenda"),
        [_item(each, shut_out=each.pk in out) for each in agenda],
        empty=_("Nothing stands on the agenda yet. The secretary puts items on it, with motions and papers."),
    )


def _item(item: AgendaItem, *, shut_out: bool) -> Row:
    if shut_out:
        why = _("You are shut out of this item because of a conflict of interest.")
        return Row(f"{item} · {item.title}", why, (), Status(_("Shut out"), Tone.FAILS))
    return Row(f"{item} · {item.title}", item.matter_number, ("governance:item", item.pk), item_status(item))


def _present(meeting: Meeting, may_note: bool) -> Related:
    found = list(meeting.attendances.select_related("seat__person").order_by("seat__category"))
    names = persons.names(each.seat.person_id for each in found)
    open_ = may_note and meeting.state == MeetingState.HELD
    return Related(
        _("Who was there"),
        [_attendance(each, names.get(each.seat.person_id, ""), open_) for each in found],
        empty=_("This is noted when the meeting is opened."),
    )


def _attendance(attendance: Attendance, name: str, is_open: bool) -> Row:
    there = Status(_("there"), Tone.HOLDS) if attendance.present else Status(_("not there"), Tone.CLOSED)
    link = ("governance:attendance", attendance.pk) if is_open else ()
    vote = "" if attendance.seat.votes else _("without a vote")
    return Row(name, " · ".join(filter(None, [attendance.seat.category, vote])), link, there)


@page(area="desk", permission=may_keep_meetings)
def plan(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Plan a meeting of a committee."""
    committee = get_object_or_404(queries.committees(), pk=pk)
    form = MeetingForm(request.POST or None, record=committee)
    context = {"kind": committee.name}
    return perform(
        request,
        meetings.plan,
        form,
        record=committee,
        then=lambda made: ("governance:meeting", made.pk),
        context=context,
    )


@page(area="desk", permission=may_keep_meetings)
def hold(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Open a meeting and note who is there."""
    meeting = one_meeting(by=request.actor, meeting=_meeting(pk))
    seats = list(queries.seated(meeting.committee_id, clock.today()))
    names = persons.names(each.person_id for each in seats)
    form = PresentForm(request.POST or None, record=meeting, seats=seats, names=names)

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        return {"present": tuple(typed["present"])}

    then = ("governance:meeting", meeting.pk)
    return perform(request, meetings.hold, form, record=meeting, arguments=arguments, then=then)


@page(area="desk", permission=may_keep_meetings)
def note(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Note that a member came, or left."""
    related_to = ("meeting__committee__scope", "seat__person")
    attendance = get_object_or_404(Attendance.objects.select_related(*related_to), pk=pk)
    form = AttendanceForm(request.POST or None, record=attendance, initial={"present": attendance.present})
    return perform(
        request,
        meetings.note,
        form,
        record=attendance,
        then=("governance:meeting", attendance.meeting_id),
        context={"lead": f"{attendance.seat.person.name} · {attendance.seat.category}"},
    )


@page(area="desk", permission=may_see_committees)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Invite to a meeting, hand its minutes in, approve them or send them back, or cancel it."""
    meeting = one_meeting(by=request.actor, meeting=_meeting(pk))
    act, form = MOVES[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=meeting, initial={"words": meeting.minutes}),
        record=meeting,
        then=("governance:meeting", meeting.pk),
        context={"kind": meeting.number, "consequence": translated(CONSEQUENCES.get(verb, ""))},
    )


def _meeting(pk: UUID) -> Meeting:
    return get_object_or_404(queries.meetings(), pk=pk)
