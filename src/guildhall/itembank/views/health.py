"""The health of a bank: what it holds against its blueprint, how old and how known that is, who is busy with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from guildhall.identity.persons import names
from guildhall.itembank import health as drawing
from guildhall.itembank import queries
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.permissions import manages_items
from guildhall.itembank.permissions.finding import may_keep_bank
from guildhall.itembank.queries import exposures, health, likenesses
from guildhall.schemes.models import Scheme
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest


@dataclass(frozen=True)
class Tile:
    """A number that asks for something to be done, and the list behind it."""

    count: int
    words: str
    query: str


@page(area="desk", permission=manages_items)
def choose(request: PageRequest) -> HttpResponseBase:
    """The banks of the schemes whose items somebody manages; straight to it where there is one."""
    managed = queries.sight(request.person.id).managed
    schemes = list(Scheme.objects.filter(scope__in=managed).select_related("scope").order_by("code"))
    if len(schemes) == 1:
        return redirect("itembank:scheme-health", schemes[0].pk)
    return render(request, "itembank/banks.html", {"title": _("Health of the bank"), "schemes": schemes})


@page(area="desk", permission=manages_items)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """How the bank of one scheme stands; not for who trains for the scheme, since counts tell of items too."""
    scheme = get_object_or_404(Scheme.objects.select_related("scope"), pk=pk)
    if refusal := may_keep_bank.refusal(by=request.actor, scheme=scheme):
        raise refusal
    context = {
        "title": _("Health of the bank of %(scheme)s") % {"scheme": scheme.code},
        "scheme": scheme,
        "tiles": _tiles(request, scheme),
        "pictures": drawing.pictures(scheme),
        "writers": _named(health.writers(scheme)),
        "reviewers": _named(health.reviewers(scheme)),
        "days": health.LATELY.days,
    }
    return render(request, "itembank/health.html", context)


def _tiles(request: PageRequest, scheme: Scheme) -> list[Tile]:
    """What asks for attention, each with the register narrowed to it."""
    held = health.held(scheme)
    in_use = {"scheme": scheme.code, "state": str(ItemState.OPERATIONAL)}
    worn = exposures.worn().filter(item__scheme=scheme)
    flagged = sum(each.by_kind.get("away", 0) for each in held)
    return [
        Tile(sum(each.missing for each in held), _("items missing for one form"), ""),
        Tile(health.unmeasured(scheme), _("in use without statistics"), urlencode({**in_use, "measured": "none"})),
        Tile(worn.count(), _("to rest: at their limit"), urlencode({"scheme": scheme.code, "seen": "worn"})),
        Tile(flagged, _("resting or flagged"), urlencode({"scheme": scheme.code, "state": str(ItemState.FLAGGED)})),
        Tile(
            likenesses.to_judge(request.person.id).filter(version__item__scheme=scheme).count(),
            _("near duplicates to judge"),
            "likenesses",
        ),
    ]


def _named(loads: Mapping[UUID, health.Load]) -> list[tuple[str, health.Load]]:
    """People by name; whoever has most to do stands first."""
    called = names(loads)
    found = [(called[person], load) for person, load in loads.items()]
    return sorted(found, key=lambda each: (-each[1].waiting - each[1].asked, -each[1].done, each[0].casefold()))
