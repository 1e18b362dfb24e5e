"""Pages of committees: the list, setting one up, and each with its seats, its balance and its meetings."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.governance import balance
from guildhall.governance.acts import committees, meetings
from guildhall.governance.forms.committees import CommitteeForm, SeatForm
from guildhall.governance.lifecycles.committees import COMMITTEE, CommitteeState
from guildhall.governance.models import Committee, Majority, Seat
from guildhall.governance.permissions.committees import may_see_committees, may_set_up
from guildhall.governance.queries import committees as queries
from guildhall.governance.views import meetings as meeting_pages
from guildhall.governance.views.balance import picture
from guildhall.identity import persons
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.personnel.forms import ReasonForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {CommitteeState.STANDING: Tone.HOLDS, CommitteeState.DISSOLVED: Tone.CLOSED}
SOON = 90
"""Days before the end of a term from which it is shown as near."""


def status_of(committee: Committee) -> Status:
    """The state of a committee in a word."""
    state = CommitteeState(committee.state)
    return Status(translated(COMMITTEE.words[state]), TONES[state])


REGISTER = ListPage[Committee](
    name="governance.committees",
    title=gettext_noop("Committees"),
    queryset=lambda request: queries.committees(),
    order="-number",
    columns=[
        Column(
            gettext_noop("Number"),
            lambda row: row.number,
            lambda row: ("governance:committee", row.pk),
            "number",
            True,
        ),
        Column(gettext_noop("Name"), lambda row: row.name, order="name"),
        Column(gettext_noop("Kind"), lambda row: str(row.kind_word)),
        Column(gettext_noop("For"), lambda row: row.scope.name),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("Set up"), lambda row: row.set_up_at, order="set_up_at"),
    ],
    filters=[
        Filter(
            "state", gettext_noop("State"), list(COMMITTEE.words.items()), lambda rows, state: rows.filter(state=state)
        )
    ],
    search=lambda rows, text: rows.filter(name__icontains=text) | rows.filter(number__icontains=text),
    search_hint=gettext_noop("Name or number"),
    empty=gettext_noop(
        "Here stand the committees in which interested parties safeguard impartiality and say what schemes ask. Top "
        "management sets the first one up, and gives its seats to at least three interests."
    ),
    new=(committees.set_up, ("governance:committee-set-up",)),
)


@page(area="desk", permission=may_see_committees)
def register(request: PageRequest) -> HttpResponseBase:
    """All committees."""
    return REGISTER.response(request)


@page(area="desk", permission=may_see_committees)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One committee: what it is for, who sits on it in which balance, and when it meets."""
    committee = _committee(pk)
    seats = list(queries.seated(committee.pk, clock.today()))
    voting = [each for each in seats if each.votes]
    return render_record(
        request,
        committee,
        kind=str(committee.kind_word),
        title=committee.name,
        status=status_of(committee),
        facts=_facts(committee),
        offers=_offers(committee),
        related=[_seats(seats, may_end=may_set_up.refusal(by=request.actor) is None), meeting_pages.related(committee)],
        template="governance/committee.html",
        context={"balance": picture(balance.weights(voting, committee.categories)), "committee": committee},
    )


def _facts(committee: Committee) -> list[Fact]:
    return [
        Fact(_("Number"), committee.number),
        Fact(_("For"), committee.scope.name, note=committee.scope.number),
        Fact(_("Interests"), ", ".join(committee.categories)),
        Fact(
            _("Quorum"),
            _("%(members)d members for %(interests)d interests")
            % {"members": committee.quorum, "interests": committee.quorum_categories},
            note=_("counted without those who are shut out of the item"),
        ),
        Fact(_("Carries a motion"), str(Majority(committee.majority).label)),
        Fact(_("Set up"), committee.set_up_at),
        *([Fact(_("Dissolved"), committee.dissolved_on)] if committee.dissolved_on else []),
    ]


def _offers(committee: Committee) -> list[Offer]:
    known = {"committee": committee}
    if committee.state != CommitteeState.STANDING:
        return []
    return [
        Offer(meetings.plan, ("governance:meeting-plan", committee.pk), known, main=True),
        Offer(committees.appoint, ("governance:seat-appoint", committee.pk), known),
        Offer(committees.dissolve, ("governance:committee-dissolve", committee.pk), known),
    ]


def _seats(seats: Sequence[Seat], *, may_end: bool) -> Related:
    names = persons.names(each.person_id for each in seats)
    return Related(
        _("Seats"),
        [_seat(each, names.get(each.person_id, ""), may_end) for each in seats],
        empty=_("Nobody sits here yet. Top management appoints a member for each interest."),
    )


def _seat(seat: Seat, name: str, may_end: bool) -> Row:
    words = [seat.category, _("chairs") if seat.chairs else "", "" if seat.votes else _("without a vote")]
    left = (seat.until_on - clock.today()).days
    ends = Status(_("ends soon"), Tone.SOON) if left <= SOON else Status(_("sits"), Tone.HOLDS)
    link = ("governance:seat-vacate", seat.pk) if may_end else ()
    until = _("until %(day)s") % {"day": date_format(seat.until_on, "j M Y")}
    return Row(name, " · ".join(filter(None, [*words, until])), link, ends)


@page(area="desk", permission=may_set_up)
def set_up(request: PageRequest) -> HttpResponseBase:
    """Set a committee up."""
    form = CommitteeForm(request.POST or None)
    return perform(request, committees.set_up, form, then=lambda made: ("governance:committee", made.pk))


@page(area="desk", permission=may_set_up)
def dissolve(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Dissolve a committee."""
    committee = _committee(pk)
    form = ReasonForm(request.POST or None, record=committee)
    then = ("governance:committee", committee.pk)
    context = {"consequence": _("It meets no more, and its members read its papers no more."), "harm": True}
    return perform(request, committees.dissolve, form, record=committee, then=then, context=context)


@page(area="desk", permission=may_set_up)
def appoint(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Appoint somebody to a seat."""
    committee = _committee(pk)
    form = SeatForm(request.POST or None, record=committee, categories=committee.categories)
    return perform(request, committees.appoint, form, record=committee, then=("governance:committee", committee.pk))


@page(area="desk", permission=may_set_up)
def vacate(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """End a seat before its term."""
    seat = get_object_or_404(queries.seats(), pk=pk)
    form = ReasonForm(request.POST or None, record=seat)
    told: dict[str, Any] = {"kind": seat.committee.name, "lead": f"{seat.person.name} · {seat.category}"}
    then = ("governance:committee", seat.committee_id)
    return perform(request, committees.vacate, form, record=seat, then=then, context=told)


def _committee(pk: UUID) -> Committee:
    return get_object_or_404(queries.committees(), pk=pk)
