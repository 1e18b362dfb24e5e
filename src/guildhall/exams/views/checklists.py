"""Pages of checklists: the register, each version with its steps, and how far raters agree by it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.exams import markings, queries
from guildhall.exams import ratings as judged
from guildhall.exams.acts import adopting, checklists, ratings
from guildhall.exams.forms.assembling import ChecklistForm, StepForm
from guildhall.exams.forms.common import ReasonForm
from guildhall.exams.lifecycles import CHECKLIST, ChecklistState
from guildhall.exams.models import Checklist, ChecklistStep
from guildhall.exams.permissions import VERIFIERS, works_on_checklists
from guildhall.exams.views import checklist_cuts as cuts
from guildhall.exams.views.steps import Step
from guildhall.exams.views.words import number, status_of
from guildhall.identity.persons import names
from guildhall.identity.roles import EXAM_MANAGER, EXAMINER, PSYCHOMETRICIAN
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import ComponentKind
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

STEPS = {
    "add": Step(checklists.add_step, StepForm),
    "approve": Step(checklists.approve, ActForm),
    "retire": Step(checklists.retire, ReasonForm),
}
ON_STEPS = {"change": Step(checklists.change_step, StepForm), "remove": Step(checklists.remove_step, ActForm)}

REGISTER = ListPage[Checklist](
    name="exams.checklists",
    title=gettext_noop("Checklists"),
    queryset=lambda request: queries.visible_to(
        request.person.id,
        Checklist.objects.select_related(*Checklist.reload_with),
        "component__version__scheme",
        EXAMINER,
        PSYCHOMETRICIAN,
        *VERIFIERS,
    ),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("exams:checklist", row.pk), "number", True),
        Column(gettext_noop("Title"), lambda row: row.title, order="title"),
        Column(gettext_noop("Version"), lambda row: row.ordinal, order="ordinal"),
        Column(gettext_noop("State"), status_of, order="state"),
        Column(gettext_noop("Component"), lambda row: f"{row.component.version.number} {row.component}"),
    ],
    filters=[
        Filter(
            "state", gettext_noop("State"), list(CHECKLIST.words.items()), lambda rows, state: rows.filter(state=state)
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(title__icontains=text),
    search_hint=gettext_noop("Number or title"),
    empty=gettext_noop("Here stand the checklists by which examiners mark. The first one is written for a component."),
    new=(checklists.draft, ("exams:checklist-draft",)),
)


@page(area="desk", permission=works_on_checklists)
def register(request: PageRequest) -> HttpResponseBase:
    """The checklists of the schemes in which somebody works."""
    return REGISTER.response(request)


@page(area="desk", permission=works_on_checklists)
def draft(request: PageRequest) -> HttpResponseBase:
    """Begin a version of a checklist."""
    mine = queries.components_of(request.person.id, EXAM_MANAGER, EXAMINER).exclude(kind=ComponentKind.WRITTEN)
    form = ChecklistForm(request.POST or None, components=mine)
    return perform(request, checklists.draft, form, then=lambda made: ("exams:checklist", made.pk))


@page(area="desk", permission=works_on_checklists)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """A checklist with its steps, station by station."""
    checklist = _visible(request, pk)
    return render_record(
        request,
        checklist,
        kind=_("Checklist of %(component)s, version %(ordinal)d")
        % {"component": checklist.component.title, "ordinal": checklist.ordinal},
        title=checklist.number,
        status=status_of(checklist),
        facts=_facts(checklist),
        offers=_offers(checklist),
        related=cuts.related(checklist),
        template="exams/checklist.html",
        context={"steps": queries.steps(checklist), "is_draft": checklist.state == ChecklistState.DRAFT},
    )


def _facts(checklist: Checklist) -> list[Fact]:
    known = names(filter(None, [checklist.authored_by_id, checklist.approved_by_id]))
    looked_at = list(queries.steps(checklist))
    approver = known.get(checklist.approved_by_id, "") if checklist.approved_by_id else ""
    return [
        Fact(_("Title"), checklist.title),
        Fact(_("Written by"), known.get(checklist.authored_by_id, "")),
        Fact(_("Approved"), checklist.approved_at, note=approver),
        Fact(_("Points"), number(sum((each.points for each in looked_at), start=type(checklist.tolerance)(0)))),
        Fact(_("Critical steps"), str(sum(each.critical for each in looked_at))),
        *cuts.facts(checklist),
        Fact(_("Raters may differ by"), number(checklist.tolerance), note=_("points, before a third one decides")),
        _agreement(checklist),
    ]


def _agreement(checklist: Checklist) -> Fact:
    """How far two raters agreed on attempts by these steps, in whichever version; small numbers say so."""
    found = markings.agreement(judged.alike(checklist))
    if not found.twice:
        return Fact(_("Agreement of raters"), _("No attempt has been marked twice yet."))
    told = _("%(same)d of %(all)d on pass or fail, %(critical)d on critical steps; %(apart)s points apart") % {
        "same": found.same_verdict,
        "all": found.twice,
        "critical": found.same_critical,
        "apart": number(found.points_apart),
    }
    caution = _("So few attempts say little.") if found.twice < FEW else ""
    note = " ".join(filter(None, [cuts.taken_from(checklist, found.checklists), caution]))
    return Fact(_("Agreement of raters"), told, note=note)


FEW = 30
"""Below this number of attempts marked twice, agreement carries its caution."""


def _offers(checklist: Checklist) -> list[Offer]:
    known: dict[str, Any] = {"checklist": checklist}
    if checklist.state == ChecklistState.DRAFT:
        return [
            Offer(checklists.approve, ("exams:checklist-approve", checklist.pk), known, main=True),
            Offer(checklists.add_step, ("exams:checklist-add", checklist.pk), known),
            Offer(adopting.adopt_for_checklist, ("exams:checklist-adopt-standard", checklist.pk), known),
            Offer(checklists.retire, ("exams:checklist-retire", checklist.pk), known, label=_("Give up")),
        ]
    study = [Offer(ratings.study, ("exams:checklist-study", checklist.pk), known)] if checklist.rated else []
    if checklist.state == ChecklistState.APPROVED:
        return [*study, Offer(checklists.retire, ("exams:checklist-retire", checklist.pk), known)]
    return study


@page(area="desk", permission=works_on_checklists)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """One step in the life of a checklist."""
    checklist, doing = _visible(request, pk), STEPS[verb]
    typed = doing.form(request.POST or None, record=checklist)
    then = ("exams:checklist-add", checklist.pk) if verb == "add" else ("exams:checklist", checklist.pk)
    context = {"kind": f"{checklist.number} · {checklist.title}", "written": queries.steps(checklist)}
    template = "exams/checklist_add.html" if verb == "add" else "shell/act.html"
    return perform(request, doing.act, typed, record=checklist, then=then, context=context, template=template)


@page(area="desk", permission=works_on_checklists)
def on_step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Change a step of a draft, or take it out."""
    standing = ChecklistStep.objects.filter(removed_at__isnull=True).select_related(*ChecklistStep.reload_with)
    found, doing = get_object_or_404(standing, pk=pk), ON_STEPS[verb]
    begun = {name: getattr(found, name) for name in ("station", "words", "points", "critical")}
    typed = doing.form(request.POST or None, record=found, initial=begun)
    context = {"kind": f"{found.checklist.number} · {found.position}. {found.words}"}
    then = ("exams:checklist", found.checklist_id)
    return perform(request, doing.act, typed, record=found, then=then, context=context)


def _visible(request: PageRequest, pk: UUID) -> Checklist:
    return get_object_or_404(REGISTER.queryset(request), pk=pk)
