"""Pages of items on an agenda: motion, papers, conflicts, the vote, and what was said; never for who is shut out."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.governance.acts import item_conflicts, items
from guildhall.governance.forms.committees import (
    BringForm,
    HandForm,
    ItemConflictForm,
    ItemForm,
    NamedConflictForm,
    PaperForm,
    VoteForm,
    WordsForm,
)
from guildhall.governance.lifecycles.committees import ConflictState, ItemState, MeetingState
from guildhall.governance.models import AgendaItem, ItemConflict, Paper, Seat
from guildhall.governance.permissions.committees import may_keep_meetings, may_see_committees
from guildhall.governance.permissions.conflicts import may_lift
from guildhall.governance.queries import committees as queries
from guildhall.governance.readings.committees import one_conflict, one_item, one_meeting, open_paper
from guildhall.governance.rules.meetings import OPEN
from guildhall.governance.views.words import item_status
from guildhall.identity import persons
from guildhall.kernel import clock
from guildhall.ledger.acts import Act
from guildhall.personnel.forms import ReasonForm
from guildhall.personnel.queries import record_called
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault import keys
from guildhall.vault.files import receive
from guildhall.vault.kinds import PAPERS

MOVES: dict[str, tuple[Act[..., Any], type[ActForm], str]] = {
    "word": (items.word, WordsForm, "motion"),
    "open": (items.open_vote, ActForm, ""),
    "close": (items.close_vote, ActForm, ""),
    "minute": (items.minute, WordsForm, "minutes"),
    "note": (items.note, ActForm, ""),
    "defer": (items.defer, ReasonForm, ""),
}
"""What the secretary does with an item: the act, its form, and what the form begins with."""


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One item, for members and overseers who are not shut out of it; every look is logged."""
    item = one_item(by=request.actor, item=_item(pk))
    return render_record(
        request,
        item,
        kind=f"{item.meeting.committee.name} · {item}",
        title=item.title,
        status=item_status(item),
        facts=_facts(item),
        offers=_offers(request, item),
        related=[_papers(item), _votes(item), _conflicts(item, may_lift.refusal(by=request.actor) is None)],
        template="governance/item.html",
        context={"item": item},
    )


def _facts(item: AgendaItem) -> list[Fact]:
    resolution = getattr(item, "resolution", None)
    return [
        Fact(_("Meeting"), item.meeting.number, link=("governance:meeting", item.meeting_id)),
        *([Fact(_("About"), item.matter_number)] if item.matter_number else []),
        *([Fact(_("Settled"), item.settled_at)] if item.settled_at else []),
        *(
            [Fact(_("Resolution"), resolution.number, link=("governance:resolution", resolution.pk))]
            if resolution
            else []
        ),
    ]


def _offers(request: PageRequest, item: AgendaItem) -> list[Offer]:
    if item.state not in {ItemState.LISTED, ItemState.VOTING}:
        return _after(item)
    seat = _seat_of(request, item)
    found = [_vote(item, seat)] if seat and item.state == ItemState.VOTING else []
    found += _of_the_secretary(item)
    if seat:
        known = {"item": item, "person": seat.person}
        found.append(Offer(item_conflicts.declare, ("governance:item-conflict", item.pk), known))
    return found


def _after(item: AgendaItem) -> list[Offer]:
    if item.meeting.state != MeetingState.HELD:
        return []
    return [Offer(items.minute, ("governance:item-minute", item.pk), {"item": item})]


def _vote(item: AgendaItem, seat: Seat) -> Offer:
    return Offer(items.vote, ("governance:item-vote", item.pk), {"item": item, "seat": seat}, main=True)


def _of_the_secretary(item: AgendaItem) -> list[Offer]:
    known, pk = {"item": item}, item.pk
    if item.state == ItemState.VOTING:
        return [
            Offer(items.close_vote, ("governance:item-close", pk), known),
            Offer(items.vote, ("governance:item-hand", pk), known, label=_("Count a hand")),
            Offer(items.defer, ("governance:item-defer", pk), known),
        ]
    return [
        Offer(items.open_vote, ("governance:item-open", pk), known),
        Offer(items.word, ("governance:item-word", pk), known),
        Offer(items.add_paper, ("governance:paper-add", pk), known),
        Offer(items.minute, ("governance:item-minute", pk), known),
        Offer(items.note, ("governance:item-note", pk), known),
        Offer(item_conflicts.declare, ("governance:item-conflict-named", pk), known, label=_("Name a conflict")),
        Offer(items.defer, ("governance:item-defer", pk), known),
    ]


def _seat_of(request: PageRequest, item: AgendaItem) -> Seat | None:
    held = queries.seated(item.meeting.committee_id, clock.today())
    return held.filter(person_id=request.person.pk).first()


def _papers(item: AgendaItem) -> Related:
    found = item.papers.select_related("item__meeting", "file").order_by("added_at")
    return Related(
        _("Papers"),
        [Row(each.title, "", ("governance:paper", each.pk)) for each in found],
        empty=_("No paper was brought. The secretary adds them; who is shut out of the item opens none."),
    )


def _votes(item: AgendaItem) -> Related:
    cast = queries.votes(item)
    names = persons.names(each.person_id for each in cast)
    rows = [
        Row(names.get(each.person_id, ""), each.seat.category, (), Status(str(each.choice_word), Tone.OPEN))
        for each in cast
    ]
    return Related(_("Votes"), rows, empty=_("Nobody has voted yet."))


def _conflicts(item: AgendaItem, lifts: bool) -> Related:
    found = list(item.conflicts.select_related("person").order_by("declared_at"))
    names = persons.names(each.person_id for each in found)
    return Related(
        _("Conflicts"),
        [_conflict(each, names.get(each.person_id, ""), lifts) for each in found],
        empty=_("Nobody has declared a conflict in this item."),
    )


