"""The invigilator's board: one row for each candidate, what is the matter floats up, and what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams import readings
from guildhall.exams.acts import attempts
from guildhall.exams.forms.watching import CheckInForm, PledgeForm
from guildhall.exams.lifecycles import AttemptState, SittingState
from guildhall.exams.models import Attempt, Channel, Sitting
from guildhall.exams.permissions import is_on_the_spot, plans_and_marks
from guildhall.exams.pledges import PLEDGE
from guildhall.exams.views.sittings import sitting_of
from guildhall.exams.views.steps import Step
from guildhall.exams.views.words import status_of, when
from guildhall.identity.persons import names
from guildhall.kernel import clock
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.records import Link, Status, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault.fields import shown

STEPS = {
    "check-in": Step(attempts.check_in, CheckInForm),
    "pledge": Step(attempts.pledge, PledgeForm),
    "miss": Step(attempts.miss, ActForm),
    "hand-in": Step(attempts.hand_in, ActForm),
}


@dataclass(frozen=True)
class Seat:
    """A candidate on the board: how they stand, what is the matter, and what can be done."""

    attempt: Attempt
    name: str
    status: Status
    problems: list[str]
    notes: list[str]
    until: datetime | None
    acts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def rank(self) -> tuple[bool, bool, str]:
        """Problems first, then who still sits, then by number."""
        return not self.problems, self.attempt.state not in WATCHED, self.attempt.number


WATCHED = (AttemptState.SCHEDULED, AttemptState.CHECKED_IN, AttemptState.IN_PROGRESS, AttemptState.INTERRUPTED)


@page(area="desk", permission=plans_and_marks)
def board(request: PageRequest, pk: UUID) -> HttpResponse:
    """Everybody with a seat, what is the matter first; it renews itself."""
    sitting = sitting_of(request, pk)
    seats = _seats(sitting, readings.attendance(by=request.actor, sitting=sitting))
    here = [each for each in seats if each.attempt.state not in {AttemptState.CANCELLED, AttemptState.VOID}]
    context = {
        "title": _("Board of %(number)s") % {"number": sitting.number},
        "kind": f"{sitting.component.title} · {when(sitting)} · {sitting.place}",
        "sitting": sitting,
        "status": status_of(sitting),
        "seats": here,
        "summary": _summary(here),
        "is_open": sitting.state == SittingState.OPEN,
    }
    return render(request, "exams/_board.html" if request.htmx else "exams/board.html", context)


@page(area="desk", permission=plans_and_marks)
def attendance(request: PageRequest, pk: UUID) -> HttpResponse:
    """The attendance list, to print and sign."""
    sitting = sitting_of(request, pk)
    seats = _seats(sitting, readings.attendance(by=request.actor, sitting=sitting))
    context = {
        "title": _("Attendance list of %(number)s") % {"number": sitting.number},
        "kind": f"{sitting.component.title} · {when(sitting)} · {sitting.place}",
        "sitting": sitting,
        "seats": sorted(seats, key=lambda each: each.name.casefold()),
    }
    return render(request, "exams/attendance.html", context)


def _seats(sitting: Sitting, found: list[Attempt]) -> list[Seat]:
    known = names(each.person_id for each in found)
    noted = set(
        sitting.irregularities.filter(settled_at__isnull=True, attempt__isnull=False).values_list(
            "attempt_id", flat=True
        )
    )
    seats = [_seat(sitting, each, known.get(each.person_id, ""), noted=each.pk in noted) for each in found]
    return sorted(seats, key=lambda each: each.rank)


def _seat(sitting: Sitting, attempt: Attempt, name: str, *, noted: bool) -> Seat:
    return Seat(
        attempt,
        name,
        status_of(attempt),
        list(_problems(sitting, attempt, noted=noted)),
        list(_notes(attempt)),
        attempt.deadline_at if attempt.state == AttemptState.IN_PROGRESS else None,
        [(label, url(link)) for label, link in _acts(attempt)],
    )


def _problems(sitting: Sitting, attempt: Attempt, *, noted: bool) -> Iterator[str]:
    now = clock.now()
    if attempt.state == AttemptState.INTERRUPTED:
        yield _("The time stands still.")
    if attempt.state == AttemptState.SCHEDULED and sitting.begins_at <= now and sitting.state == SittingState.OPEN:
        late = int((now - sitting.begins_at) / timedelta(minutes=1))
        yield ngettext("%(count)d minute late.", "%(count)d minutes late.", late) % {"count": late}
    if attempt.state == AttemptState.CHECKED_IN and not attempt.pledged_at:
        yield _("Secrecy is not pledged yet.")
    if attempt.state == AttemptState.IN_PROGRESS and attempt.deadline_at and attempt.deadline_at < now:
        yield _("The time is over.")
    if noted:
        yield _("An irregularity is not settled.")


def _notes(attempt: Attempt) -> Iterator[str]:
    if attempt.extra_minutes:
        extra = attempt.extra_minutes
        yield ngettext("%(count)d minute more", "%(count)d minutes more", extra) % {"count": extra}
    if attempt.read_aloud:
        yield _("Questions are read aloud")
    if attempt.form:
        yield attempt.form.number


def _acts(attempt: Attempt) -> Iterator[tuple[str, Link]]:
    """What can be done with a candidate in the state that they are in; the acts ask the rest."""
    if attempt.state == AttemptState.SCHEDULED:
        yield _("Check in"), ("exams:board-check-in", attempt.pk)
        yield _("Did not come"), ("exams:board-miss", attempt.pk)
    if attempt.state == AttemptState.CHECKED_IN and not attempt.pledged_at:
        yield _("Signed on paper"), ("exams:board-pledge", attempt.pk)
    if attempt.state == AttemptState.CHECKED_IN and attempt.channel == Channel.PAPER:
        yield _("Take in"), ("exams:board-hand-in", attempt.pk)
    if attempt.state == AttemptState.IN_PROGRESS:
        yield _("Interrupt"), ("exams:sit-interrupt", attempt.pk)
    if attempt.state == AttemptState.INTERRUPTED:
        yield _("Resume"), ("exams:sit-resume", attempt.pk)
    if attempt.channel == Channel.PERSON and attempt.state in {AttemptState.CHECKED_IN, AttemptState.COMPLETED}:
        yield from _to_mark(attempt)
    yield _("Note something"), ("exams:attempt-note", attempt.pk)


def _to_mark(attempt: Attempt) -> Iterator[tuple[str, Link]]:
    for marking in attempt.markings.filter(state="open"):
        yield _("Mark"), ("exams:marking", marking.pk)


def _summary(seats: list[Seat]) -> list[tuple[str, int]]:
    """How many stand where, for the head of the board."""
    states = [each.attempt.state for each in seats]
    waiting = states.count(AttemptState.SCHEDULED)
    sitting_ = sum(each in {AttemptState.CHECKED_IN, AttemptState.IN_PROGRESS} for each in states)
    stopped = states.count(AttemptState.INTERRUPTED)
    absent = states.count(AttemptState.NO_SHOW) + states.count(AttemptState.EXCUSED)
    done = len(states) - waiting - sitting_ - stopped - absent
    return [
        (_("expected"), waiting),
        (_("here"), sitting_),
        (_("interrupted"), stopped),
        (_("handed in"), done),
        (_("absent"), absent),
    ]


@page(area="desk", permission=is_on_the_spot)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """What is done at the sitting with one candidate."""
    attempt = get_object_or_404(Attempt.objects.select_related(*Attempt.reload_with), pk=pk)
    doing = STEPS[verb]
    return perform(
        request,
        doing.act,
        doing.form(request.POST or None, record=attempt),
        record=attempt,
        arguments={} if verb == "pledge" else None,
        then=("exams:sitting-board", attempt.sitting_id),
        template="exams/pledge.html" if verb == "pledge" else "exams/check_in.html",
        context=_about(request, attempt),
    )


def _about(request: PageRequest, attempt: Attempt) -> dict[str, object]:
    """Whom the page is about: shown to who may read the attempt, and to nobody else."""
    may = readings.one_attempt.refusal(by=request.actor, attempt=attempt) is None
    name = shown(attempt.person, "name") if may else ""
    kind = " · ".join(filter(None, [attempt.number, name]))
    return {"kind": kind, "attempt": attempt, "on_paper": True, "pledge": [_(each) for each in PLEDGE]}
