"""Pages of statistics: which forms have them, how each measures as a whole and at a sitting, and each of its items."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from guildhall.exams import figures, queries, readings, remarks
from guildhall.exams.acts import reports, statistics
from guildhall.exams.datasets import Taken
from guildhall.exams.figures import shown
from guildhall.exams.forms.statistics import BeginStudyForm, FlagForm, HiddenFlagForm
from guildhall.exams.lifecycles import FORM
from guildhall.exams.measuring import Measured
from guildhall.exams.models import Form, FormItem, Sitting, StatisticsRun
from guildhall.exams.permissions import measures_forms
from guildhall.exams.views import statistics_tables as tables
from guildhall.exams.views.words import status_of
from guildhall.identity.roles import EXAM_MANAGER, PSYCHOMETRICIAN
from guildhall.itembank.acts import flags
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.queries import trained_scopes
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.acts import studies
from guildhall.schemes.lifecycles import STUDY
from guildhall.schemes.models import Study, StudyKind
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated


def _forms(request: PageRequest) -> QuerySet[Form]:
    """Forms of schemes in which somebody measures or manages examinations, and for which they do not train."""
    rows = queries.visible_to(
        request.person.id, queries.forms(), "component__version__scheme", PSYCHOMETRICIAN, EXAM_MANAGER
    )
    rows = rows.exclude(component__version__scheme__scope__in=trained_scopes(request.person.id))
    done = StatisticsRun.objects.filter(form=OuterRef("pk"), sitting__isnull=True, done_at__isnull=False)
    return rows.annotate(run=Subquery(done.order_by("-done_at").values("pk")[:1]))


def _with_runs(rows: Sequence[Form]) -> None:
    """What each form's last look found, in two queries for all of them."""
    known = {each.run: each for each in rows}  # type: ignore[attr-defined]  # annotated
    runs = StatisticsRun.objects.filter(pk__in=[each for each in known if each]).select_related("study__scheme")
    found = {each.form_id: each for each in runs}
    for row in rows:
        row.seen = found.get(row.pk)  # type: ignore[attr-defined]


def _seen(row: Form) -> StatisticsRun | None:
    seen: StatisticsRun | None = row.seen  # type: ignore[attr-defined]  # set for each row that is shown
    return seen


def _flagged(row: Form) -> Status | str:
    seen = _seen(row)
    if seen is None or seen.study is None:
        return ""
    if seen.study.computed_at is None:
        return Status(_("being computed"), Tone.OPEN)
    items = {each["item"] for each in (seen.study.results or {}).get("flags", [])}
    return Status(_("%(count)d to look at") % {"count": len(items)}, Tone.SOON) if items else ""


def _reliability(row: Form) -> str:
    seen = _seen(row)
    results = (seen.study.results or {}) if seen and seen.study and seen.study.computed_at else {}
    return shown((results.get("reliability") or {}).get("alpha")) if results else ""


