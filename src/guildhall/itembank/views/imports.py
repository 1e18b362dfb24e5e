"""Pages of staged imports: hand in, look through, sort, take in or reject one by one or as a whole, undo."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank import queries, readings
from guildhall.itembank.acts import imports
from guildhall.itembank.forms import ReasonForm
from guildhall.itembank.forms.imports import ArrangeForm, ChosenForm, HandInForm, RejectedForm
from guildhall.itembank.intake import FORMATS, examined
from guildhall.itembank.lifecycles import ITEM_IMPORT, ImportState
from guildhall.itembank.models import Aspect, ItemImport, ItemVersion, StagedItem
from guildhall.itembank.permissions import writes_items
from guildhall.itembank.queries import imports as of_imports
from guildhall.itembank.wording import asks, format_word, import_status
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.schemes.models import Scheme
from guildhall.shell.downloads import HEADERS, download
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault import files, keys

SHOWN_ANYWAY = (Aspect.FILE, Aspect.LANGUAGE)
"""What a file says about a question that its line tells already, or that nobody sorts by with their eyes."""

REGISTER = ListPage[ItemImport](
    name="itembank.imports",
    title=gettext_noop("Imports of items"),
    queryset=lambda request: queries.imports_of(request.person.id),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), lambda row: row.number, lambda row: ("itembank:import", row.pk), "number", True),
        Column(gettext_noop("File"), lambda row: files.name_of(row.file)),
        Column(gettext_noop("Format"), lambda row: format_word(row.format), order="format"),
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
    return REGISTER.response(request, template="itembank/imports.html")


@page(area="desk", permission=writes_items)
def hand_in(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Hand in a file of items in any format, to be looked through."""
    scheme = get_object_or_404(Scheme.objects.select_related("scope"), pk=pk)
    domains = queries.domains(scheme)
    return perform(
        request,
        imports.stage,
        HandInForm(request.POST or None, request.FILES or None, record=scheme, domains=domains),
        record=scheme,
        arguments=lambda typed: {
            "intake": examined(files.receive(typed["file"], key_id=keys.BODY, allowed=FORMATS)),
            "domain_code": typed["domain_code"],
        },
        then=lambda made: ("itembank:import", made.pk),
        template="itembank/hand_in.html",
        context={
            "kind": scheme.name,
            "lead": _("The file is looked through first; nothing is in the bank until you take it in."),
            "button": _("Hand in"),
            "templates": [(name, each.name) for name, each in qti.FORMATS.items() if each.template],
        },
    )


@page(area="desk", permission=writes_items)
def template(request: PageRequest, name: str) -> HttpResponse:
    """A file of a format to begin with, with a question of each kind that the format knows."""
    found = qti.FORMATS.get(name)
    if found is None or found.template is None:
        raise Http404
    answer = HttpResponse(qti.template(name), content_type="application/octet-stream", headers=HEADERS)
    answer["Content-Disposition"] = content_disposition_header(True, f"template{found.endings[0]}") or ""
    return answer


@page(area="desk", permission=writes_items)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One import: what each question would become, or why it is rejected and what mends it; every look is logged."""
    batch = import_of(pk)
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
        context={"files": _shown(request, batch, staged), "findings": batch.findings},
    )


def _facts(batch: ItemImport, staged: list[StagedItem]) -> list[Fact]:
    bad = sum(1 for each in staged if each.rejected)
    taken, out = sum(1 for each in staged if each.taken_as_id), sum(1 for each in staged if each.left_out)
    return [
        Fact(_("File"), files.name_of(batch.file), link=("itembank:import-file", batch.pk)),
        Fact(_("Format"), format_word(batch.format)),
        Fact(_("Handed in"), batch.staged_at, note=batch.staged_by.name),
        Fact(_("Good files"), str(len(staged) - bad)),
        Fact(_("Rejected files"), str(bad)),
        Fact(_("Taken in"), str(taken)),
        Fact(_("Left out"), str(out)),
        *([Fact(_("Undone because"), batch.undone_because)] if batch.undone_because else []),
    ]


def _offers(batch: ItemImport) -> list[Offer]:
    known = {"batch": batch}
    undo = Offer(imports.undo, ("itembank:import-undo", batch.pk), known)
    if batch.state == ImportState.TAKEN:
        return [undo]
    if batch.state != ImportState.STAGED:
        return []
    return [
        Offer(imports.take, ("itembank:import-take", batch.pk), known, main=True),
        Offer(imports.accept, ("itembank:import-accept", batch.pk), known),
        Offer(imports.reject, ("itembank:import-reject", batch.pk), known),
        Offer(imports.arrange, ("itembank:import-arrange", batch.pk), known),
        Offer(imports.sort, ("itembank:import-sort", batch.pk), known),
        undo if of_imports.brought(batch).exists() else Offer(imports.discard, _discarding(batch), known),
    ]


def _discarding(batch: ItemImport) -> tuple[object, ...]:
    return ("itembank:import-discard", batch.pk)


def _shown(request: PageRequest, batch: ItemImport, staged: list[StagedItem]) -> list[dict[str, Any]]:
    """The questions, with the items of the bank that they are like and that whoever looks may open."""
    near = of_imports.near(staged, queries.visible_to(request.person.id))
    return [_file(each, near.get(each.position, [])) for each in staged]


def _file(staged: StagedItem, near: list[tuple[ItemVersion, int]]) -> dict[str, Any]:
    told = [f"{Aspect(aspect).label}: {word}" for aspect, word in staged.told or () if aspect not in SHOWN_ANYWAY]
    return {
        "staged": staged,
        "asks": "" if staged.rejected else asks(staged.interactions),
        "status": _status(staged),
        "told": told,
        "near": near,
    }


def _status(staged: StagedItem) -> Status:
    if staged.taken_as_id:
        return Status(_("Taken in"), Tone.HOLDS)
    if staged.rejected:
        return Status(_("Rejected"), Tone.FAILS)
    if staged.left_out:
        return Status(_("Left out"), Tone.CLOSED)
    if not staged.domain_code:
        return Status(_("Needs a domain"), Tone.SOON)
    return Status(_("Good"), Tone.HOLDS)


@page(area="desk", permission=writes_items)
def staged(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One question of an import as a candidate would see it, with everything that was found in it; logged."""
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
    """Choose the domain of each good question, or leave it out."""
    batch = import_of(pk)
    form = ArrangeForm(
        request.POST or None,
        record=batch,
        staged=_waiting(request, batch, imports.arrange),
        domains=queries.domains(batch.scheme),
    )
    return _performed(request, imports.arrange, form, batch, lambda typed: {"domains": form.domains}, _("Keep"))


