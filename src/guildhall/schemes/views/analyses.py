"""Pages of job analyses: tasks and their lists, panel, ratings, results."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.ledger.acts import Act
from guildhall.schemes import pictures, queries, results
from guildhall.schemes.acts import analyses, lists, panels, surveys, tasks
from guildhall.schemes.forms.analyses import AnalysisForm, DomainsForm
from guildhall.schemes.forms.common import ReasonForm
from guildhall.schemes.lifecycles import AnalysisState, MembershipState
from guildhall.schemes.models import JobAnalysis, PanelMember
from guildhall.schemes.permissions import may_approve_schemes, may_develop_schemes, may_read_schemes
from guildhall.schemes.readings import panel_of
from guildhall.schemes.views import states
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Link, Offer, Related, Row, Status, Tone, render_record, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

MOVES: dict[str, tuple[Act[..., JobAnalysis], type[ActForm]]] = {
    "open": (analyses.open_rating, ActForm),
    "close": (analyses.close, ActForm),
    "reopen": (analyses.reopen, ReasonForm),
    "abandon": (analyses.abandon, ReasonForm),
}
"""What whoever leads an analysis does with it as a whole: the act and the form that asks what it needs."""


@page(area="desk", permission=may_read_schemes)
def record(request: PageRequest, pk: UUID) -> HttpResponse:
    """One job analysis; who sits on its panel is read by those who may, and every look is logged."""
    analysis = one_analysis(pk)
    found = results.of(analysis)
    seen = panel_of.refusal(by=request.actor, analysis=analysis) is None
    members = panel_of(by=request.actor, analysis=analysis) if seen else []
    return render_record(
        request,
        analysis,
        kind=_("Job analysis · %(scheme)s") % {"scheme": analysis.scheme.name},
        title=analysis.number,
        status=states.of_analysis(analysis),
        facts=_facts(analysis, found),
        offers=_offers(analysis),
        related=[_lists(analysis), _surveys(analysis)],
        template="schemes/analysis.html",
        context={
            "analysis": analysis,
            "results": found,
            "rows": [(task, weighed, found.task_share(weighed)) for task, weighed in found.tasks],
            "weights": pictures.domain_weights(found.domains),
            "sees_panel": seen,
            "panel": [_member(request, member, len(found.tasks)) for member in members],
            "balance": results.balance(members),
            "attributions": queries.attributions(analysis),
            "may_change": analysis.state == AnalysisState.PREPARING and _may(request, tasks.add, analysis),
        },
    )


def _facts(analysis: JobAnalysis, found: results.Results) -> list[Fact]:
    return [
        Fact(_("Scheme"), analysis.scheme.name, link=("schemes:scheme", analysis.scheme_id)),
        Fact(_("Title"), analysis.title),
        Fact(_("Method"), analysis.method),
        Fact(_("Sources"), analysis.source),
        Fact(_("Led by"), analysis.led_by.name, note=analysis.led_by.number),
        Fact(
            _("Weight of a task"),
            _("%(importance)d per cent importance, %(frequency)d per cent frequency")
            % {"importance": analysis.importance_share, "frequency": 100 - analysis.importance_share},
        ),
        Fact(_("Tasks"), str(len(found.tasks))),
        Fact(_("Members who have rated"), str(found.raters)),
        Fact(_("Approved"), analysis.approved_at, note=analysis.approved_by.name if analysis.approved_by else ""),
    ]


def _offers(analysis: JobAnalysis) -> list[Offer]:
    known = {"analysis": analysis}

    def to(name: str) -> Link:
        return (f"schemes:analysis-{name}", analysis.pk)

    describe = Offer(analyses.describe, to("describe"), known)
    abandon = Offer(analyses.abandon, to("abandon"), known)
    survey = Offer(surveys.begin, ("schemes:survey-begin", analysis.pk), known)
    return {
        AnalysisState.PREPARING: [
            Offer(analyses.open_rating, to("open"), known, main=True),
            Offer(lists.stage, to("list"), known),
            Offer(tasks.add, to("task"), known),
            Offer(analyses.place, to("place"), known),
            Offer(panels.join, to("join"), known),
            describe,
            abandon,
        ],
        AnalysisState.RATING: [
            Offer(analyses.close, to("close"), known, main=True),
            Offer(panels.join, to("join"), known),
            survey,
            Offer(analyses.place, to("place"), known),
            describe,
            abandon,
        ],
        AnalysisState.CLOSED: [
            Offer(analyses.approve, to("approve"), known, main=True),
            Offer(analyses.reopen, to("reopen"), known),
            Offer(analyses.place, to("place"), known),
            describe,
            abandon,
        ],
    }.get(AnalysisState(analysis.state), [])


def _member(request: PageRequest, member: PanelMember, all_tasks: int) -> tuple[PanelMember, Status, bool]:
    """A member, how far they have rated, and whether whoever asks may let them leave."""
    if member.state == MembershipState.LEFT:
        return member, Status(_("left the panel"), Tone.CLOSED), False
    rated: int = member.rated  # type: ignore[attr-defined]  # counted by the reading
    told = _("rated %(rated)d of %(all)d") % {"rated": rated, "all": all_tasks}
    done = all_tasks > 0 and rated >= all_tasks
    may_leave = panels.leave.refusal(by=request.actor, member=member) is None
    return member, Status(told, Tone.HOLDS if done else Tone.OPEN), may_leave


def _lists(analysis: JobAnalysis) -> Related:
    return Related(
        _("Lists of tasks that were handed in"),
        [
            Row(
                staged.name,
                _("%(good)d good rows, %(bad)d not taken") % {"good": len(staged.rows), "bad": len(staged.problems)},
                ("schemes:task-list", staged.pk),
                states.of_list(staged),
            )
            for staged in analysis.imports.order_by("-staged_at")
        ],
        empty=_("A list of tasks is handed in as a CSV table, and looked at row by row before anything comes in."),
    )


def _surveys(analysis: JobAnalysis) -> Related:
    return Related(
        _("Surveys of those who do the work"),
        [
            Row(survey.number, survey.title, ("schemes:survey", survey.pk), states.of_survey(survey))
            for survey in analysis.surveys.order_by("-number")
        ],
        empty=_(
            "A survey asks people in the field, without an account, how important each task is and how often done."
        ),
    )


def _may(request: PageRequest, act: "Act[..., Any]", analysis: JobAnalysis) -> bool:
    return act.refusal(by=request.actor, analysis=analysis) is None


@page(area="desk", permission=may_develop_schemes)
def describe(request: PageRequest, pk: UUID) -> HttpResponse:
    """Say anew what is studied, and how."""
    analysis = one_analysis(pk)
    told = {name: getattr(analysis, name) for name in ("title", "method", "source", "importance_share")}
    return done(request, analyses.describe, AnalysisForm(request.POST or None, record=analysis, initial=told), analysis)


@page(area="desk", permission=may_develop_schemes)
def place(request: PageRequest, pk: UUID) -> HttpResponse:
    """Give every task its domain, on one page."""
    analysis = one_analysis(pk)
    form = DomainsForm(request.POST or None, record=analysis, analysis=analysis)
    return done(
        request,
        analyses.place,
        form,
        analysis,
        arguments=lambda typed: {"domains": form.domains},
        template="schemes/place.html",
    )


@page(area="desk", permission=may_develop_schemes)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponse:
    """Open, close, open again or give up an analysis."""
    analysis = one_analysis(pk)
    act, form = MOVES[verb]
    return done(request, act, form(request.POST or None, record=analysis), analysis)


@page(area="desk", permission=may_approve_schemes)
def approve(request: PageRequest, pk: UUID) -> HttpResponse:
    """Approve an analysis whose ratings are closed."""
    analysis = one_analysis(pk)
    return done(request, analyses.approve, ActForm(request.POST or None, record=analysis), analysis)


def done(request: PageRequest, act: "Act[..., Any]", form: ActForm, analysis: JobAnalysis, **more: Any) -> HttpResponse:
    """Do `act` on the analysis and go back to its page."""
    context = {"kind": analysis.number, "analysis": analysis, "back": url(("schemes:analysis", analysis.pk))}
    context["attributions"] = queries.attributions(analysis)
    to = ("schemes:analysis", analysis.pk)
    return perform(request, act, form, record=analysis, then=more.pop("then", to), context=context, **more)


def one_analysis(pk: UUID) -> JobAnalysis:
    """The analysis, with what its page shows."""
    with_people = JobAnalysis.objects.select_related("scheme__scope", "led_by", "approved_by")
    return get_object_or_404(with_people, pk=pk)
