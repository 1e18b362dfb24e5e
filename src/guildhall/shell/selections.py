"""An act on a selection: the same act, row by row, each in a transaction of its own, and a report on each row."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guildhall.kernel.refusals import Refusal
from guildhall.shell import refusals, typed
from guildhall.shell.columns import M, OnSelection
from guildhall.shell.forms import ActForm
from guildhall.shell.requests import PageRequest

MOST = 200
"""Rows on which one selection acts."""


@dataclass(frozen=True)
class Reported(Generic[M]):
    """What came of one row."""

    row: M
    refusal: refusals.Shown | None


def respond(request: PageRequest, offered: Sequence[OnSelection[M]], queryset: QuerySet[M], title: str) -> HttpResponse:
    """First what is about to be done and on what; then, once it is sent again, the report."""
    wanted = next((each for each in offered if each.name == request.POST.get("act")), None)
    rows = _selected(request, queryset)
    if wanted is None or not rows:
        return redirect(request.get_full_path())
    form = _form(wanted, request)
    context: dict[str, Any] = {"title": wanted.words, "list_title": title, "wanted": wanted, "rows": rows, "form": form}
    context |= {"back": request.get_full_path(), "chosen": request.POST.getlist("row")}
    if "go" not in request.POST or not form.is_valid():
        return render(request, "shell/selection.html", context)
    context["report"] = report = [_done(wanted, row, form, request) for row in rows]
    context["done"] = sum(1 for each in report if each.refusal is None)
    return render(request, "shell/report.html", context)


def _selected(request: PageRequest, queryset: QuerySet[M]) -> list[M]:
    """The selected rows, each at the revision that the person saw."""
    seen = dict(_seen(value) for value in request.POST.getlist("row")[:MOST])
    rows = [copy(row) for row in queryset.filter(pk__in=seen)]
    for row in rows:
        row.revision = seen[row.pk]
    return rows


def _seen(value: str) -> tuple[UUID, int]:
    pk, _sep, revision = value.partition("@")
    try:
        return UUID(pk), int(revision)
    except ValueError as problem:
        raise Refusal(
            _("What was selected cannot be read, so nothing was done."),
            mend=_("Open the list again and select anew."),
            code="selection",
        ) from problem


def _form(wanted: OnSelection[M], request: PageRequest) -> ActForm:
    form = ActForm(request.POST if "go" in request.POST else None)
    form.fields.update({name: copy(field) for name, field in wanted.fields.items()})
    form.carry_for(typed.signed_for(request))
    return form


def _done(wanted: OnSelection[M], row: M, form: ActForm, request: PageRequest) -> Reported[M]:
    given: Mapping[str, Any] = {**wanted.arguments(row), **form.typed, wanted.act.about[0]: row}
    try:
        wanted.act.once(f"{form.cleaned_data['once']}:{row.pk.hex}")(by=request.actor, **given)
    except Refusal as refusal:
        return Reported(row, refusals.shown(refusal, act=wanted.act))
    return Reported(row, None)
