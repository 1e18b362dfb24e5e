"""Choosing a seat, by candidates in the portal and by staff at the desk: each sitting, or why it cannot be taken."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.exams import queries
from guildhall.exams.acts import seats
from guildhall.exams.forms.watching import SeatForm
from guildhall.exams.lifecycles import SittingState
from guildhall.exams.models import Attempt, Candidacy, Sitting
from guildhall.exams.permissions import handles_candidates
from guildhall.exams.views.attempts import attempt_of
from guildhall.kernel import clock
from guildhall.ledger.acts import Act
from guildhall.ledger.records import Record
from guildhall.schemes.models import Component
from guildhall.shell import refusals
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Link, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@dataclass(frozen=True)
class Choice:
    """A sitting that could be chosen: how many seats are free, and why it cannot be taken."""

    sitting: Sitting
    free: int
    refusal: refusals.Shown | None


@page(area="portal", permission=SIGNED_IN)
def book(request: PageRequest, pk: UUID, component: UUID) -> HttpResponseBase:
    """Book a seat of one's own."""
    candidacy = get_object_or_404(_candidacies().filter(person=request.person), pk=pk)
    return _booked(request, candidacy, component, ("exams:my-candidacy", candidacy.pk))


@page(area="desk", permission=handles_candidates)
def book_for(request: PageRequest, pk: UUID, component: UUID) -> HttpResponseBase:
    """Book a seat for a candidate."""
    candidacy = get_object_or_404(_candidacies(), pk=pk)
    return _booked(request, candidacy, component, ("exams:candidacy", candidacy.pk))


@page(area="portal", permission=SIGNED_IN)
def move(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Move a seat of one's own."""
    mine = Attempt.objects.select_related(*Attempt.reload_with).filter(person=request.person)
    attempt = get_object_or_404(mine, pk=pk)
    return _moved(request, attempt, ("exams:my-candidacy", attempt.candidacy_id))


@page(area="desk", permission=handles_candidates)
def move_for(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Move a candidate's seat."""
    attempt = attempt_of(pk)
    return _moved(request, attempt, ("exams:attempt", attempt.pk))


@page(area="portal", permission=SIGNED_IN)
def cancel(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Give up a seat of one's own."""
    mine = Attempt.objects.select_related(*Attempt.reload_with).filter(person=request.person)
    attempt = get_object_or_404(mine, pk=pk)
    then = ("exams:my-candidacy", attempt.candidacy_id)
    consequence = _("The seat is free for others, the attempt does not count, and you can book another one.")
    context = {"kind": attempt.component.title, "harm": True, "back": url(then), "consequence": consequence}
    form = ActForm(request.POST or None, record=attempt)
    return perform(request, seats.cancel, form, record=attempt, then=then, context=context)


def _booked(request: PageRequest, candidacy: Candidacy, component: UUID, then: Link) -> HttpResponseBase:
    found = get_object_or_404(candidacy.version.components.all(), pk=component)
    return _chosen(request, seats.book, candidacy, {"candidacy": candidacy}, found, then)


def _moved(request: PageRequest, attempt: Attempt, then: Link) -> HttpResponseBase:
    return _chosen(request, seats.move, attempt, {"attempt": attempt}, attempt.component, then)


def _chosen(
    request: PageRequest, act: "Act[..., Any]", record: Record, known: dict[str, Any], component: Component, then: Link
) -> HttpResponseBase:
    offered = _ahead(component)
    context = {
        "title": _("Choose a seat: %(component)s") % {"component": component.title},
        "component": component,
        "record": record,
        "choices": [_choice(request, act, known, each) for each in offered],
        "back": url(then),
        "once": ActForm()["once"].initial,
    }
    if request.method != "POST":
        return render(request, "exams/seats.html", context)
    form = SeatForm(request.POST, record=record, sittings=offered)
    return perform(request, act, form, record=record, then=then, template="exams/seats.html", context=context)


def _choice(request: PageRequest, act: "Act[..., Any]", known: dict[str, Any], sitting: Sitting) -> Choice:
    refusal = act.refusal(by=request.actor, sitting=sitting, **known)
    free = max(0, sitting.capacity - sitting.taken)  # type: ignore[attr-defined]  # counted by the query
    return Choice(sitting, free, refusals.shown(refusal, act=act) if refusal else None)


def _ahead(component: Component) -> QuerySet[Sitting]:
    ahead = queries.sittings().filter(component=component, state=SittingState.PLANNED, begins_at__gt=clock.now())
    return ahead.order_by("begins_at")


def _candidacies() -> QuerySet[Candidacy]:
    return Candidacy.objects.select_related(*Candidacy.reload_with)
