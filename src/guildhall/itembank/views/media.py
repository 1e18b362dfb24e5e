"""Pages of the library: its pictures, recordings and passages, whose they are, and which items show them."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.itembank import queries, readings
from guildhall.itembank.acts import media
from guildhall.itembank.forms import ReasonForm
from guildhall.itembank.forms.media import ADDING, DESCRIBING
from guildhall.itembank.intake import PICTURES
from guildhall.itembank.lifecycles import MEDIUM, MediumState
from guildhall.itembank.models import Medium, MediumKind
from guildhall.itembank.permissions import writes_items
from guildhall.itembank.queries import media as library
from guildhall.itembank.views.writing import scheme_of
from guildhall.itembank.wording import status_of
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.vault import keys
from guildhall.vault.files import receive
from guildhall.vault.kinds import RECORDINGS

ADDED = {
    MediumKind.PICTURE: gettext_noop("Add a picture"),
    MediumKind.RECORDING: gettext_noop("Add a recording"),
    MediumKind.PASSAGE: gettext_noop("Add a passage"),
}
"""What can be added here, in words."""


def standing(medium: Medium) -> Status:
    """Whether a medium may be used, in a word; an ended right is told before anything else."""
    if medium.usable_until and medium.usable_until < clock.today():
        return Status(_("Right has ended"), Tone.FAILS)
    tone = Tone.HOLDS if medium.state == MediumState.KEPT else Tone.CLOSED
    return Status(translated(MEDIUM.words[MediumState(medium.state)]), tone)


def _visible(request: PageRequest) -> QuerySet[Medium]:
    return library.visible_to(request.person.id)


def _schemes(request: PageRequest) -> list[tuple[str, str]]:
    found = _visible(request).order_by("scheme__code").values_list("scheme__code", "scheme__name")
    return [(code, f"{code} {name}") for code, name in found.distinct()]


REGISTER = ListPage[Medium](
    name="itembank.media",
    title=gettext_noop("Pictures, recordings and passages"),
    queryset=_visible,
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("itembank:medium", row.pk), "number", True),
        Column(gettext_noop("Title"), lambda row: row.title, exported=False),
        Column(gettext_noop("Kind"), lambda row: MediumKind(row.kind).label, order="kind"),
        Column(gettext_noop("State"), standing, order="state"),
        Column(gettext_noop("Scheme"), lambda row: row.scheme.code, order="scheme__code", code=True),
        Column(gettext_noop("Whose"), lambda row: row.rights, exported=False),
        Column(gettext_noop("Until"), lambda row: row.usable_until, order="usable_until"),
        Column(gettext_noop("Shown in"), lambda row: row.shown_in, order="shown_in"),  # type: ignore[attr-defined]  # counted
    ],
    filters=[
        Filter("scheme", gettext_noop("Scheme"), _schemes, lambda rows, code: rows.filter(scheme__code=code)),
        Filter(
            "kind",
            gettext_noop("Kind"),
            [(str(kind), str(kind.label)) for kind in MediumKind],
            lambda rows, kind: rows.filter(kind=kind),
        ),
        Filter(
            "state",
            gettext_noop("State"),
            [(str(state), word) for state, word in MEDIUM.words.items()],
            lambda rows, state: rows.filter(state=state),
        ),
    ],
    search=lambda rows, text: rows.filter(Q(number__icontains=text)),
    search_hint=gettext_noop("Number"),
    empty=gettext_noop(
        "Here stand the pictures, recordings and passages that items share, each with whose it is, where it comes from "
        "and what it shows or says in words. Add the first for one of your schemes."
    ),
)


@page(area="desk", permission=writes_items)
def register(request: PageRequest) -> HttpResponseBase:
    """The library of those schemes in which somebody writes items."""
    schemes = queries.schemes_of(request.person.id)
    ending = library.ended(_visible(request))
    kinds = [(str(kind), translated(words)) for kind, words in ADDED.items()]
    context = {"schemes": schemes, "ended": ending, "kinds": kinds}
    return REGISTER.response(request, template="itembank/media.html", context=context)


@page(area="desk", permission=writes_items)
def add(request: PageRequest, pk: UUID, kind: str) -> HttpResponseBase:
    """Add a picture, a recording or a passage to the library of a scheme."""
    scheme = scheme_of(pk)
    if kind not in ADDING:
        raise Http404
    form = ADDING[kind](request.POST or None, request.FILES or None, record=scheme)
    return perform(
        request,
        media.keep,
        form,
        record=scheme,
        arguments=lambda typed: {**_received(typed), "kind": kind},
        then=lambda made: ("itembank:medium", made.pk),
        title=translated(ADDED[MediumKind(kind)]),
        context={"kind": scheme.name, "button": _("Add")},
    )


def _received(typed: dict[str, object]) -> dict[str, object]:
    """What was typed, with the file received under the body's key; the field has asked of which kind it is."""
    told = {name: value for name, value in typed.items() if name != "file"}
    if "file" not in typed:
        return told
    allowed = (*PICTURES, *RECORDINGS)
    return told | {"picture": receive(typed["file"], key_id=keys.BODY, allowed=allowed)}  # type: ignore[arg-type]  # the field gives a file