REGISTER = ListPage[Form](
    name="exams.statistics",
    title=gettext_noop("Statistics"),
    queryset=_forms,
    order="-number",
    columns=[
        Column(gettext_noop("Form"), str, lambda row: ("exams:statistics-form", row.pk), "number", True),
        Column(gettext_noop("Title"), lambda row: row.title, order="title"),
        Column(gettext_noop("State"), status_of, order="state"),
        Column(gettext_noop("Attempts"), lambda row: seen.attempts if (seen := _seen(row)) else "", code=True),
        Column(gettext_noop("Reliability"), _reliability, code=True),
        Column(gettext_noop("Flags"), _flagged),
        Column(gettext_noop("As of"), lambda row: seen.done_at if (seen := _seen(row)) else ""),
    ],
    filters=[
        Filter("state", gettext_noop("State"), list(FORM.words.items()), lambda rows, state: rows.filter(state=state))
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(title__icontains=text),
    search_hint=gettext_noop("Number or title"),
    before_showing=_with_runs,
    empty=gettext_noop(
        "Here stands how well each form measures. The house computes it when results of its sittings are scored."
    ),
)


@page(area="desk", permission=measures_forms)
def register(request: PageRequest) -> HttpResponseBase:
    """The forms whose statistics somebody may read, with what is to be looked at."""
    return REGISTER.response(request)


@page(area="desk", permission=measures_forms)
def of_form(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """How a form measures, from all attempts that count."""
    return _record(request, _form(pk), None)


@page(area="desk", permission=measures_forms)
def of_sitting(request: PageRequest, pk: UUID, sitting: UUID) -> HttpResponseBase:
    """How a form measured at one sitting."""
    form = _form(pk)
    return _record(request, form, _sitting(form, sitting))


def _record(request: PageRequest, form: Form, sitting: Sitting | None) -> HttpResponseBase:
    found = readings.statistics(by=request.actor, form=form, sitting=sitting)
    words = {"component": form.component.title, "version": form.component.version.number}
    return render_record(
        request,
        form,
        kind=_("Statistics of %(component)s, %(version)s") % words,
        title=found.taken.words,
        status=_status(found),
        facts=tables.facts(found),
        offers=_offers(form, sitting),
        related=[_sittings(form, sitting), _studies(found)],
        template="exams/statistics.html",
        context={
            "found": found,
            "progress": _progress_url(form, sitting) if found.under_way else "",
            "pictures": pictures_of(found),
            "notes": [remarks.note_of(each) for each in found.numbers.get("notes", [])],
            "methods": [remarks.method_of(each) for each in found.numbers.get("methods", [])],
            "flagged": _with_buttons(request, form, tables.flagged(found)),
            "items": tables.items(found),
        },
    )


def pictures_of(found: Measured) -> list[Any]:
    """The pictures that practitioners expect, as far as there are numbers for them."""
    if not found.numbers:
        return []
    numbers = found.numbers
    drawn = [figures.of_scores(numbers), figures.of_errors(numbers), figures.of_items(numbers)]
    return [each for each in (*drawn, *_of_groups(found), _of_scale(found)) if each]


def _of_groups(found: Measured) -> list[Any]:
    """The forest of each comparison of groups that was studied."""
    return [
        figures.of_dif(each["items"], _("“%(focal)s” against “%(reference)s”") % each)
        for study in found.dif
        for each in (study.results or {}).get("comparisons", [])
    ]


def _of_scale(found: Measured) -> Any:
    if found.calibration is None or "items" not in (found.calibration.results or {}):
        return None
    return figures.of_wright(tables.abilities(found.calibration.results), found.calibration.results["items"])


def _status(found: Measured) -> Status | None:
    if found.under_way:
        return Status(_("being computed"), Tone.SOON)
    return Status(translated(STUDY.words[found.study.state]), Tone.OPEN) if found.study else None


def _offers(form: Form, sitting: Sitting | None) -> list[Offer]:
    at = ("-sitting", form.pk, sitting.pk) if sitting else ("", form.pk)
    known = {"form": form, "sitting": sitting}
    return [
        Offer(statistics.ask, (f"exams:statistics-ask{at[0]}", *at[1:]), known, main=True),
        Offer(
            studies.freeze,
            (f"exams:statistics-study{at[0]}", *at[1:]),
            {"scheme": form.component.version.scheme},
            label=_("Begin a study"),
        ),
        Offer(reports.order, ("exams:report-order", form.pk), {"form": form}),
    ]


def _sittings(form: Form, here: Sitting | None) -> Related:
    held = Sitting.objects.filter(attempts__form=form).distinct().order_by("-begins_at")
    rows = [
        Row(each.number, str(each.place), ("exams:statistics-sitting", form.pk, each.pk), status_of(each))
        for each in held
        if here is None or each.pk != here.pk
    ]
    if here is not None:
        rows.insert(0, Row(form.number, _("All attempts at this form"), ("exams:statistics-form", form.pk)))
    return Related(_("Sittings"), rows, empty=_("Nobody has taken this form yet."))


def _studies(found: Measured) -> Related:
    about = Study.objects.filter(about=found.taken.about).exclude(kind=StudyKind.JOB_ANALYSIS)
    rows = [
        Row(f"{each.number} {each.title}", each.get_kind_display(), ("schemes:study", each.pk), _of_study(each))
        for each in about.order_by("-frozen_at")
    ]
    return Related(_("Studies"), rows, empty=_("Each study of these attempts stands here, with its frozen data."))


def _of_study(study: Study) -> Status:
    return Status(translated(STUDY.words[study.state]), Tone.OPEN)


@page(area="desk", permission=measures_forms)
def progress(request: PageRequest, pk: UUID, sitting: UUID | None = None) -> HttpResponse:
    """Whether statistics are still being computed; when they are there, the page is loaded anew."""
    form = _form(pk)
    at = _sitting(form, sitting) if sitting else None
    found = readings.statistics(by=request.actor, form=form, sitting=at)
    answer = render(request, "exams/_progress.html", {"progress": _progress_url(form, at) if found.under_way else ""})
    if not found.under_way:
        answer["HX-Refresh"] = "true"
    return answer


def _progress_url(form: Form, sitting: Sitting | None) -> str:
    if sitting:
        return reverse("exams:statistics-progress-sitting", args=[form.pk, sitting.pk])
    return reverse("exams:statistics-progress", args=[form.pk])


@page(area="desk", permission=measures_forms)
def ask(request: PageRequest, pk: UUID, sitting: UUID | None = None) -> HttpResponseBase:
    """Have the statistics brought up to date."""
    form = _form(pk)
    at = _sitting(form, sitting) if sitting else None
    return perform(
        request,
        statistics.ask,
        ActForm(request.POST or None, record=form),
        record=form,
        arguments={"sitting": at},
        then=_page_of(form, at),
        context={"kind": Taken(form, at).words, "back": reverse(_page_of(form, at)[0], args=_page_of(form, at)[1:])},
    )


def _page_of(form: Form, sitting: Sitting | None) -> tuple[Any, ...]:
    return ("exams:statistics-sitting", form.pk, sitting.pk) if sitting else ("exams:statistics-form", form.pk)


@page(area="desk", permission=measures_forms)
def study(request: PageRequest, pk: UUID, sitting: UUID | None = None) -> HttpResponseBase:
    """Freeze what counts now as a study with a question of its own."""
    form = _form(pk)
    at = _sitting(form, sitting) if sitting else None
    readings.statistics(by=request.actor, form=form, sitting=at)
    taken, asked = Taken(form, at), BeginStudyForm(request.POST or None)
    return perform(
        request,
        studies.freeze,
        asked,
        arguments=lambda typed: tables.study_of(taken, typed["kind"], asked.options()),
        then=lambda made: ("schemes:study", made.pk),
        title=_("Begin a study"),
        context={"kind": taken.words, "back": reverse(_page_of(form, at)[0], args=_page_of(form, at)[1:])},
    )


@page(area="desk", permission=measures_forms)
def item(request: PageRequest, pk: UUID, version: UUID) -> HttpResponseBase:
    """One item of a form: the question, who chose which option, and why it is flagged."""
    form = _form(pk)
    placement = get_object_or_404(queries.placements(form), item_version=version)
    question = readings.question_of(by=request.actor, form=form, placement=placement)
    found = readings.statistics(by=request.actor, form=form)
    numbers = tables.item(found, placement.item_version)
    context = {
        "title": str(placement),
        "kind": _("Item of %(form)s, position %(position)d") % {"form": form.number, "position": placement.position},
        "form_record": form,
        "question": question,
        "found": found,
        "facts": tables.item_facts(found, numbers) if numbers else [],
        "picture": figures.of_options(numbers) if numbers else None,
        "options": tables.options(numbers) if numbers else [],
        "flagged": _with_buttons(request, form, [each for each in tables.flagged(found) if each.is_of(placement)]),
    }
    return render(request, "exams/statistics_item.html", context)


@page(area="desk", permission=measures_forms)
def flag(request: PageRequest, pk: UUID, version: UUID) -> HttpResponseBase:
    """Send an item to review for what its numbers say."""
    form = _form(pk)
    placement: FormItem = get_object_or_404(queries.placements(form), item_version=version)
    found = readings.statistics(by=request.actor, form=form)
    reasons = [why for each in tables.flagged(found) if each.is_of(placement) for why in each.reasons]
    flagged = ItemVersion.reloaded(placement.item_version_id)
    return perform(
        request,
        flags.flag,
        FlagForm(request.POST or None, record=flagged, initial={"reason": " ".join(reasons)}),
        record=flagged,
        arguments=lambda typed: {**typed, "study": found.study},
        then=_page_of(form, None),
        title=_("Send %(item)s to review") % {"item": placement},
        context={"kind": form.number, "back": reverse("exams:statistics-form", args=[form.pk])},
    )


def _with_buttons(request: PageRequest, form: Form, rows: Sequence[tables.Flagged]) -> list[Mapping[str, Any]]:
    """Flagged items, each with the form behind its button where it can be sent to review now."""
    return [
        {
            "row": each,
            "form": HiddenFlagForm(record=each.version, initial={"reason": " ".join(each.reasons)}),
            "url": reverse("exams:statistics-flag", args=[form.pk, each.version.pk]),
        }
        for each in rows
    ]


def _form(pk: UUID) -> Form:
    found: Form = get_object_or_404(queries.forms(), pk=pk)
    return found


def _sitting(form: Form, pk: UUID) -> Sitting:
    found: Sitting = get_object_or_404(Sitting.objects.filter(attempts__form=form).distinct(), pk=pk)
    return found
