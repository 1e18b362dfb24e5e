"""Saved views: lists as somebody narrowed and sorted them, beside the list, for themselves alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from guildhall.kernel import identifiers
from guildhall.shell import acts
from guildhall.shell.listing import Asked
from guildhall.shell.models import SavedView
from guildhall.shell.requests import PageRequest


@dataclass(frozen=True)
class View:
    """A saved view, as the list shows it."""

    id: str
    label: str
    query: str
    is_here: bool


def views(request: PageRequest, name: str, asked: Asked) -> Sequence[View]:
    """The views of the list `name` that whoever looks has saved, the oldest first."""
    rows = SavedView.objects.filter(person=request.person, list=name, discarded_at__isnull=True).order_by("id")
    here = asked.query(page="")
    found = []
    for row in rows:
        row.person = request.person
        found.append(View(str(row.pk), row.label, row.query, row.query == here))
    return found


def respond(request: PageRequest, name: str, asked: Asked) -> HttpResponse:
    """Save the list as it is asked for now, or discard a saved view; both are acts."""
    once = request.POST.get("once") or identifiers.new_id().hex
    if request.POST["act"] == "discard-view":
        mine = SavedView.objects.filter(person=request.person, list=name).select_related("person")
        chosen = get_object_or_404(mine, pk=_identifier(request.POST.get("view", "")))
        acts.discard.once(once)(by=request.actor, view=chosen)
        return redirect(request.path)
    label, query = request.POST.get("label", ""), asked.query(page="")
    acts.save.once(once)(by=request.actor, person=request.person, list=name, label=label, query=query)
    return redirect(f"{request.path}?{query}")


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as problem:
        raise Http404 from problem