def _conflict(conflict: ItemConflict, name: str, lifts: bool) -> Row:
    stands = conflict.state == ConflictState.DECLARED
    status = Status(_("Shut out"), Tone.FAILS) if stands else Status(_("Lifted"), Tone.CLOSED)
    return Row(name, "", ("governance:conflict-lift", conflict.pk) if stands and lifts else (), status)


@page(area="desk", permission=may_keep_meetings)
def add(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Put an item on the agenda of a meeting."""
    meeting = one_meeting(by=request.actor, meeting=get_object_or_404(queries.meetings(), pk=pk))
    form = ItemForm(request.POST or None, record=meeting)
    context = {"kind": meeting.number}
    then = ("governance:meeting", meeting.pk)
    return perform(request, items.add, form, record=meeting, then=then, context=context)


@page(area="desk", permission=may_keep_meetings)
def bring(request: PageRequest, about: str) -> HttpResponseBase:
    """Bring a record before a committee, from the record's own page."""
    matter = record_called(about)
    if matter is None:
        raise Http404
    number = str(getattr(matter, "number", ""))
    coming = queries.meetings().filter(state__in=OPEN).order_by("begins_at")
    form = BringForm(request.POST or None, meetings=coming, initial={"title": number})

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        return {**typed, "matter": about}

    context = {"kind": number}
    title = _("Bring before a committee")
    return perform(
        request,
        items.add,
        form,
        arguments=arguments,
        then=lambda made: ("governance:item", made.pk),
        context=context,
        title=title,
    )


@page(area="desk", permission=may_keep_meetings)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Word a motion, open or close its vote, write down what was said, note or defer an item."""
    item = one_item(by=request.actor, item=_item(pk))
    act, form, begins_with = MOVES[verb]
    initial = {"words": getattr(item, begins_with)} if begins_with else {}
    return perform(
        request,
        act,
        form(request.POST or None, record=item, initial=initial),
        record=item,
        then=("governance:item", item.pk),
        context={"kind": str(item), "lead": item.title},
    )


@page(area="desk", permission=may_keep_meetings)
def add_paper(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Bring a paper for an item."""
    item = one_item(by=request.actor, item=_item(pk))
    form = PaperForm(request.POST or None, request.FILES or None, record=item)

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        return {**typed, "file": receive(typed["file"], key_id=keys.BODY, allowed=PAPERS)}

    then = ("governance:item", item.pk)
    context = {"kind": str(item), "lead": item.title}
    return perform(request, items.add_paper, form, record=item, arguments=arguments, then=then, context=context)


@page(area="desk", permission=SIGNED_IN)
def paper(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The file of a paper, for who may read its item; every look is logged."""
    related = ("item__meeting__committee__scope", "file")
    wanted = get_object_or_404(Paper.objects.select_related(*related), pk=pk)
    return download(request, open_paper(by=request.actor, paper=wanted))


@page(area="desk", permission=may_see_committees)
def vote(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Vote from one's own seat."""
    item = one_item(by=request.actor, item=_item(pk))
    seat = _seat_of(request, item)
    if seat is None:
        raise Http404
    form = VoteForm(request.POST or None, record=item)

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        return {**typed, "seat": seat}

    return _voted(request, item, form, arguments)


@page(area="desk", permission=may_keep_meetings)
def hand(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Count the hand of a member."""
    item = one_item(by=request.actor, item=_item(pk))
    seats = queries.seated(item.meeting.committee_id, clock.today()).filter(votes=True)
    names = persons.names(each.person_id for each in seats)
    return _voted(request, item, HandForm(request.POST or None, record=item, seats=seats, names=names), None)


def _voted(request: PageRequest, item: AgendaItem, form: ActForm, arguments: Any) -> HttpResponseBase:
    return perform(
        request,
        items.vote,
        form,
        record=item,
        arguments=arguments,
        then=("governance:item", item.pk),
        template="governance/on_item.html",
        context={"kind": str(item), "lead": item.title, "item": item},
    )


@page(area="desk", permission=may_see_committees)
def conflict(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Declare one's own conflict in an item."""
    item = one_item(by=request.actor, item=_item(pk))
    form = ItemConflictForm(request.POST or None, record=item)

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        return {**typed, "person": request.person}

    return _conflicted(request, item, form, arguments)


@page(area="desk", permission=may_keep_meetings)
def name_conflict(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Name the conflict that a member tells at the table."""
    item = one_item(by=request.actor, item=_item(pk))
    return _conflicted(request, item, NamedConflictForm(request.POST or None, record=item), None)


def _conflicted(request: PageRequest, item: AgendaItem, form: ActForm, arguments: Any) -> HttpResponseBase:
    told = _("Whoever has the conflict neither votes on this item nor sees motion, papers, votes or minutes any more.")
    return perform(
        request,
        item_conflicts.declare,
        form,
        record=item,
        arguments=arguments,
        then=("governance:meeting", item.meeting_id),
        context={"kind": str(item), "lead": item.title, "consequence": told},
    )


@page(area="desk", permission=may_lift)
def lift(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Lift a conflict that was declared in error."""
    found = get_object_or_404(ItemConflict.objects.select_related("person", "item__meeting__committee__scope"), pk=pk)
    standing = one_conflict(by=request.actor, conflict=found)
    form = ReasonForm(request.POST or None, record=standing)
    context = {"kind": str(standing), "lead": f"{standing.person.name}: {standing.words}"}
    then = ("governance:meeting", standing.item.meeting_id)
    return perform(request, item_conflicts.lift, form, record=standing, then=then, context=context)


def _item(pk: UUID) -> AgendaItem:
    return get_object_or_404(queries.items().select_related("resolution"), pk=pk)
