"""The page of the public information, and the form by which somebody goes through it."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall.governance.acts import information
from guildhall.governance.forms.information import ReviewForm
from guildhall.governance.permissions.information import may_review_information
from guildhall.governance.points import POINTS
from guildhall.governance.queries import information as queries
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ASSESSOR, DOCUMENT_CONTROLLER, OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clauses
from guildhall.ledger.acts import Act
from guildhall.shell import refusals
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.web.information.standings import Standing, all_standings

HOME = ("web:information",)
REVIEW: Act[..., Any] = information.review
SEES = (ASSESSOR, DOCUMENT_CONTROLLER, OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT)


def _row(standing: Standing, answers: dict[str, str]) -> dict[str, Any]:
    point = standing.point
    return {
        "title": translated(point.title),
        "asks": translated(point.asks),
        "clauses": [clauses.label(each) for each in point.clauses],
        "standing": standing,
        "found": answers.get(point.code, ""),
    }


@page(area="desk", permission=holds(*SEES))
def overview(request: PageRequest) -> HttpResponseBase:
    """Each point of what everybody may read: how it stands by the records, and what the last look found."""
    latest = queries.latest_review()
    refusal = information.review.refusal(by=request.actor)
    context = {
        "title": _("Public information"),
        "rows": [_row(each, latest.points if latest else {}) for each in all_standings()],
        "latest": latest,
        "refusal": refusals.shown(refusal, act=REVIEW) if refusal else None,
    }
    return render(request, "web/information.html", context)


@page(area="desk", permission=may_review_information)
def review(request: PageRequest) -> HttpResponseBase:
    """Go through what the body says in public."""
    form = ReviewForm(request.POST or None, points=POINTS)

    def arguments(typed: dict[str, Any]) -> dict[str, Any]:
        findings = typed.pop("findings")
        return {"points": typed, "findings": findings}

    lead = _("Open each page as a stranger would, and say what you find.")
    return perform(request, information.review, form, arguments=arguments, then=HOME, context={"lead": lead})
