"""The candidate's own place: waiting, the examination itself, and what follows it; and how an invigilator stops time.

Which computer holds the seat says a cookie that only these pages get and no script reads (`delivery.tokens`).
"""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name

from guildhall.exams import readings
from guildhall.exams.acts import sitting_down
from guildhall.exams.delivery import digests, journal, sheets, tokens
from guildhall.exams.delivery.door import COOKIE
from guildhall.exams.delivery.journal import Kept
from guildhall.exams.forms.sitting_down import HandInForm, InterruptForm, ResumeForm
from guildhall.exams.lifecycles import ATTEMPT, AWAITED, AttemptState
from guildhall.exams.models import Attempt
from guildhall.identity.permissions import holds
from guildhall.identity.roles import EXAM_MANAGER, EXAMINER, INVIGILATOR
from guildhall.kernel import clock
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.acts import Act
from guildhall.shell import refusals
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

SEAT = 32
"""Length of the number of a page that takes a seat."""

WAITS = (AttemptState.SCHEDULED, AttemptState.CHECKED_IN)


@page(area="portal", permission=SIGNED_IN)
def place(request: PageRequest, pk: UUID) -> HttpResponse:
    """One's own examination as it stands: what is still needed, the questions, or what was handed in."""
    attempt = _mine(request, pk)
    if attempt.state in WAITS:
        return render(request, "exams/sit_waiting.html", _waiting(request, attempt))
    if attempt.state == AttemptState.IN_PROGRESS and _is_running(attempt):
        if not _is_seated(request, attempt):
            return render(request, "exams/sit_elsewhere.html", _elsewhere(request, attempt))
        return render(request, "exams/sit.html", _examination(attempt))
    return render(request, "exams/sit_stands.html", _stands(request, attempt))


