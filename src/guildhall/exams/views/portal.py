"""The candidate's pages: how they stand, their seats, what they pledge, and their results."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.applications import queries as applications
from guildhall.exams import feedback, queries
from guildhall.exams.acts import attempts, candidacies, seats
from guildhall.exams.forms.watching import PledgeForm, WithdrawForm
from guildhall.exams.lifecycles import UNDECIDED, AttemptState, ResultState
from guildhall.exams.models import Attempt, Candidacy, Channel, Result
from guildhall.exams.pledges import PLEDGE
from guildhall.exams.queries import Standing
from guildhall.exams.rules.candidacies import WITHDRAWN
from guildhall.exams.rules.seats import day_of
from guildhall.exams.views.candidacies import ground_of, note_of
from guildhall.exams.views.results import told_parts
from guildhall.exams.views.words import outcome_of, points, status_of, when
from guildhall.kernel import clock
from guildhall.shell import refusals
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Status, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@dataclass(frozen=True)
class Booked:
    """A seat of one's own, as the portal shows it."""

    attempt: Attempt
    status: Status
    when: str
    late: refusals.Shown | None

    @property
    def in_browser(self) -> bool:
        return self.attempt.channel == Channel.BROWSER

    @property
    def needs_pledge(self) -> bool:
        return self.attempt.pledged_at is None and self.attempt.state in {
            AttemptState.SCHEDULED,
            AttemptState.CHECKED_IN,
        }

    @property
    def may_change(self) -> bool:
        return self.attempt.state == AttemptState.SCHEDULED and self.late is None

    @property
    def last_day(self) -> Any:
        """Until when the seat can be moved or given up."""
        return day_of(self.attempt.sitting) - timedelta(days=self.attempt.component.move_days)


@dataclass(frozen=True)
class Part:
    """A component, with how one stands there."""

    standing: Standing
    note: str
    booked: Booked | None
    results: list[tuple[Result, Status, str]]

    @property
    def may_book(self) -> bool:
        return not self.standing.why


@page(area="portal", permission=SIGNED_IN)
def mine(request: PageRequest) -> HttpResponse:
    """One's own candidacies."""
    own = _own(request).order_by("-opened_at")
    shown = [(each, status_of(each)) for each in own]
    return render(request, "exams/mine.html", {"title": _("Your examinations"), "candidacies": shown})


@page(area="portal", permission=SIGNED_IN)
def candidacy(request: PageRequest, pk: UUID) -> HttpResponse:
    """One's own candidacy: each component, with what can be done."""
    found = get_object_or_404(_own(request), pk=pk)
    missing = applications.open_requirements(found.application, day=clock.today())
    context = {
        "title": found.version.scheme.name,
        "candidacy": found,
        "status": status_of(found),
        "parts": [_part(request, each) for each in queries.standing(found)],
        "granted": applications.accommodation_of(found.application),
        "missing": missing,
        "is_open": found.state in UNDECIDED,
        "ground": ground_of(found),
    }
    return render(request, "exams/candidacy.html", context)


def _part(request: PageRequest, standing: Standing) -> Part:
    told = [
        (each, outcome_of(each), points(each))
        for attempt in reversed(standing.attempts)
        for each in attempt.results.all()
        if each.state == ResultState.RELEASED
    ]
    return Part(standing, note_of(standing), _booked(request, standing.open) if standing.open else None, told)


def _booked(request: PageRequest, attempt: Attempt) -> Booked:
    refusal = seats.cancel.refusal(by=request.actor, attempt=attempt)
    late = refusals.shown(refusal) if refusal else None
    return Booked(attempt, status_of(attempt), when(attempt.sitting), late)


@page(area="portal", permission=SIGNED_IN)
def pledge(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Read what one pledges, and pledge it."""
    attempt = get_object_or_404(_attempts(request), pk=pk)
    in_browser = attempt.channel == Channel.BROWSER and attempt.state == AttemptState.CHECKED_IN
    then = ("exams:sit", attempt.pk) if in_browser else ("exams:my-candidacy", attempt.candidacy_id)
    return perform(
        request,
        attempts.pledge,
        PledgeForm(request.POST or None, record=attempt),
        record=attempt,
        arguments={},
        then=then,
        template="exams/pledge.html",
        context={"kind": attempt.component.title, "pledge": [_(each) for each in PLEDGE], "back": url(then)},
    )


@page(area="portal", permission=SIGNED_IN)
def result(request: PageRequest, pk: UUID) -> HttpResponse:
    """One's own result: passed or not, the points, what was strong and what was not, and what can come next."""
    told = queries.results().filter(attempt__person=request.person, state=ResultState.RELEASED)
    found = get_object_or_404(told, pk=pk)
    standing = next(
        each for each in queries.standing(found.attempt.candidacy) if each.component.pk == found.attempt.component_id
    )
    fields = feedback.of(found)
    context = {
        "title": found.attempt.component.title,
        "result": found,
        "outcome": outcome_of(found),
        "points": points(found),
        "parts": told_parts(fields.parts),
        "why_not": "" if found.passed else fields.why_not,
        "standing": standing,
        "next_on": standing.next_on if not found.passed else None,
    }
    return render(request, "exams/my_result.html", context)


@page(area="portal", permission=SIGNED_IN)
def withdraw(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Withdraw from one's own candidacy."""
    found = get_object_or_404(_own(request), pk=pk)
    form = WithdrawForm(request.POST or None, record=found)
    then = ("exams:my-candidacy", found.pk)
    return perform(
        request,
        candidacies.end,
        form,
        record=found,
        arguments={"reason": WITHDRAWN},
        then=then,
        title=_("Withdraw"),
        context={
            "kind": found.version.scheme.name,
            "harm": True,
            "back": url(then),
            "consequence": _("Your seat is given up, and your admission ends. Results that you have stay on record."),
        },
    )


def _own(request: PageRequest) -> Any:
    return Candidacy.objects.select_related(*Candidacy.reload_with).filter(person=request.person)


def _attempts(request: PageRequest) -> Any:
    return Attempt.objects.select_related(*Attempt.reload_with).filter(person=request.person)
