"""Pages on which a form gets its cut from a study, its delay, and its interval of review."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.exams import readings
from guildhall.exams.acts import adopting
from guildhall.exams.forms.quality import AdoptForm, DelayForm, IntervalForm, OfStudyForm
from guildhall.exams.models import Conversion, Form
from guildhall.exams.permissions import keeps_forms, looks_after_forms, manages_exams
from guildhall.exams.views.common import looked_after, studies_of
from guildhall.exams.views.words import number
from guildhall.identity.persons import names
from guildhall.schemes.models import StudyKind
from guildhall.schemes.queries import studies
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@page(area="desk", permission=looks_after_forms)
def standard(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Adopt the cut of an approved standard setting."""
    form = looked_after(request, pk)
    approved = studies_of(form, StudyKind.STANDARD_SETTING, approved=True)
    latest = approved.first()
    found = {"study": latest, "cut": studies.recommended_cut(latest)} if latest else {}
    begun = {**found, "comparability": form.comparability}
    typed = AdoptForm(request.POST or None, record=form, studies=approved, initial=begun)
    told = {
        "kind": _kind(form),
        "lead": _("The recommended cut stands here as the latest approved study gives it.")
        if latest
        else _("No standard setting about this form is approved yet."),
    }
    return perform(request, adopting.adopt_standard, typed, record=form, then=("exams:form", form.pk), context=told)


@page(area="desk", permission=looks_after_forms)
def equating(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Carry the cut of another form by an approved equating."""
    form = looked_after(request, pk)
    approved = studies_of(form, StudyKind.EQUATING, approved=True)
    typed = OfStudyForm(request.POST or None, record=form, studies=approved, initial={"study": approved.first()})
    told = {
        "kind": _kind(form),
        "lead": _("The cut becomes the lowest score whose equivalent reaches the cut of the base form."),
    }
    return perform(request, adopting.adopt_equating, typed, record=form, then=("exams:form", form.pk), context=told)


@page(area="desk", permission=manages_exams)
def delay(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Let a form be used before its cut is known."""
    form = looked_after(request, pk)
    typed = DelayForm(request.POST or None, record=form)
    told = {"kind": _kind(form), "consequence": _("Nothing is scored before the cut is adopted.")}
    return perform(request, adopting.delay_scoring, typed, record=form, then=("exams:form", form.pk), context=told)


@page(area="desk", permission=keeps_forms)
def interval(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Say how often a form is reviewed, and why."""
    form = looked_after(request, pk)
    begun = {"months": form.review_months, "reason": form.review_reason}
    typed = IntervalForm(request.POST or None, record=form, initial=begun)
    told = {"kind": _kind(form)}
    return perform(request, adopting.set_interval, typed, record=form, then=("exams:form", form.pk), context=told)


def _kind(form: Form) -> str:
    return f"{form.number} · {form.title}"


@page(area="desk", permission=looks_after_forms)
def conversion(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The table by which a cut was carried, as it was adopted."""
    carried = get_object_or_404(Conversion.objects.select_related(*Conversion.reload_with), pk=pk)
    readings.looked_after(by=request.actor, form=carried.form)
    known = names([carried.adopted_by_id])
    return render_record(
        request,
        carried,
        kind=_("Conversion of %(form)s") % {"form": carried.form.number},
        title=str(carried),
        status=None,
        facts=[
            Fact(_("Form"), carried.form.number, link=("exams:form", carried.form_id)),
            Fact(_("Base form"), carried.base.number, link=("exams:form", carried.base_id)),
            Fact(_("Study"), carried.study.number, link=("schemes:study", carried.study_id), note=carried.study.title),
            Fact(_("Cut there"), number(carried.base_cut)),
            Fact(_("Cut here"), number(carried.cut)),
            Fact(_("Adopted"), carried.adopted_at, note=known.get(carried.adopted_by_id, "")),
        ],
        offers=[],
        template="exams/conversion.html",
        context={"rows": carried.rows, "cut": float(carried.cut)},
    )
