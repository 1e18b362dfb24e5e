"""The page of the set-up."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import role
from guildhall.kernel import clauses
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.shell import refusals
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Status, Tone, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated
from guildhall.web.setup import queries
from guildhall.web.setup.queries import Progress


def _has_no_part() -> Refusal:
    return Refusal(
        _("The set-up is for those who were given a role in this body."),
        mend=Mend(_("Ask an administrator or top management for the role.")),
        clauses=("2012:6.1.3", "2026:6.1"),
    )


@dataclass(frozen=True)
class Shown:
    """One step, ready for the page."""

    status: Status
    title: str
    why: str
    told: str
    who: str
    waits_for: str
    clauses: tuple[str, ...]
    url: str


@page(area="desk", permission=SIGNED_IN)
def overview(request: PageRequest) -> HttpResponse:
    """Every step from the empty house to the first sitting: how far it is, who takes it, why, and where.

    For whoever was given a role, whether or not it holds yet: that is what the set-up is about.
    """
    if not grants.is_given_any(request.person.pk):
        return refusals.refused(request, _has_no_part(), status=403)
    steps = queries.progress(request.person.pk)
    context = {
        "title": _("Set the body up"),
        "steps": [_shown(each) for each in steps],
        "done": sum(each.standing.done for each in steps),
        "most": len(steps),
    }
    return render(request, "web/setup.html", context)


def _shown(each: Progress) -> Shown:
    step = each.step
    return Shown(
        status=_status(each),
        title=translated(step.title),
        why=translated(step.why),
        told=each.standing.told,
        who=", ".join(translated(role(code).name) for code in step.who) or _("everybody with a role"),
        waits_for=_waits_for(each),
        clauses=tuple(clauses.label(reference) for reference in step.clauses),
        url=url(step.link) if each.is_open and each.yours else "",
    )


def _waits_for(each: Progress) -> str:
    return "" if each.standing.done else ", ".join(translated(needed.title) for needed in each.waits_for)


def _status(each: Progress) -> Status:
    if each.standing.done:
        return Status(_("Done"), Tone.HOLDS)
    if each.waits_for:
        return Status(_("Not yet"), Tone.CLOSED)
    return Status(_("Waits for you"), Tone.SOON) if each.yours else Status(_("Waits for others"), Tone.OPEN)
