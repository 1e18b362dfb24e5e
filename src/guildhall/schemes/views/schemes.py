"""Pages of schemes: the list, and each with its analyses and versions."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.kernel.words import gettext_noop
from guildhall.schemes import queries
from guildhall.schemes.acts import analyses, drafts, schemes
from guildhall.schemes.forms.analyses import AnalysisForm
from guildhall.schemes.forms.schemes import CorrectForm, SchemeForm
from guildhall.schemes.forms.versions import BeginForm
from guildhall.schemes.lifecycles import VersionState
from guildhall.schemes.models import Scheme, SchemeVersion
from guildhall.schemes.permissions import may_develop_schemes, may_open_schemes, may_read_schemes
from guildhall.schemes.views import states
from guildhall.shell.lists import Column, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


def _with_versions(rows: Sequence[Scheme]) -> None:
    """Fetch the version in effect and the one in work of all rows at once."""
    wanted = (VersionState.EFFECTIVE, *queries.IN_WORK)
    found = SchemeVersion.objects.filter(scheme__in=rows, state__in=wanted).order_by("ordinal")
    for row in rows:
        theirs = [version for version in found if version.scheme_id == row.pk]
        effective = [version for version in theirs if version.state == VersionState.EFFECTIVE]
        row.shown = effective, [version for version in theirs if version not in effective]  # type: ignore[attr-defined]


def _in_effect(row: Scheme) -> Status | str:
    effective = row.shown[0]  # type: ignore[attr-defined]  # fetched for this page
    return Status(effective[0].number, states.VERSIONS[VersionState.EFFECTIVE]) if effective else ""


def _in_work(row: Scheme) -> Status | str:
    waiting = row.shown[1]  # type: ignore[attr-defined]  # fetched for this page
    return Status(f"{waiting[0].number}: {states.of_version(waiting[0]).word}") if waiting else ""


REGISTER = ListPage[Scheme](
    name="schemes.schemes",
    title=gettext_noop("Schemes"),
    queryset=lambda request: queries.schemes(),
    order="code",
    columns=[
        Column(gettext_noop("Code"), lambda row: row.code, lambda row: ("schemes:scheme", row.pk), "code", True),
        Column(gettext_noop("Name"), lambda row: row.name, lambda row: ("schemes:scheme", row.pk), "name"),
        Column(gettext_noop("In effect"), _in_effect),
        Column(gettext_noop("In work"), _in_work),
        Column(gettext_noop("Owner"), lambda row: row.owner),
    ],
    search=lambda rows, text: rows.filter(code__icontains=text) | rows.filter(name__icontains=text),
    search_hint=gettext_noop("Code or name of a scheme"),
    before_showing=_with_versions,
    empty=gettext_noop(
        "Here stands what the body certifies. Top management opens a scheme and gives the role of scheme manager for "
        "it; then its work is analysed and its first version written."
    ),
    new=(schemes.open_scheme, ("schemes:scheme-open",)),
)


@page(area="desk", permission=may_read_schemes | may_open_schemes)
def register(request: PageRequest) -> HttpResponseBase:
    """All schemes with what is in effect and what is in work."""
    return REGISTER.response(request)


@page(area="desk", permission=may_open_schemes)
def open_scheme(request: PageRequest) -> HttpResponse:
    """Open a scheme and its header."""
    form = SchemeForm(request.POST or None)
    return perform(request, schemes.open_scheme, form, then=lambda made: ("schemes:scheme", made.pk))


@page(area="desk", permission=may_read_schemes | may_open_schemes)
def record(request: PageRequest, pk: UUID) -> HttpResponse:
    """One scheme: its versions, and the analyses behind them."""
    scheme = _scheme(pk)
    known = {"scheme": scheme}
    return render_record(
        request,
        scheme,
        kind=_("Scheme"),
        title=scheme.name,
        status=None,
        facts=[
            Fact(_("Code"), scheme.code),
            Fact(_("Owner"), scheme.owner or _("this body")),
            Fact(_("Begun"), scheme.begun_at),
        ],
        offers=[
            Offer(drafts.begin, ("schemes:version-begin", scheme.pk), known, main=True),
            Offer(analyses.begin, ("schemes:analysis-begin", scheme.pk), known),
            Offer(schemes.correct, ("schemes:scheme-correct", scheme.pk), known),
        ],
        related=[_versions(scheme), _analyses(scheme)],
    )


def _versions(scheme: Scheme) -> Related:
    return Related(
        _("Versions"),
        [
            Row(
                f"{version.number} {version.title}",
                _since(version),
                ("schemes:version", version.pk),
                states.of_version(version),
            )
            for version in scheme.versions.order_by("-ordinal")
        ],
        empty=_("No version was begun yet. One is written from a job analysis, or on what the scheme's owner gives."),
    )


def _since(version: SchemeVersion) -> str:
    if version.effective_on is None:
        return ""
    return _("in effect from %(day)s") % {"day": date_format(version.effective_on, "j M Y")}


def _analyses(scheme: Scheme) -> Related:
    return Related(
        _("Job analyses"),
        [
            Row(
                f"{analysis.number} {analysis.title}",
                link=("schemes:analysis", analysis.pk),
                status=states.of_analysis(analysis),
            )
            for analysis in scheme.analyses.order_by("-number")
        ],
        empty=_("No job analysis was begun yet: tasks, a panel that rates them, and the weights of the examination."),
    )


@page(area="desk", permission=may_open_schemes)
def correct(request: PageRequest, pk: UUID) -> HttpResponse:
    """Put name or owner right."""
    scheme = _scheme(pk)
    form = CorrectForm(request.POST or None, record=scheme, initial={"name": scheme.name, "owner": scheme.owner})
    return perform(request, schemes.correct, form, record=scheme, then=("schemes:scheme", scheme.pk))


@page(area="desk", permission=may_develop_schemes)
def begin_analysis(request: PageRequest, pk: UUID) -> HttpResponse:
    """Begin a job analysis."""
    scheme = _scheme(pk)
    form = AnalysisForm(request.POST or None, record=scheme, initial={"title": scheme.name})
    return perform(
        request,
        analyses.begin,
        form,
        record=scheme,
        then=lambda made: ("schemes:analysis", made.pk),
        context={"kind": scheme.name},
    )


@page(area="desk", permission=may_develop_schemes)
def begin_version(request: PageRequest, pk: UUID) -> HttpResponse:
    """Begin a version, as a copy of the latest unless something else is chosen."""
    scheme = _scheme(pk)
    latest = queries.versions().filter(scheme=scheme).exclude(state=VersionState.ABANDONED).first()
    began: dict[str, object] = {"title": latest.title if latest else scheme.name, "like": latest}
    if latest is None:
        began["analysis"] = queries.latest_analysis(scheme)
    form = BeginForm(request.POST or None, record=scheme, scheme=scheme, initial=began)
    return perform(
        request,
        drafts.begin,
        form,
        record=scheme,
        then=lambda made: ("schemes:version", made.pk),
        context={"kind": scheme.name},
    )


def _scheme(pk: UUID) -> Scheme:
    return get_object_or_404(queries.schemes(), pk=pk)
