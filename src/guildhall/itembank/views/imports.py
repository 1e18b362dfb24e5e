"""Pages of staged imports: hand in, look through, choose domains, take in or discard."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.itembank import queries, readings
from guildhall.itembank.acts import imports
from guildhall.itembank.forms import ArrangeForm, HandInForm
from guildhall.itembank.intake import ACCEPTED, examined
from guildhall.itembank.lifecycles import ITEM_IMPORT, ImportState
from guildhall.itembank.models import ItemImport, StagedItem
from guildhall.itembank.permissions import writes_items
from guildhall.itembank.wording import asks, import_status
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.schemes.models import Scheme
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault import files, keys

REGISTER = ListPage[ItemImport](
    name="itembank.imports",
    title=gettext_noop("Imports of items"),
    queryset=lambda request: queries.imports_of(request.person.id),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), lambda row: row.number, lambda row: ("itembank:import", row.pk), "number", True),
        Column(gettext_noop("File"), lambda row: files.name_of(row.file)),
        Column(gettext_noop("Scheme"), lambda row: row.scheme.code, code=True),
        Column(gettext_noop("State"), import_status, order="state"),
        Column(gettext_noop("Good"), lambda row: row.good),  # type: ignore[attr-defined]  # counted by the query
        Column(gettext_noop("Rejected"), lambda row: row.bad),  # type: ignore[attr-defined]  # counted by the query
        Column(gettext_noop("Handed in"), lambda row: row.staged_at, order="staged_at"),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            [(str(state), word) for state, word in ITEM_IMPORT.words.items()],
            lambda rows, state: rows.filter(state=state),
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text),
    search_hint=gettext_noop("Number of an import"),
    empty=gettext_noop(
        "Here stand files that were handed in, with what each of their items would become, or why it is rejected."
    ),
    new=(imports.stage, ("itembank:write",)),
)


@page(area="desk", permission=writes_items)
def register(request: PageRequest) -> HttpResponseBase:
    """The imports that somebody may open, the latest first."""
    return REGISTER.response(request)


@page(area="desk", permission=writes_items)
def hand_in(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Hand in a file or package of items, to be looked through."""
    scheme = get_object_or_404(Scheme.objects.select_related("scope"), pk=pk)
    domains = queries.domains(scheme)
    return perform(
        request,
        imports.stage,
        HandInForm(request.POST or None, request.FILES or None, record=scheme, domains=domains),
        record=scheme,
        arguments=lambda typed: {
            "intake": examined(files.receive(typed["file"], key_id=keys.BODY, allowed=ACCEPTED)),
            "domain_code": typed["domain_code"],
        },
        then=lambda made: ("itembank:import", made.pk),
        context={
            "kind": scheme.name,
            "lead": _("The file is looked through first; nothing is in the bank until you take it in."),
            "button": _("Hand in"),
        },
    )


@page(area="desk", permission=writes_items)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One import: what each file would become, or why it is rejected and what mends it; every look is logged."""
    batch = _import(pk)
    staged = readings.looked_through(by=request.actor, batch=batch)
    return render_record(
        request,
        batch,
        kind=_("Staged import of items for %(scheme)s") % {"scheme": batch.scheme.name},
        title=batch.number,
        status=import_status(batch),
        facts=_facts(batch, staged),
        offers=_offers(batch),
        template="itembank/import.html",
        context={"files": _shown(batch, staged), "findings": batch.findings},
    )


def _facts(batch: ItemImport, staged: list[StagedItem]) -> list[Fact]:
    bad = sum(1 for each in staged if each.rejected)
    return [
        Fact(_("File"), files.name_of(batch.file), link=("itembank:import-file", batch.pk)),
        Fact(_("Handed in"), batch.staged_at, note=batch.staged_by.name),
        Fact(_("Good files"), str(len(staged) - bad)),
        Fact(_("Rejected files"), str(bad)),
    ]


def _offers(batch: ItemImport) -> list[Offer]:
    if batch.state != ImportState.STAGED:
        return []
    known = {"batch": batch}
    return [
        Offer(imports.take, ("itembank:import-take", batch.pk), known, main=True),
        Offer(imports.arrange, ("itembank:import-arrange", batch.pk), known),
        Offer(imports.discard, ("itembank:import-discard", batch.pk), known),
    ]


def _shown(batch: ItemImport, staged: list[StagedItem]) -> list[dict[str, object]]:
    taken = queries.taken_from(batch)
    return [_file(each, None if each.rejected else taken.get(each.identifier)) for each in staged]


def _file(staged: StagedItem, made: UUID | None) -> dict[str, object]:
    status = Status(_("Taken in"), Tone.HOLDS) if made else _status(staged)
    asked = "" if staged.rejected else asks(staged.interactions)
    return {"staged": staged, "asks": asked, "status": status, "version": made}


def _status(staged: StagedItem) -> Status:
    if staged.rejected:
        return Status(_("Rejected"), Tone.FAILS)
    if staged.left_out:
        return Status(_("Left out"), Tone.CLOSED)
    if not staged.domain_code:
        return Status(_("Needs a domain"), Tone.SOON)
    return Status(_("Good"), Tone.HOLDS)


@page(area="desk", permission=writes_items)
def staged(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One file of an import as a candidate would see it, with everything that was found in it; logged."""
    found = get_object_or_404(StagedItem.objects.select_related("batch__scheme__scope", "batch__staged_by"), pk=pk)
    rendered = readings.staged_as_seen(by=request.actor, staged=found)
    context = {
        "title": found.title or found.name,
        "staged": found,
        "status": _status(found),
        "preview": rendered.html if rendered else "",
    }
    return render(request, "itembank/staged.html", context)


@page(area="desk", permission=writes_items)
def arrange(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Choose the domain of each good file, or leave it out."""
    batch = _import(pk)
    if refusal := imports.arrange.refusal(by=request.actor, batch=batch):
        raise refusal
    good = [each for each in readings.looked_through(by=request.actor, batch=batch) if not each.rejected]
    domains = queries.domains(batch.scheme)
    form = ArrangeForm(request.POST or None, record=batch, staged=good, domains=domains)
    return perform(
        request,
        imports.arrange,
        form,
        record=batch,
        arguments=lambda typed: {"domains": form.domains},
        then=("itembank:import", batch.pk),
        context={"kind": batch.number, "button": _("Keep")},
    )


@page(area="desk", permission=writes_items)
def take(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take the good files in, all of them or none."""
    batch = _import(pk)
    told = _("%(count)d items come into the bank as drafts. Whoever handed them in is their author and reviews none.")
    return _done(request, imports.take, batch, told % {"count": queries.wanted(batch).count()})


@page(area="desk", permission=writes_items)
def discard(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Give an import up."""
    return _done(request, imports.discard, _import(pk), _("Nothing of this import comes into the bank."))


@page(area="desk", permission=writes_items)
def file(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The file as it was handed in; every look is logged."""
    return download(request, readings.handed_in(by=request.actor, batch=_import(pk)))


def _done(request: PageRequest, act: "Act[..., ItemImport]", batch: ItemImport, consequence: str) -> HttpResponseBase:
    return perform(
        request,
        act,
        ActForm(request.POST or None, record=batch),
        record=batch,
        then=("itembank:import", batch.pk),
        context={"kind": batch.number, "consequence": consequence},
    )


def _import(pk: UUID) -> ItemImport:
    related = ("scheme__scope", "file", "staged_by")
    return get_object_or_404(ItemImport.objects.select_related(*related), pk=pk)