@page(area="portal", permission=SIGNED_IN)
def start(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Start one's examination; pressed twice, it is started once."""
    return _seated(request, sitting_down.start, pk)


@page(area="portal", permission=SIGNED_IN)
def take_seat(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Go on with one's examination at this computer."""
    return _seated(request, sitting_down.take_seat, pk)


@page(area="portal", permission=SIGNED_IN)
def hand_in(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Hand one's examination in; sent again because the network broke, it is handed in once."""
    attempt = _mine(request, pk)
    if request.method != "POST":
        return redirect("exams:sit", attempt.pk)
    form = HandInForm(request.POST, record=attempt)
    context = _stands(request, attempt) | {"form": form}
    return perform(
        request,
        sitting_down.submit,
        form,
        record=attempt,
        then=("exams:sit", attempt.pk),
        template="exams/sit_stands.html",
        context=context,
    )


@page(area="desk", permission=holds(EXAM_MANAGER))
def answers(request: PageRequest, pk: UUID) -> HttpResponse:
    """Every answer of an attempt as it came, for who answers for its result; every look is logged."""
    attempt = get_object_or_404(Attempt.objects.select_related(*Attempt.reload_with), pk=pk)
    kept = readings.answers(by=request.actor, attempt=attempt)
    counts = {(each.epoch, each.answer.seq) for each in journal.counted(attempt).values()}
    rows = [(each, _said(each), (each.epoch, each.answer.seq) in counts) for each in kept]
    context = {
        "title": attempt.number,
        "attempt": attempt,
        "rows": rows,
        "late": sum(each.late for each in kept),
        "is_whole": digests.is_whole(attempt),
    }
    return render(request, "exams/sit_answers.html", context)


def _said(kept: Kept) -> str:
    """An answer in a line: what was chosen or typed, as the item calls it."""
    return " · ".join(text for texts in kept.answer.response.values() for text in texts if text.strip())


@page(area="desk", permission=holds(INVIGILATOR, EXAMINER))
def interrupt(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Stop the time of a candidate, with the reason."""
    return _invigilated(request, sitting_down.interrupt, InterruptForm, pk)


@page(area="desk", permission=holds(INVIGILATOR, EXAMINER))
def resume(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Let a candidate go on; the time is given back."""
    return _invigilated(request, sitting_down.resume, ResumeForm, pk)


def _invigilated(request: PageRequest, act: "Act[..., Attempt]", form: type[ActForm], pk: UUID) -> HttpResponseBase:
    attempt = get_object_or_404(Attempt.objects.select_related(*Attempt.reload_with), pk=pk)
    then = ("exams:attempt", attempt.pk)
    context = {"kind": f"{attempt.number} · {attempt.person.name}"}
    return perform(request, act, form(request.POST or None, record=attempt), record=attempt, then=then, context=context)


def _mine(request: PageRequest, pk: UUID) -> Attempt:
    mine = Attempt.objects.select_related(*Attempt.reload_with).filter(person_id=request.person.pk)
    return get_object_or_404(mine, pk=pk)


def _seated(request: PageRequest, act: "Act[..., Attempt]", pk: UUID) -> HttpResponse:
    """Do what gives this computer the seat, and give it. Refused or done, the next page shows how things stand.

    Five hundred press at the same moment: the attempt is loaded once, by the act, which asks whether it is theirs.
    """
    response = redirect("exams:sit", pk)
    form = ActForm(request.POST or None)
    if not form.is_valid():
        return response
    seen = Attempt(pk=pk, person=request.person, revision=form.cleaned_data["revision"] or 0)
    seat = form.cleaned_data["once"][:SEAT]
    try:
        taken = act(by=request.actor, attempt=seen, seat=seat)
    except Refusal:
        taken = _mine(request, pk)
    if seat and taken.seat == seat and taken.state == AttemptState.IN_PROGRESS:
        _give_seat(response, taken)
    return response


def _give_seat(response: HttpResponse, attempt: Attempt) -> None:
    """Give this computer the token of the attempt."""
    assert attempt.deadline_at is not None  # noqa: S101  # it goes on
    response.set_cookie(
        COOKIE,
        tokens.mint(attempt),
        path=reverse("exams:sit", args=[attempt.pk]),
        max_age=attempt.deadline_at + tokens.MARGIN - clock.now(),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _is_seated(request: PageRequest, attempt: Attempt) -> bool:
    """Whether this computer holds the seat in the present epoch."""
    try:
        token = tokens.read(request.COOKIES.get(COOKIE, ""))
    except Refusal:
        return False
    return (token.attempt, token.person, token.epoch) == (attempt.pk, attempt.person_id, attempt.epoch)


def _is_running(attempt: Attempt) -> bool:
    return attempt.deadline_at is not None and clock.now() < attempt.deadline_at


def _about(attempt: Attempt) -> dict[str, Any]:
    """What every page of an examination tells."""
    scheme = attempt.component.version.scheme
    return {"title": scheme.name, "attempt": attempt, "component": attempt.component}


def _waiting(request: PageRequest, attempt: Attempt) -> dict[str, Any]:
    """What is still needed; meanwhile the questions are made, so that the start itself is quick for everybody."""
    if attempt.form:
        sheets.questions(attempt.form)
    return _about(attempt) | {
        "form": ActForm(record=attempt),
        "is_checked_in": attempt.state == AttemptState.CHECKED_IN,
        "blocked": _blocked(request, sitting_down.start, attempt),
        "minutes": attempt.minutes + attempt.extra_minutes,
        "count": len(sheets.questions(attempt.form)) if attempt.form else 0,
    }


def _elsewhere(request: PageRequest, attempt: Attempt) -> dict[str, Any]:
    return _about(attempt) | {
        "form": ActForm(record=attempt),
        "blocked": _blocked(request, sitting_down.take_seat, attempt),
    }


def _blocked(request: PageRequest, act: "Act[..., Any]", attempt: Attempt) -> refusals.Shown | None:
    """Why an act of the candidate would be refused now."""
    refusal = act.refusal(by=request.actor, attempt=attempt)
    return refusals.shown(refusal, act=act) if refusal else None


def _examination(attempt: Attempt) -> dict[str, Any]:
    assert attempt.form is not None  # noqa: S101  # nothing starts in the browser without one (R-25)
    given = journal.counted(attempt)
    questions = sheets.questions(attempt.form)
    return _about(attempt) | {
        "questions": [(each, _restored(given.get(each.position))) for each in questions],
        "count": len(questions),
        "form": HandInForm(record=attempt, initial={"epoch": attempt.epoch, "answers": 0}),
        "now": clock.now(),
        "arrived": journal.count(attempt),
        "highest": journal.highest(attempt),
        "zone": get_current_timezone_name(),
        "minutes": attempt.minutes + attempt.extra_minutes,
    }


def _restored(kept: Kept | None) -> dict[str, Any]:
    """What is in the journal for a question, as the page puts it back into its controls."""
    if kept is None:
        return {"response": "{}", "flagged": False}
    return {"response": json.dumps(kept.answer.response), "flagged": kept.answer.flagged}


def _stands(request: PageRequest, attempt: Attempt) -> dict[str, Any]:
    """An examination that does not go on at this moment, or is over."""
    return _about(attempt) | {
        "state_word": translated(ATTEMPT.words[AttemptState(attempt.state)]),
        "is_seated": _is_seated(request, attempt),
        "is_interrupted": attempt.state == AttemptState.INTERRUPTED,
        "is_over": attempt.state == AttemptState.IN_PROGRESS,
        "is_handed_in": attempt.state in AWAITED,
        "answered": sum(each.answer.is_answered for each in journal.counted(attempt).values()),
        "late": len(journal.late(attempt)),
    }