@page(area="desk", permission=writes_items)
def accept(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take some questions in; the others wait."""
    batch = import_of(pk)
    offered = [each for each in _waiting(request, batch, imports.accept) if not each.left_out]
    return _performed(request, imports.accept, ChosenForm(request.POST or None, record=batch, staged=offered), batch)


@page(area="desk", permission=writes_items)
def reject(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Leave some questions out, with the reason."""
    batch = import_of(pk)
    offered = [each for each in _waiting(request, batch, imports.reject) if not each.left_out]
    return _performed(request, imports.reject, RejectedForm(request.POST or None, record=batch, staged=offered), batch)


def _waiting(request: PageRequest, batch: ItemImport, act: "Act[..., Any]") -> list[StagedItem]:
    """The good questions that nobody has taken in; logged. The act's refusal comes before anything is shown."""
    if refusal := act.refusal(by=request.actor, batch=batch):
        raise refusal
    readings.looked_through(by=request.actor, batch=batch)
    return list(of_imports.undecided(batch).defer("source", "pictures"))


@page(area="desk", permission=writes_items)
def sort(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Sort an import again by the rules of its scheme."""
    told = _("Questions that a rule fits get its domain and level, whatever was chosen for them before.")
    return _done(request, imports.sort, import_of(pk), told)


@page(area="desk", permission=writes_items)
def take(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take the good questions in that are left, all of them or none."""
    batch = import_of(pk)
    told = _("%(count)d items come into the bank as drafts. Whoever handed them in is their author and reviews none.")
    return _done(request, imports.take, batch, told % {"count": queries.wanted(batch).count()})


@page(area="desk", permission=writes_items)
def discard(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Give an import up."""
    return _done(request, imports.discard, import_of(pk), _("Nothing of this import comes into the bank."))


@page(area="desk", permission=writes_items)
def undo(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take everything back that an import brought."""
    batch = import_of(pk)
    told = _("%(count)d items that came with this import are retired. None of them was ever in use.")
    return perform(
        request,
        imports.undo,
        ReasonForm(request.POST or None, record=batch),
        record=batch,
        then=("itembank:import", batch.pk),
        context={"kind": batch.number, "consequence": told % {"count": _coming_back(batch).count()}, "harm": True},
    )


def _coming_back(batch: ItemImport) -> QuerySet[Any]:
    return of_imports.brought(batch).exclude(state="retired")


@page(area="desk", permission=writes_items)
def file(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The file as it was handed in; every look is logged."""
    return download(request, readings.handed_in(by=request.actor, batch=import_of(pk)))


def _done(request: PageRequest, act: "Act[..., ItemImport]", batch: ItemImport, consequence: str) -> HttpResponseBase:
    return perform(
        request,
        act,
        ActForm(request.POST or None, record=batch),
        record=batch,
        then=("itembank:import", batch.pk),
        context={"kind": batch.number, "consequence": consequence},
    )


def _performed(
    request: PageRequest,
    act: "Act[..., ItemImport]",
    form: ActForm,
    batch: ItemImport,
    arguments: Any = None,
    button: str = "",
) -> HttpResponseBase:
    return perform(
        request,
        act,
        form,
        record=batch,
        arguments=arguments,
        then=("itembank:import", batch.pk),
        context={"kind": batch.number, "button": button},
    )


def import_of(pk: UUID) -> ItemImport:
    """The import of that identifier, with all that its pages show."""
    related = ("scheme__scope", "file", "staged_by")
    return get_object_or_404(ItemImport.objects.select_related(*related), pk=pk)
