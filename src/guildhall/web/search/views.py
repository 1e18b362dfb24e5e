"""The page behind the search box."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guildhall.kernel.actors import Actor
from guildhall.kernel.searching import Found, Searchable, all_searchables, openable
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import url
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

SHORTEST = 2
"""Letters that a search has at least."""
MOST = 20
"""How many of a kind are shown."""


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `more` says that there is more than is shown."""

    title: str
    rows: list[tuple[Found, str]]
    more: bool


@page(area="desk", permission=SIGNED_IN)
def search(request: PageRequest) -> HttpResponse:
    """Find by any part of a name, by number, by clause. One hit that is meant exactly is opened at once."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:200]
    groups = _found(request.actor, text) if len(text) >= SHORTEST else []
    if only := _meant(groups, text):
        return redirect(only)
    context = {"title": _("Search"), "searched": text, "groups": groups, "shortest": SHORTEST}
    return render(request, "web/search.html", {**context, "short": len(text) < SHORTEST})


def _found(by: Actor, text: str) -> list[Group]:
    groups = (_group(each, by, text) for each in openable(by, all_searchables()))
    return [group for group in groups if group.rows]


def _group(searchable: Searchable, by: Actor, text: str) -> Group:
    hits = list(searchable.find(text=text, by=by, limit=MOST + 1))
    return Group(translated(searchable.title), [(hit, url(hit.link)) for hit in hits[:MOST]], len(hits) > MOST)


def _meant(groups: list[Group], text: str) -> str:
    """The address of the only hit, if what was typed is exactly its number or its name."""
    hits = [(hit, address) for group in groups for hit, address in group.rows]
    called = {hits[0][0].what.casefold(), hits[0][0].why.casefold()} if len(hits) == 1 else set()
    return hits[0][1] if text.casefold() in called else ""
