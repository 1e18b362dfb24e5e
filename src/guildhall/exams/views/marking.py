"""The examiner's page: station by station, with big targets for a phone; what is typed is kept whatever happens."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.exams import queries, readings
from guildhall.exams.acts import markings
from guildhall.exams.forms.common import ReasonForm
from guildhall.exams.forms.judging import MarkingForm
from guildhall.exams.lifecycles import MarkingState
from guildhall.exams.models import Marking
from guildhall.exams.permissions import manages_exams, plans_and_marks
from guildhall.exams.views.words import status_of
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault.fields import shown


@page(area="desk", permission=plans_and_marks)
def mark(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Mark an attempt, or look at a marking that was handed in; every look is logged.

    The page has two buttons: one keeps what was marked so far, one hands everything in.
    """
    marking = readings.one_marking(by=request.actor, marking=marking_of(pk))
    checklist = marking.attempt.checklist
    assert checklist is not None  # noqa: S101  # who is marked is marked by one
    form = MarkingForm(request.POST or None, marking=marking, steps=queries.steps(checklist))
    keeping = "keep" in request.POST
    return perform(
        request,
        markings.keep if keeping else markings.submit,
        form,
        record=marking,
        arguments=lambda typed: {"steps": form.given, "notes": typed["notes"], "rating": typed.get("rating", "")},
        then=("exams:marking", marking.pk) if keeping else ("exams:attempt", marking.attempt_id),
        title=_("Marking of %(number)s") % {"number": marking.attempt.number},
        template="exams/marking.html",
        context=_about(request, marking),
    )


def _about(request: PageRequest, marking: Marking) -> dict[str, Any]:
    withdrawal = markings.withdraw.refusal(by=request.actor, marking=marking)
    return {
        "kind": f"{marking.get_part_display()} · {shown(marking.attempt.person, 'name')}",
        "marking": marking,
        "status": status_of(marking),
        "is_open": marking.state == MarkingState.OPEN,
        "may_withdraw": withdrawal is None,
    }


@page(area="desk", permission=manages_exams)
def withdraw(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take an assignment back."""
    marking = marking_of(pk)
    form = ReasonForm(request.POST or None, record=marking)
    then = ("exams:attempt", marking.attempt_id)
    return perform(request, markings.withdraw, form, record=marking, then=then, context={"kind": str(marking)})


def marking_of(pk: UUID) -> Marking:
    """The marking of that identifier."""
    return get_object_or_404(Marking.objects.select_related(*Marking.reload_with), pk=pk)