@page(area="desk", permission=writes_items)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One medium as items show it, with its rights and where it stands; every look is logged."""
    medium = medium_of(pk)
    html = readings.medium(by=request.actor, medium=medium)
    return render_record(
        request,
        medium,
        kind=_("%(kind)s for items of %(scheme)s")
        % {"kind": MediumKind(medium.kind).label, "scheme": medium.scheme.code},
        title=medium.number,
        status=standing(medium),
        facts=_facts(medium),
        offers=_offers(medium),
        related=[_uses(request, medium)],
        template="itembank/medium.html",
        context={"shown": html},
    )


def _facts(medium: Medium) -> list[Fact]:
    size = _("%(width)d by %(height)d points") % {"width": medium.width, "height": medium.height}
    return [
        Fact(_("Title"), medium.title),
        *([Fact(_("Alternative text"), medium.alternative), Fact(_("Size"), size)] if medium.width else []),
        *([Fact(_("Kind of file"), _(medium.picture.file.what.name))] if medium.picture else []),
        Fact(_("Whose"), medium.rights),
        Fact(_("Where from"), medium.origin),
        Fact(_("May be used until"), medium.usable_until),
        Fact(_("Added"), medium.kept_at, note=medium.kept_by.name),
        *([Fact(_("Reason of the last change"), medium.reason)] if medium.reason else []),
    ]


ACTS: dict[str, Act[..., Medium]] = {
    "describe": media.describe,
    "withdraw": media.withdraw,
    "restore": media.restore,
}


def _offers(medium: Medium) -> list[Offer]:
    last = "withdraw" if medium.state == MediumState.KEPT else "restore"
    return [
        Offer(ACTS[name], (f"itembank:medium-{name}", medium.pk), {"medium": medium}) for name in ("describe", last)
    ]


def _uses(request: PageRequest, medium: Medium) -> Related:
    """The items that show it; who may not open one learns its number and state, and no more."""
    readable = set(queries.visible_to(request.person.id).filter(media__medium=medium).values_list("pk", flat=True))
    return Related(
        _("Items that show it"),
        [
            Row(
                str(each.version),
                "",
                ("itembank:version", each.version_id) if each.version_id in readable else (),
                status_of(each.version),
            )
            for each in library.uses(medium)
        ],
        empty=_("No item shows it yet. It is chosen in the form in which an item is written."),
    )


@page(area="desk", permission=writes_items)
def describe(request: PageRequest, pk: UUID) -> HttpResponse:
    """Correct what is told of a medium, or renew its rights."""
    medium = medium_of(pk)
    readings.medium(by=request.actor, medium=medium)
    kind = DESCRIBING[medium.kind]
    stands = {name: getattr(medium, name) for name in ("title", "alternative", "rights", "origin", "usable_until")}
    return _done(request, media.describe, kind(request.POST or None, record=medium, initial=stands), medium)


@page(area="desk", permission=writes_items)
def withdraw(request: PageRequest, pk: UUID) -> HttpResponse:
    """Let a medium go into no further item."""
    medium = medium_of(pk)
    told = _("It goes into no further item. Those that show it stay as they are; the page of this one names them.")
    return _done(request, media.withdraw, ReasonForm(request.POST or None, record=medium), medium, told)


@page(area="desk", permission=writes_items)
def restore(request: PageRequest, pk: UUID) -> HttpResponse:
    """Let a medium go into items again."""
    medium = medium_of(pk)
    return _done(request, media.restore, ReasonForm(request.POST or None, record=medium), medium)


def _done(
    request: PageRequest, act: "Act[..., Medium]", form: ActForm, medium: Medium, consequence: str = ""
) -> HttpResponse:
    return perform(
        request,
        act,
        form,
        record=medium,
        then=("itembank:medium", medium.pk),
        context={"kind": str(medium), "consequence": consequence},
    )


def medium_of(pk: UUID) -> Medium:
    """The medium of that identifier."""
    related = ("scheme__scope", "picture__file", "kept_by")
    return get_object_or_404(Medium.objects.select_related(*related), pk=pk)
