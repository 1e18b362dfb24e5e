"""Pages of technical reports: the register, one report with its files, and the form that orders one."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.exams import queries
from guildhall.exams.acts import reports
from guildhall.exams.forms.reports import ReportForm
from guildhall.exams.models import Form, TechnicalReport
from guildhall.exams.permissions.reports import may_read_reports, may_report
from guildhall.exams.readings import report_file
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import Study, StudyKind
from guildhall.schemes.queries import studies
from guildhall.shell.columns import Column, Filter
from guildhall.shell.downloads import download
from guildhall.shell.lists import ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

FILES = ("pdf", "json", "csv")
"""The files of a report, as its addresses call them."""


def _status(report: TechnicalReport) -> Status:
    return Status(_("Sealed"), Tone.HOLDS) if report.made_at else Status(_("Being made"), Tone.OPEN)


def _found(rows: QuerySet[TechnicalReport], text: str) -> QuerySet[TechnicalReport]:
    return rows.filter(Q(number__icontains=text) | Q(form__number__icontains=text) | Q(form__title__icontains=text))


REGISTER = ListPage[TechnicalReport](
    name="exams.report",
    title=gettext_noop("Technical reports"),
    queryset=lambda _request: TechnicalReport.objects.select_related(*TechnicalReport.reload_with),
    columns=[
        Column(
            gettext_noop("Number"), lambda each: each.number, lambda each: ("exams:report", each.pk), "number", True
        ),
        Column(gettext_noop("Form"), lambda each: each.form.number, code=True),
        Column(gettext_noop("Year"), lambda each: str(each.year or ""), order="year"),
        Column(gettext_noop("Scheme"), lambda each: each.form.component.version.scheme.name),
        Column(gettext_noop("Attempts"), lambda each: each.attempts or "", order="attempts"),
        Column(gettext_noop("Made"), lambda each: each.made_at, order="made_at"),
        Column(gettext_noop("State"), _status),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            [("made", gettext_noop("Sealed")), ("open", gettext_noop("Being made"))],
            lambda rows, value: rows.filter(made_at__isnull=value == "open"),
        )
    ],
    search=_found,
    search_hint=gettext_noop("Number or form"),
    order="-ordered_at",
    empty=gettext_noop(
        "No technical report yet. One is ordered from the statistics of a form: what accreditors ask of it, in one "
        "sealed PDF and as data."
    ),
)


@page(area="desk", permission=may_read_reports)
def register(request: PageRequest) -> HttpResponse:
    """All technical reports, the latest first."""
    return REGISTER.response(request)


@page(area="desk", permission=may_read_reports)
def record(request: PageRequest, pk: UUID) -> HttpResponse:
    """One report: its files, and every study behind it."""
    report = one_report(pk)
    return render_record(
        request,
        report,
        kind=_("Technical report · %(form)s") % {"form": report.words},
        title=report.number,
        status=_status(report),
        facts=_facts(report),
        offers=[
            Offer(
                reports.order, ("exams:report-order", report.form_id), {"form": report.form}, label=_("Order another")
            )
        ],
        related=[_files(report), _studies(report)],
    )


def _facts(report: TechnicalReport) -> list[Fact]:
    return [
        Fact(_("Form"), report.form.number, link=("exams:form", report.form_id)),
        Fact(_("Attempts"), str(report.year) if report.year else _("All of the form"), note=str(report.attempts or "")),
        Fact(_("Language"), _("German") if report.language == "de" else _("English")),
        Fact(_("Ordered"), report.ordered_at, note=report.ordered_by.name),
        Fact(_("Made"), report.made_at),
        Fact(_("Fingerprint (SHA-256)"), report.fingerprint),
    ]


def _files(report: TechnicalReport) -> Related:
    words = {"pdf": _("Sealed PDF"), "json": _("The same as JSON"), "csv": _("Its tables as CSV")}
    rows = [Row(words[kind], link=(f"exams:report-{kind}", report.pk)) for kind in FILES] if report.made_at else []
    return Related(_("Files"), rows, empty=_("It is being made. Load the page again in a moment."))


def _studies(report: TechnicalReport) -> Related:
    known = {each.number: each for each in Study.objects.filter(number__in=[row["number"] for row in report.studies])}
    rows = [
        Row(f"{each['number']} {StudyKind(each['kind']).label}", link=("schemes:study", known[each["number"]].pk))
        for each in report.studies
    ]
    return Related(_("Studies behind it"), rows, empty=_("Every number will lead to a study named here."))


@page(area="desk", permission=may_read_reports)
def file(request: PageRequest, pk: UUID, kind: str) -> HttpResponseBase:
    """A file of a report; every download is logged."""
    return download(request, report_file(by=request.actor, report=one_report(pk), kind=kind))


@page(area="desk", permission=may_report)
def order(request: PageRequest, pk: UUID) -> HttpResponse:
    """Order the technical report of a form."""
    form = get_object_or_404(queries.forms(), pk=pk)
    typed = ReportForm(request.POST or None, record=form, years=_years(form))
    return perform(
        request,
        reports.order,
        typed,
        record=form,
        then=lambda made: ("exams:report", made.pk),
        context={"kind": form.number},
    )


def _years(form: Form) -> list[int]:
    """The years whose item analysis has been computed."""
    found = studies.about(form.ref).filter(kind=StudyKind.ITEM_ANALYSIS, state__in=studies.COMPUTED)
    return sorted({options["year"] for options in found.values_list("options", flat=True) if options.get("year")})


def one_report(pk: UUID) -> TechnicalReport:
    """The report of an address."""
    return get_object_or_404(TechnicalReport.objects.select_related(*TechnicalReport.reload_with), pk=pk)
