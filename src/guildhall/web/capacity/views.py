"""The pages of the capacity and of the hands, and setting the pace of one person."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.permissions import holds
from guildhall.identity.persons import names
from guildhall.identity.roles import (
    EXAM_MANAGER,
    OPERATIONS,
    QUALITY_MANAGER,
    RESOURCE_MANAGER,
    SCHEME_MANAGER,
    TOP_MANAGEMENT,
)
from guildhall.identity.roles import role as role_named
from guildhall.kernel.capacity import Demand, all_demands
from guildhall.personnel import queries
from guildhall.personnel.acts import paces
from guildhall.personnel.forms.resources import PaceForm
from guildhall.personnel.permissions.resources import may_set_paces
from guildhall.shell.pages import page
from guildhall.shell.records import Row, Status, Tone, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.web.capacity import forecast, hands, pictures
from guildhall.web.capacity.forecast import Line
from guildhall.web.capacity.hands import Outlook

OVER_ALL = (QUALITY_MANAGER, TOP_MANAGEMENT, RESOURCE_MANAGER, OPERATIONS)
"""Who plans for the whole body; managers of schemes and examinations see their own."""

planners = holds(*OVER_ALL, EXAM_MANAGER, SCHEME_MANAGER)


@page(area="desk", permission=planners)
def capacity(request: PageRequest) -> HttpResponse:
    """The coming months: what is to be done, what can be done, and where it is not enough."""
    lines = [each for each in forecast.lines() if _is_theirs(request, each.scope.pk)]
    context = {
        "title": _("Capacity"),
        "picture": pictures.of_capacity(lines),
        "short": [_shortfall(each) for each in lines if each.short],
        "paces": [_pace(each) for each in all_demands() if each.by_people],
    }
    return render(request, "web/capacity.html", context)


def _is_theirs(request: PageRequest, scope_id: UUID) -> bool:
    return scope_id in _scopes(request) or bool(grants.roles_of(request.person.pk) & {each.code for each in OVER_ALL})


def _scopes(request: PageRequest) -> set[UUID]:
    return grants.scopes_of(request.person.pk, EXAM_MANAGER, SCHEME_MANAGER)


def _shortfall(line: Line) -> Row:
    told = {
        "work": translated(line.demand.title),
        "scheme": line.scope.name,
        "month": pictures.month_word(line.month),
    }
    what = _("%(work)s in %(scheme)s, %(month)s") % told
    numbers = {"count": line.count, "able": line.able, "people": line.people, "what": line.what}
    why = (
        _("%(count)d to be done, %(able)d can be done by %(people)d people.")
        if line.demand.by_people
        else _("%(what)s: %(count)d needed, %(able)d exist.")
    )
    status = Status(_("%(short)d too many") % {"short": line.short}, Tone.FAILS)
    return Row(what, f"{why % numbers} {translated(line.demand.mend)}", (), status)


def _pace(demand: Demand) -> Row:
    here = queries.paces().get(demand.name)
    told = {"count": here or demand.pace, "role": translated(role_named(demand.role).name)}
    why = _("%(role)s: %(count)d a month.") % told
    usual = "" if here else _("A number of the house; set your own.")
    return Row(translated(demand.title), f"{why} {usual}".strip(), ("web:pace", demand.name))


@page(area="desk", permission=may_set_paces)
def pace(request: PageRequest, work: str) -> HttpResponseBase:
    """Say how much of a kind of work one person does in a month."""
    demand = next((each for each in all_demands() if each.name == work and each.by_people), None)
    if demand is None:
        raise Http404
    form = PaceForm(request.POST or None, initial={"pieces": queries.paces().get(work, demand.pace)})
    return perform(
        request,
        paces.set_pace,
        form,
        arguments=lambda typed: {**typed, "work": work},
        then=("web:capacity",),
        context={"kind": translated(demand.title)},
    )


@dataclass(frozen=True)
class Shown:
    """One file of the outlook, ready for the page."""

    what: str
    url: str
    why: str
    needed: str
    status: Status


@page(area="desk", permission=planners)
def hands_page(request: PageRequest) -> HttpResponse:
    """Which files will have nobody, or one person alone, who had no part in them."""
    found = [each for each in hands.outlooks() if _is_theirs(request, each.case.scope_id)]
    scarce = list(hands.scarce(found))
    called = names(
        {person for each in scarce for person in (*each.free, *each.barred, *(p for p, _day in each.lapsed))}
    )
    context: dict[str, Any] = {
        "title": _("Independent hands"),
        "looked_at": len(found),
        "nobody": [_shown(each, called) for each in scarce if each.nobody],
        "one": [_shown(each, called) for each in scarce if each.only_one],
    }
    return render(request, "web/hands.html", context)


def _shown(outlook: Outlook, called: dict[UUID, str]) -> Shown:
    case, role = outlook.case, translated(role_named(outlook.case.role).name)
    status = Status(_("Nobody"), Tone.FAILS) if outlook.nobody else Status(_("One person"), Tone.SOON)
    needed = _("%(role)s needed by %(day)s") % {"role": role, "day": _day(case.needed_on)}
    return Shown(
        f"{translated(outlook.kind.title)}: {case.number}", url(case.link), _why(outlook, called), needed, status
    )


def _why(outlook: Outlook, called: dict[UUID, str]) -> str:
    """Who could, who had a part in it, and whose role ends before."""

    def listed(people: Any) -> str:
        return ", ".join(called.get(each, "") for each in people)

    parts = []
    if outlook.free:
        parts.append(_("Could do it: %(names)s.") % {"names": listed(outlook.free)})
    if outlook.barred:
        parts.append(_("Has or will have a part in it, or a tie: %(names)s.") % {"names": listed(outlook.barred)})
    for person, day in outlook.lapsed:
        parts.append(_("%(name)s: the role ends on %(day)s.") % {"name": called.get(person, ""), "day": _day(day)})
    return " ".join(parts) or _("Nobody holds this role in the scheme.")


def _day(day: Any) -> str:
    return date_format(day, "j M Y")
