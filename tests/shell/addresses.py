"""Pages that stand only in these tests, beside those of the house: each pattern of the shell once."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from guildhall.identity.permissions import holds
from guildhall.identity.roles import QUALITY_MANAGER
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.shell import acts
from guildhall.shell.forms import ActForm
from guildhall.shell.limits import at_most
from guildhall.shell.lists import Column, Filter, ListPage, OnSelection
from guildhall.shell.models import SavedView
from guildhall.shell.pages import PUBLIC, SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.urls import handler404
from guildhall.urls import urlpatterns as of_the_house

__all__ = ["handler404", "urlpatterns"]


class ViewForm(ActForm):
    """What a saved view is called."""

    label = forms.CharField(max_length=40)


VIEWS = ListPage[SavedView](
    name="tests.views",
    title="Saved views",
    queryset=lambda request: SavedView.objects.filter(discarded_at__isnull=True).select_related("person"),
    columns=[
        Column("List", lambda row: row.list, lambda row: ("view", row.pk), "list", True),
        Column("Label", lambda row: row.label),
        Column("State", lambda row: Status("kept", Tone.HOLDS)),
    ],
    filters=[Filter("kind", "Kind", [("people", "People"), ("texts", "Texts")], lambda rows, v: rows.filter(list=v))],
    search=lambda rows, text: rows.filter(list__icontains=text),
    on_selection=[OnSelection(acts.discard)],
    order="list",
    empty="Views come here when somebody saves one.",
    page_size=3,
)


@page(area="desk", permission=holds(QUALITY_MANAGER))
def views(request: PageRequest) -> HttpResponse:
    return VIEWS.response(request)


@page(area="desk", permission=SIGNED_IN)
def view(request: PageRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(SavedView.objects.select_related("person"), pk=pk)
    return render_record(
        request,
        found.person,
        kind="Saved view",
        title="V-2026-000001",
        status=Status("kept", Tone.HOLDS),
        facts=[Fact("List", found.list), Fact("Nothing", "")],
        offers=[Offer(acts.discard, ("views",), {"view": found})],
    )


@page(area="desk", permission=SIGNED_IN)
def save(request: PageRequest) -> HttpResponse:
    return perform(
        request,
        acts.save,
        ViewForm(request.POST or None),
        record=request.person,
        arguments=lambda typed: {"list": "people", "query": "q=x", **typed},
        then=lambda made: ("view", made.pk),
    )


@page(area="public", permission=PUBLIC)
def refused(request: PageRequest) -> HttpResponse:
    raise Refusal(
        "You cannot do this <today>.",
        mend=Mend("Wait until P-2026-000001 is there.", act="shell.view.save", link=("save",)),
        code="R-99",
        clauses=("2012:9.4.4", "2026:9.4"),
    )


@page(area="public", permission=PUBLIC)
@at_most(2, of="tests")
def limited(request: PageRequest) -> HttpResponse:
    return HttpResponse("answered")


urlpatterns = [
    path("views/", views, name="views"),
    path("views/<uuid:pk>/", view, name="view"),
    path("views/save/", save, name="save"),
    path("refused/", refused, name="refused"),
    path("limited/", limited, name="limited"),
    *of_the_house,
]
