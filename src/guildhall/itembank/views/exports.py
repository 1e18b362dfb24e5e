"""Pages of exports: which there were, a new one, its files, and items as they are printed."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.identity.persons import names
from guildhall.itembank import queries, readings
from guildhall.itembank.acts import exports
from guildhall.itembank.exporting import outgoing
from guildhall.itembank.forms.exports import ExportForm
from guildhall.itembank.models import ExportKind, ItemExport
from guildhall.itembank.permissions import manages_items
from guildhall.itembank.queries import exports as of_exports
from guildhall.itembank.wording import status_of
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import Scheme
from guildhall.shell.downloads import download
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault.models import StoredFile


def _with_names(rows: Sequence[ItemExport]) -> None:
    """Who made each export, in one query for all rows."""
    called = names(each.made_by_id for each in rows)
    for each in rows:
        each.who = called.get(each.made_by_id, "")  # type: ignore[attr-defined]  # for this page only


REGISTER = ListPage[ItemExport](
    name="itembank.exports",
    title=gettext_noop("Exports of items"),
    queryset=lambda request: of_exports.exports_of(request.person.id),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), lambda row: row.number, lambda row: ("itembank:export", row.pk), "number", True),
        Column(gettext_noop("Scheme"), lambda row: row.scheme.code, order="scheme__code", code=True),
        Column(gettext_noop("As"), lambda row: str(row.kind_word), order="kind"),
        Column(gettext_noop("Items"), lambda row: row.count, order="count"),
        Column(gettext_noop("For whom"), lambda row: row.recipient, exported=False),
        Column(gettext_noop("By"), lambda row: row.who, exported=False),  # type: ignore[attr-defined]
        Column(gettext_noop("On"), lambda row: row.made_at, order="made_at"),
    ],
    filters=[
        Filter(
            "kind",
            gettext_noop("As"),
            [(each.value, str(each.label)) for each in ExportKind],
            lambda rows, kind: rows.filter(kind=kind),
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text),
    search_hint=gettext_noop("Number of an export"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stands what left the bank: as a package of QTI for another system, or printed. Each export says for whom "
        "and why, and every item knows with which exports it went."
    ),
)


@page(area="desk", permission=manages_items)
def register(request: PageRequest) -> HttpResponseBase:
    """The exports of the schemes whose bank somebody keeps, the latest first."""
    schemes = Scheme.objects.filter(scope__in=queries.sight(request.person.id).managed).order_by("code")
    return REGISTER.response(request, template="itembank/exports.html", context={"schemes": schemes})


@page(area="desk", permission=manages_items)
def make(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take items of a scheme out of the bank; who may not is refused before anything is put together."""
    scheme = get_object_or_404(Scheme.objects.select_related("scope"), pk=pk)
    if refusal := exports.make.refusal(by=request.actor, scheme=scheme):
        raise refusal
    form = ExportForm(request.POST or None, record=scheme, domains=queries.domains(scheme))
    return perform(
        request,
        exports.make,
        form,
        record=scheme,
        arguments=lambda typed: {
            "outgoing": outgoing(typed["kind"], list(of_exports.chosen(scheme, form.wanted)), str(form.wanted)),
            "reason": typed["reason"],
            "recipient": typed["recipient"],
        },
        then=lambda made: ("itembank:export", made.pk),
        context={
            "kind": scheme.name,
            "lead": _(
                "What leaves the bank cannot be called back. That you exported it, for whom and why is recorded."
            ),
            "button": _("Export"),
        },
    )


@page(area="desk", permission=manages_items)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One export: for whom, why, which items, and the ways to its files."""
    export = export_of(pk)
    readings.export_seen(by=request.actor, export=export)
    return render_record(
        request,
        export,
        kind=_("Export of items of %(scheme)s") % {"scheme": export.scheme.name},
        title=export.number,
        status=Status(str(export.kind_word), Tone.CLOSED),
        facts=_facts(export),
        offers=[],
        related=[_versions(export)],
    )


def _facts(export: ItemExport) -> list[Fact]:
    return [
        Fact(_("For whom"), export.recipient),
        Fact(_("Why"), export.reason),
        Fact(_("By"), export.made_by.name),
        Fact(_("On"), export.made_at),
        Fact(_("Asked for"), export.chosen or _("All items")),
        Fact(_("Items"), str(export.count)),
        *_ways(export),
    ]


def _ways(export: ItemExport) -> list[Fact]:
    """Where what was exported is had."""
    if export.kind != ExportKind.PACKAGE:
        return [Fact(_("To print"), _("Open the page to print"), link=("itembank:export-print", export.pk))]
    return [
        Fact(_("Package"), _("Items as QTI 3.0 (ZIP)"), link=("itembank:export-file", export.pk)),
        Fact(_("Table"), _("What is recorded of them (CSV)"), link=("itembank:export-table", export.pk)),
    ]


def _versions(export: ItemExport) -> Related:
    rows = [
        Row(str(version), version.item.domain_code, ("itembank:version", version.pk), status_of(version))
        for version in (each.version for each in of_exports.exported(export))
    ]
    return Related(_("Items that went along"), rows)


@page(area="desk", permission=manages_items)
def file(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The package of an export; every look is logged."""
    return download(request, _there(readings.export_file(by=request.actor, export=export_of(pk))))


@page(area="desk", permission=manages_items)
def table(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The table of an export; every look is logged."""
    return download(request, _there(readings.export_table(by=request.actor, export=export_of(pk))))


def _there(kept: StoredFile | None) -> StoredFile:
    if kept is None:
        raise Http404
    return kept


@page(area="desk", permission=manages_items)
def printed(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The items of a printed export as candidates see them, under the name of whoever prints them; logged."""
    export = export_of(pk)
    sheets = readings.printed(by=request.actor, export=export)
    return render(request, "itembank/printed.html", {"title": export.number, "export": export, "sheets": sheets})


def export_of(pk: UUID) -> ItemExport:
    """The export of that identifier, with all that its pages show."""
    return get_object_or_404(ItemExport.objects.select_related(*ItemExport.reload_with), pk=pk)
