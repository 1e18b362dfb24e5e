"""Pages of the panel: who joins and leaves, and the page on which a member rates."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.identity.grants import given_on
from guildhall.identity.models import Person
from guildhall.identity.persons import names
from guildhall.identity.roles import PANELLIST
from guildhall.kernel import clock
from guildhall.schemes import queries
from guildhall.schemes.acts import panels
from guildhall.schemes.forms.analyses import JoinForm, RatingForm
from guildhall.schemes.forms.common import ReasonForm
from guildhall.schemes.lifecycles import MembershipState
from guildhall.schemes.models import JobAnalysis, PanelMember
from guildhall.schemes.permissions import may_develop_schemes, may_rate_tasks
from guildhall.schemes.views.analyses import done, one_analysis
from guildhall.shell.pages import page
from guildhall.shell.records import url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@page(area="desk", permission=may_develop_schemes)
def join(request: PageRequest, pk: UUID) -> HttpResponse:
    """Take somebody onto the panel."""
    analysis = one_analysis(pk)
    form = JoinForm(request.POST or None, record=analysis, people=_candidates(analysis))
    return done(
        request,
        panels.join,
        form,
        analysis,
        arguments=lambda typed: {**typed, "person": get_object_or_404(Person, pk=typed["person"])},
        then=("schemes:analysis", analysis.pk),
        template="schemes/join.html",
    )


def _candidates(analysis: JobAnalysis) -> list[tuple[str, str]]:
    """Who holds the panel's role in this scheme and is not on the panel, by name."""
    members = analysis.panel.filter(state=MembershipState.MEMBER).values("person")
    given = given_on(clock.today()).filter(role=PANELLIST.code, scope_id=analysis.scope_id)
    found = names(given.exclude(person__in=members).values_list("person_id", flat=True))
    return sorted(((str(pk), name) for pk, name in found.items()), key=lambda each: each[1])


@page(area="desk", permission=may_develop_schemes)
def leave(request: PageRequest, pk: UUID) -> HttpResponse:
    """Let somebody leave the panel."""
    member = get_object_or_404(PanelMember.objects.select_related("analysis__scheme__scope", "person"), pk=pk)
    back = ("schemes:analysis", member.analysis_id)
    return perform(
        request,
        panels.leave,
        ReasonForm(request.POST or None, record=member),
        record=member,
        then=back,
        context={
            "kind": member.analysis.number,
            "lead": member.interest,
            "back": url(back),
            "consequence": _("What this member rated stays in the record and counts no more."),
        },
    )


@page(area="desk", permission=may_rate_tasks)
def rate(request: PageRequest, pk: UUID) -> HttpResponse:
    """Rate all tasks on one page: with a finger, with the keys 1 to 5, or with Tab and arrows; saved in one act."""
    member = _own_membership(request, pk)
    tasks = list(member.analysis.tasks.order_by("position", "number"))
    rated = {each.task_id: (each.importance, each.frequency) for each in member.ratings.all()}
    form = RatingForm(request.POST or None, record=member, tasks=tasks, rated=rated)
    return perform(
        request,
        panels.rate,
        form,
        record=member,
        arguments=lambda typed: {"ratings": form.ratings},
        then=("schemes:rate", member.analysis_id),
        template="schemes/rate.html",
        context={
            "analysis": member.analysis,
            "rated": len(rated),
            "all": len(tasks),
            "attributions": queries.attributions(member.analysis),
        },
    )


def _own_membership(request: PageRequest, pk: UUID) -> PanelMember:
    """The membership of whoever asks; who is not on the panel has no page to rate on."""
    own = PanelMember.objects.filter(analysis_id=pk, person=request.person, state=MembershipState.MEMBER)
    member = own.select_related("analysis__scheme__scope", "person").first()
    if member is None:
        raise Http404
    return member
