"""Where the cut of a checklist lies: the study of how examiners judged the whole, and its adoption for a version."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams import outcomes, queries
from guildhall.exams import ratings as judged
from guildhall.exams.acts import adopting, ratings
from guildhall.exams.forms.quality import AdoptForChecklistForm
from guildhall.exams.models import Checklist
from guildhall.exams.permissions import VERIFIERS, works_on_checklists
from guildhall.exams.permissions.standards import CONVENORS
from guildhall.exams.views.words import number
from guildhall.identity.persons import names
from guildhall.kernel.words import gettext_noop
from guildhall.psychometrics.notes import WITHHELD_BELOW
from guildhall.schemes.freezing import frozen
from guildhall.schemes.lifecycles import StudyState
from guildhall.schemes.models import Study, StudyKind
from guildhall.schemes.queries import studies
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Related, Row
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

FREEZES = gettext_noop(
    "Points and judgements are frozen by the number of the attempt. The cut reaches the next version of the checklist "
    "when somebody else has approved the study."
)


def facts(checklist: Checklist) -> list[Fact]:
    """From which points on a checklist is passed and why, and whether examiners judge the whole by it."""
    return [_cut(checklist), Fact(_("Examiners also judge the whole"), checklist.rated, note=_how_many(checklist))]


def _cut(checklist: Checklist) -> Fact:
    if checklist.cut is not None:
        note = " · ".join([checklist.cut_basis, *names(filter(None, [checklist.standard_by_id])).values()])
        return Fact(_("Passed from"), number(checklist.cut), link=("schemes:study", checklist.standard_id), note=note)
    most = sum((each.points for each in queries.steps(checklist)), outcomes.THOUSANDTH * 0)
    share = _("%(share)s per cent of the points, as the scheme says") % {"share": number(checklist.component.cut)}
    return Fact(_("Passed from"), number(outcomes.share_of(most, checklist.component)), note=share)


def _how_many(checklist: Checklist) -> str:
    if not checklist.rated:
        return ""
    by_version = judged.counts(checklist)
    count = sum(by_version.values())
    told = ngettext("%(count)d attempt judged so far", "%(count)d attempts judged so far", count) % {"count": count}
    told += f"; {_('so few say little')}" if count < WITHHELD_BELOW else ""
    return ". ".join(filter(None, [told, taken_from(checklist, by_version)]))


def taken_from(checklist: Checklist, versions: Collection[str]) -> str:
    """Which versions attempts were taken from, where it was not this one alone."""
    if set(versions) <= {checklist.number}:
        return ""
    return _("By versions whose steps are the same: %(versions)s.") % {"versions": ", ".join(versions)}


def related(checklist: Checklist) -> list[Related]:
    """The studies of where the cut lies, by this version and those whose steps are the same."""
    refs = [each.ref for each in judged.alike(checklist)]
    found = studies.studies().filter(about__in=refs, kind=StudyKind.STANDARD_SETTING)
    rows = [Row(each.number, each.title, ("schemes:study", each.pk)) for each in found]
    return [Related(_("Studies of the cut"), rows)] if rows else []


@page(area="desk", permission=works_on_checklists)
def study(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Freeze how examiners judged the whole beside the points; the house computes where the cut lies."""
    checklist = get_object_or_404(_of(request, *CONVENORS), pk=pk)
    data = lambda typed: {"dataset": frozen(judged.dataset_of(checklist))}  # noqa: E731  # when it is sent
    return _done(
        request,
        ratings.study,
        ActForm(request.POST or None, record=checklist),
        checklist,
        then=lambda made: ("schemes:study", made.pk),
        arguments=data,
        consequence=" ".join(filter(None, [_(FREEZES), taken_from(checklist, judged.counts(checklist))])),
    )


@page(area="desk", permission=works_on_checklists)
def adopt(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Adopt the cut of an approved study for a draft whose steps are those that were studied."""
    checklist = get_object_or_404(_of(request, *VERIFIERS), pk=pk)
    approved = _approved(checklist)
    latest = approved.first()
    begun = {"study": latest, "cut": studies.recommended_cut(latest)} if latest else {}
    lead = (
        _("The recommended cut stands here as the latest approved study gives it.")
        if latest
        else _("No study of these steps is approved yet.")
    )
    form = AdoptForChecklistForm(request.POST or None, record=checklist, studies=approved, initial=begun)
    then = ("exams:checklist", checklist.pk)
    return _done(request, adopting.adopt_for_checklist, form, checklist, then=then, lead=lead)


def _approved(checklist: Checklist) -> QuerySet[Study]:
    """Approved studies of checklists of the same component."""
    component = checklist.component
    same = Checklist.objects.filter(component__code=component.code)
    refs = [each.ref for each in same.filter(component__version__scheme=component.version.scheme_id)]
    found = studies.studies().filter(about__in=refs, kind=StudyKind.STANDARD_SETTING, state=StudyState.APPROVED)
    return found.order_by("-approved_at")


def _of(request: PageRequest, *roles: Any) -> QuerySet[Checklist]:
    rows = Checklist.objects.select_related(*Checklist.reload_with)
    return queries.visible_to(request.person.id, rows, "component__version__scheme", *roles)


def _done(
    request: PageRequest, act: Any, form: ActForm, record: Checklist, *, then: Any, arguments: Any = None, **more: Any
) -> HttpResponseBase:
    context = {"kind": str(record), **more}
    return perform(request, act, form, record=record, arguments=arguments, then=then, context=context)
