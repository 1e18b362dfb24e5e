"""Pages on which several parallel forms are asked for, compared before anything is begun, and begun or discarded."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.exams import assembly_pictures, queries
from guildhall.exams.acts import assembly
from guildhall.exams.forms.assembly import AssemblyForm, wanted
from guildhall.exams.forms.common import ReasonForm
from guildhall.exams.lifecycles import ASSEMBLY, AssemblyState
from guildhall.exams.models import AssembledForm, Assembly
from guildhall.exams.permissions import manages_exams
from guildhall.exams.views.common import stands
from guildhall.exams.views.steps import Step
from guildhall.identity.persons import names
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.itembank.queries import trained_scopes
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import ComponentKind
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

STEPS = {
    "take": Step(assembly.assemble_parallel, ActForm),
    "discard": Step(assembly.discard, ReasonForm),
}
OFFERED = {
    AssemblyState.ASKED: ("discard",),
    AssemblyState.FOUND: ("take", "discard"),
    AssemblyState.IMPOSSIBLE: ("discard",),
    AssemblyState.TAKEN: (),
    AssemblyState.DISCARDED: (),
}
"""What can be done in each state; the first is what comes next."""


def _visible(request: PageRequest) -> QuerySet[Assembly]:
    """The assemblies of schemes in which somebody manages examinations, and for which they do not train."""
    rows = Assembly.objects.select_related(*Assembly.reload_with)
    mine = queries.visible_to(request.person.id, rows, "component__version__scheme", EXAM_MANAGER)
    return mine.exclude(component__version__scheme__scope__in=trained_scopes(request.person.id))


REGISTER = ListPage[Assembly](
    name="exams.assemblies",
    title=gettext_noop("Parallel forms"),
    queryset=_visible,
    order="-number",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("exams:assembly", row.pk), "number", True),
        Column(gettext_noop("Title"), lambda row: row.title, order="title"),
        Column(gettext_noop("State"), stands, order="state"),
        Column(gettext_noop("Component"), lambda row: f"{row.component.version.number} {row.component}"),
        Column(gettext_noop("Forms"), lambda row: row.wanted.get("forms")),
        Column(gettext_noop("Asked for"), lambda row: row.asked_at, order="asked_at"),
    ],
    filters=[
        Filter(
            "state", gettext_noop("State"), list(ASSEMBLY.words.items()), lambda rows, state: rows.filter(state=state)
        )
    ],
    search=lambda rows, text: rows.filter(Q(number__icontains=text) | Q(title__icontains=text)),
    search_hint=gettext_noop("Number or title"),
    empty=gettext_noop(
        "Several forms of one blueprint can be assembled at once, alike in difficulty and without common items. They"
        " are compared here before any of them is begun."
    ),
    new=(assembly.ask, ("exams:assembly-ask",)),
)


@page(area="desk", permission=manages_exams)
def register(request: PageRequest) -> HttpResponseBase:
    """The assemblies of the schemes in which somebody manages examinations."""
    return REGISTER.response(request)


@page(area="desk", permission=manages_exams)
def ask(request: PageRequest) -> HttpResponseBase:
    """Ask for parallel forms under rules."""
    mine = queries.components_of(request.person.id, EXAM_MANAGER).filter(kind=ComponentKind.WRITTEN)
    form = AssemblyForm(request.POST or None, components=mine)
    return perform(
        request,
        assembly.ask,
        form,
        arguments=lambda typed: {
            "component": typed["component"],
            "title": typed["title"],
            "wanted": wanted(typed),
        },
        then=lambda made: ("exams:assembly", made.pk),
        context={"lead": _("The blueprint of the component, enemies and sets of items always hold.")},
    )


@page(area="desk", permission=manages_exams)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Parallel forms beside each other, or which rules cannot hold together."""
    found = get_object_or_404(_visible(request), pk=pk)
    return render_record(
        request,
        found,
        kind=_("Parallel forms of %(component)s") % {"component": found.component.title},
        title=found.number,
        status=stands(found),
        facts=_facts(found),
        offers=[
            Offer(STEPS[verb].act, (f"exams:assembly-{verb}", found.pk), {"assembly": found}, main=place == 0)
            for place, verb in enumerate(OFFERED[AssemblyState(found.state)])
        ],
        related=[_forms(found)] if found.state == AssemblyState.TAKEN else [],
        template="exams/assembly.html",
        context={
            "is_asked": found.state == AssemblyState.ASKED,
            "conflict": found.conflict or [],
            "pictures": assembly_pictures.of_assembly(found),
            "forms": found.found.get("forms", []) if found.found else [],
            "pairs": found.found.get("pairs", []) if found.found else [],
            "earlier": found.found.get("earlier", []) if found.found else [],
        },
    )


LABELS = {
    "forms": gettext_noop("How many forms"),
    "overlap": gettext_noop("In how many of them an item may stand"),
    "earlier": gettext_noop("Items shared with each earlier form, at most"),
    "exposure": gettext_noop("Shown to candidates, at most"),
    "words": gettext_noop("Words to read in a form, at most"),
    "p_from": gettext_noop("Mean difficulty, at least"),
    "p_to": gettext_noop("Mean difficulty, at most"),
    "r_from": gettext_noop("Mean discrimination, at least"),
    "must": gettext_noop("Items that must stand in each form"),
    "must_not": gettext_noop("Items that must not stand in a form"),
    "seed": gettext_noop("Seed"),
}
"""What was asked for, as the page of the assembly says it; only what was given is shown."""


def _facts(found: Assembly) -> list[Fact]:
    known = names(filter(None, [found.asked_by_id, found.settled_by_id]))
    asked = [
        Fact(_(label), ", ".join(value) if isinstance(value, list) else str(value))
        for name, label in LABELS.items()
        if (value := found.wanted.get(name)) not in (None, [], "")
    ]
    target: dict[str, Any] = found.wanted.get("target") or {}
    if target:
        words = _("%(information)s at an ability of %(theta)s") % target
        asked.append(Fact(_("Information at the cut"), words))
    settled = known.get(found.settled_by_id, "") if found.settled_by_id else ""
    return [
        Fact(_("Title"), found.title),
        *asked,
        Fact(_("Asked for"), found.asked_at, note=known.get(found.asked_by_id, "")),
        Fact(_("Computed"), found.found_at, note=_seconds(found)),
        Fact(_("Settled"), found.settled_at, note=settled),
    ]


def _seconds(found: Assembly) -> str:
    if found.seconds is None:
        return ""
    left_out = found.found.get("left_out", 0) if found.found else 0
    told = [_("%(seconds)s seconds") % {"seconds": f"{found.seconds:.1f}"}]
    if left_out:
        told.append(_("%(count)d items lack the statistics that were asked about") % {"count": left_out})
    return " · ".join(told)


def _forms(found: Assembly) -> Related:
    begun = AssembledForm.objects.filter(assembly=found).select_related("form").order_by("place")
    rows = [Row(each.form.number, each.form.title, ("exams:form", each.form_id)) for each in begun]
    return Related(_("Forms that were begun"), rows)


@page(area="desk", permission=manages_exams)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Begin the forms that were found, or discard them."""
    found, doing = get_object_or_404(_visible(request), pk=pk), STEPS[verb]
    typed = doing.form(request.POST or None, record=found)
    context = {"kind": f"{found.number} · {found.title}"}
    return perform(request, doing.act, typed, record=found, then=("exams:assembly", found.pk), context=context)
