"""What the pages of an application's parts have in common.

Each page stands twice: in the portal for whoever applies, and at the desk for operations, who fill in what somebody
without an account hands in on paper.
"""

from collections.abc import Callable, Mapping
from typing import Any, ParamSpec
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from guildhall.applications import queries
from guildhall.applications.lifecycles import ApplicationState
from guildhall.applications.models import Application
from guildhall.applications.work import next_steps
from guildhall.identity.permissions import holds
from guildhall.identity.roles import OPERATIONS
from guildhall.kernel.declarations import WorkItem
from guildhall.ledger.acts import Act
from guildhall.ledger.records import Record
from guildhall.shell import refusals
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import SIGNED_IN, Page, View, page
from guildhall.shell.records import Link, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

P = ParamSpec("P")

TOLD = (ApplicationState.ACCEPTED, ApplicationState.REJECTED, ApplicationState.CLOSED)
"""States in which whoever applied reads what was found of each requirement."""


def twice(view: View[P]) -> tuple[Page[P], Page[P]]:
    """`view` as a page of the portal, and as a page of the desk for operations."""
    return page(area="portal", permission=SIGNED_IN)(view), page(area="desk", permission=holds(OPERATIONS))(view)


def in_hand(request: PageRequest, pk: UUID) -> Application:
    """The application that whoever asks fills in: their own, or at the desk one that staff began from paper."""
    theirs = Q(on_paper=True) if request.area == "desk" else Q(person=request.person)
    return get_object_or_404(queries.applications(), theirs, pk=pk)


def place(request: PageRequest, name: str, *parts: object) -> Link:
    """The page called `name` in the area in which the reader is."""
    prefix = "for" if request.area == "desk" else "my"
    return (f"applications:{prefix}-{name}", *parts)


def steps_of(application: Application) -> list[tuple[WorkItem, str]]:
    """What is to be done next with an application, each with the address of its page."""
    return [(step, url(step.link)) for step in next_steps(application)]


def do(
    request: PageRequest,
    act: "Act[..., Any]",
    form: ActForm,
    application: Application,
    *,
    record: Record | None = None,
    known: Mapping[str, Any] | None = None,
    arguments: Callable[[dict[str, Any]], Mapping[str, Any]] | None = None,
    then: Any = None,
    title: str = "",
    template: str = "shell/act.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Do an act on a part of the application and go back to its checklist; what foreseeably refuses is said at once.

    `known` are the act's arguments that are not typed.
    """
    back = place(request, "checklist", application.pk)
    given = dict(known or {})
    return perform(
        request,
        act,
        form,
        record=record or application,
        arguments=lambda typed: {**given, **(arguments(typed) if arguments else typed)},
        then=then or back,
        title=title,
        template=template,
        context={
            "application": application,
            "back": url(back),
            "kind": f"{application.version.title} · {application.number}",
            "refusal": _foreseen(request, act, {act.about[0]: record or application, **given}),
            **(context or {}),
        },
    )


def _foreseen(request: PageRequest, act: "Act[..., Any]", known: Mapping[str, Any]) -> refusals.Shown | None:
    if request.method == "POST":
        return None
    refusal = act.refusal(by=request.actor, **known)
    return refusals.shown(refusal, act=act) if refusal else None
