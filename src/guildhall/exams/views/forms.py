"""Pages of forms: the register, each form against its blueprint, its questions, and every step to its release."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.exams import blueprints, pictures, queries, readings
from guildhall.exams.acts import forms
from guildhall.exams.forms.assembling import (
    BeginForm,
    ItemForm,
    PlaceForm,
    PretestForm,
    RecordForm,
    SeedForm,
    StandardForm,
)
from guildhall.exams.forms.common import ReasonForm
from guildhall.exams.lifecycles import FORM, FormState
from guildhall.exams.models import Form, FormItem
from guildhall.exams.permissions import JUDGES, manages_exams, works_on_forms
from guildhall.exams.views import form_pages
from guildhall.exams.views.common import form_of
from guildhall.exams.views.steps import Step
from guildhall.exams.views.words import number, status_of
from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER
from guildhall.itembank import queries as itembank
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import ComponentKind
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

STEPS = {
    "assemble": Step(forms.assemble, SeedForm),
    "standard": Step(forms.set_standard, StandardForm),
    "propose": Step(forms.propose, ActForm),
    "send-back": Step(forms.send_back, ReasonForm),
    "sign": Step(forms.sign_content, RecordForm),
    "verify": Step(forms.verify, RecordForm),
    "release": Step(forms.release, ActForm),
    "suspend": Step(forms.suspend, ReasonForm),
    "resume": Step(forms.resume, ReasonForm),
    "retire": Step(forms.retire, ReasonForm),
}
OFFERED = {
    FormState.ASSEMBLING: ("assemble", "standard", "propose"),
    FormState.CONTENT: ("sign", "standard", "send-back"),
    FormState.VERIFYING: ("verify", "standard", "send-back"),
    FormState.VERIFIED: ("release", "send-back"),
    FormState.LIVE: ("suspend", "retire"),
    FormState.SUSPENDED: ("resume", "retire"),
    FormState.RETIRED: (),
}
"""What can be done in each state; the first is what comes next."""

ON_PLACES = {
    "remove": Step(forms.remove, ActForm),
    "move": Step(forms.move, PlaceForm),
    "pretest": Step(forms.mark_pretest, PretestForm),
}

REGISTER = ListPage[Form](
    name="exams.forms",
    title=gettext_noop("Forms"),
    queryset=lambda request: queries.visible_to(
        request.person.id, queries.forms(), "component__version__scheme", ITEM_REVIEWER, *JUDGES
    ),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("exams:form", row.pk), "number", True),
        Column(gettext_noop("Title"), lambda row: row.title, order="title"),
        Column(gettext_noop("State"), status_of, order="state"),
        Column(gettext_noop("Component"), lambda row: f"{row.component.version.number} {row.component}"),
        Column(gettext_noop("Cut"), lambda row: number(row.cut) if row.cut is not None else ""),
        Column(gettext_noop("Released"), lambda row: row.released_at, order="released_at"),
    ],
    filters=[
        Filter("state", gettext_noop("State"), list(FORM.words.items()), lambda rows, state: rows.filter(state=state))
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(title__icontains=text),
    search_hint=gettext_noop("Number or title"),
    empty=gettext_noop("Here stand the forms of written components. The first one is begun by an examination manager."),
    new=(forms.begin, ("exams:form-begin",)),
)


@page(area="desk", permission=works_on_forms)
def register(request: PageRequest) -> HttpResponseBase:
    """The forms of the schemes in which somebody works."""
    return REGISTER.response(request)


@page(area="desk", permission=manages_exams)
def begin(request: PageRequest) -> HttpResponseBase:
    """Begin a form of a written component."""
    mine = queries.components_of(request.person.id, EXAM_MANAGER).filter(kind=ComponentKind.WRITTEN)
    form = BeginForm(request.POST or None, components=mine)
    return perform(request, forms.begin, form, then=lambda made: ("exams:form", made.pk))


@page(area="desk", permission=works_on_forms)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """A form against its blueprint, with its questions; every look is logged."""
    form = form_of(pk)
    questions = readings.questions(by=request.actor, form=form)
    rows = blueprints.match(form)
    return render_record(
        request,
        form,
        kind=_("Form of %(component)s, %(version)s")
        % {"component": form.component.title, "version": form.component.version.number},
        title=form.number,
        status=status_of(form),
        facts=[*form_pages.facts(form), form_pages.on_paper(questions), *_measured(request, form)],
        offers=form_pages.offers(form, OFFERED[FormState(form.state)], STEPS),
        related=form_pages.related(form),
        template="exams/form.html",
        context={
            "picture": pictures.of_blueprint(rows),
            "questions": questions,
            "is_assembled": form.state == FormState.ASSEMBLING,
            "scores": pictures.of_scores(_("Scores of this form"), results_of(form)),
        },
    )


def _measured(request: PageRequest, form: Form) -> list[Fact]:
    """Where it stands how well the form measures, for who may read that."""
    if readings.statistics.refusal(by=request.actor, form=form):
        return []
    return [Fact(_("Statistics"), _("How it measures"), ("exams:statistics-form", form.pk))]


def results_of(form: Form) -> list[Any]:
    """The released results of a form, for its distribution."""
    return list(queries.results().filter(attempt__form=form, state="released"))


@page(area="desk", permission=works_on_forms)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """One step in the life of a form."""
    form = form_of(pk)
    doing = STEPS[verb]
    begun = {"cut": form.cut, "basis": form.cut_basis, "comparability": form.comparability}
    typed = doing.form(request.POST or None, record=form, initial=begun if verb == "standard" else {})
    context = {"kind": f"{form.number} · {form.title}"}
    return perform(request, doing.act, typed, record=form, then=("exams:form", form.pk), context=context)


@page(area="desk", permission=manages_exams)
def add(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Add an item in use to a form."""
    form = form_of(pk)
    placed = [each.item_version_id for each in queries.placements(form)]
    scheme = form.component.version.scheme
    fit = itembank.usable(scheme) | itembank.for_pretest(scheme)
    free = fit.exclude(pk__in=placed).select_related("item")
    typed = ItemForm(request.POST or None, record=form, versions=free.order_by("item__domain_code", "item__number"))
    context = {"kind": f"{form.number} · {form.title}"}
    return perform(request, forms.add, typed, record=form, then=("exams:form", form.pk), context=context)


@page(area="desk", permission=manages_exams)
def on_place(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Take an item out, move it, or mark it as pretest."""
    placed = FormItem.objects.filter(removed_at__isnull=True).select_related(*FormItem.reload_with)
    placement = get_object_or_404(placed, pk=pk)
    doing = ON_PLACES[verb]
    begun = {"position": placement.position, "pretest": placement.pretest}
    typed = doing.form(request.POST or None, record=placement, initial=begun)
    context = {"kind": f"{placement.form.number} · {placement}"}
    then = ("exams:form", placement.form_id)
    return perform(request, doing.act, typed, record=placement, then=then, context=context)
