"""Near duplicates: the queue, the two items side by side, and the judgement."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.itembank import readings
from guildhall.itembank.acts import likenesses
from guildhall.itembank.forms.finding import AcceptForm, JudgeForm
from guildhall.itembank.lifecycles import LIKENESS, LikenessState
from guildhall.itembank.models import ItemVersion, Likeness
from guildhall.itembank.permissions import judges_items
from guildhall.itembank.queries import likenesses as queries
from guildhall.itembank.views.sections import Where, part
from guildhall.itembank.wording import status_of
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {
    LikenessState.WAITING: Tone.SOON,
    LikenessState.ACCEPTED: Tone.HOLDS,
    LikenessState.REJECTED: Tone.FAILS,
    LikenessState.GONE: Tone.CLOSED,
}
ACTS: dict[str, tuple["Act[..., Any]", type[ActForm], str]] = {
    "accept": (likenesses.accept, AcceptForm, gettext_noop("Both items may stand in forms.")),
    "reject": (
        likenesses.reject,
        JudgeForm,
        gettext_noop("The newer item goes into no form until it is written anew, or its likeness is judged anew."),
    ),
    "reopen": (likenesses.reopen, JudgeForm, gettext_noop("Somebody judges the two items anew.")),
}
OFFERED = {
    LikenessState.WAITING: ("accept", "reject"),
    LikenessState.ACCEPTED: ("reopen",),
    LikenessState.REJECTED: ("reopen",),
    LikenessState.GONE: (),
}


def status(found: Likeness) -> Status:
    """The state of a likeness in a word."""
    state = LikenessState(found.state)
    return Status(translated(LIKENESS.words[state]), TONES[state])


def share(found: Likeness) -> str:
    """How much of their words two items share."""
    return f"{found.score:.0%}"


REGISTER = ListPage[Likeness](
    name="itembank.likenesses",
    title=gettext_noop("Near duplicates"),
    queryset=lambda request: queries.judged_by(request.person.id),
    order="-score",
    columns=[
        Column(gettext_noop("Items"), str, lambda row: ("itembank:likeness", row.pk), code=True),
        Column(gettext_noop("Alike"), share, order="score"),
        Column(gettext_noop("State"), status, order="state"),
        Column(gettext_noop("Domains"), lambda row: f"{row.version.item.domain_code} / {row.other.item.domain_code}"),
        Column(gettext_noop("Noticed"), lambda row: row.noticed_at, order="noticed_at"),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            [(str(state), word) for state, word in LIKENESS.words.items()],
            lambda rows, state: rows.filter(state=state),
        )
    ],
    note=gettext_noop("Items are compared when they are written or imported. Somebody who wrote neither judges them."),
    empty=gettext_noop("No two items are alike. Once an item is kept that is alike to another one, it stands here."),
)


@page(area="desk", permission=judges_items)
def register(request: PageRequest) -> HttpResponseBase:
    """The likenesses of the schemes whose items somebody manages or reviews, and for which they train nobody."""
    return REGISTER.response(request)


@page(area="desk", permission=judges_items)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Two items that are alike, side by side as candidates see them; every look is logged."""
    found = likeness_of(pk)
    one, other = readings.compared(by=request.actor, likeness=found)
    return render_record(
        request,
        found,
        kind=_("Near duplicates, %(share)s alike") % {"share": share(found)},
        title=str(found),
        status=status(found),
        facts=_facts(found),
        offers=_offers(found),
        template="itembank/likeness.html",
        context={"sides": [_side(found.version, one.html), _side(found.other, other.html)]},
    )


def _side(version: ItemVersion, html: str) -> dict[str, Any]:
    return {"version": version, "status": status_of(version), "html": html}


def _facts(found: Likeness) -> list[Fact]:
    return [
        Fact(_("Newer item"), str(found.version), note=found.version.item.domain_code),
        Fact(_("Other item"), str(found.other), note=found.other.item.domain_code),
        Fact(_("Alike"), share(found), note=_("The share of four-letter pieces that both texts have in common.")),
        Fact(_("Noticed"), found.noticed_at),
        Fact(_("Reason"), found.reason),
        Fact(_("Judged"), found.judged_at, note=found.judged_by.name if found.judged_by else ""),
    ]


def _offers(found: Likeness) -> list[Offer]:
    return [
        Offer(ACTS[verb][0], (f"itembank:likeness-{verb}", found.pk), {"likeness": found}, main=not place)
        for place, verb in enumerate(OFFERED[LikenessState(found.state)])
    ]


@page(area="desk", permission=judges_items)
def judge(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Accept, reject or reopen a likeness, with the reason; for who may look at it, since its form names two items."""
    found = get_object_or_404(queries.judged_by(request.person.id), pk=pk)
    act, form, follows = ACTS[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=found),
        record=found,
        then=("itembank:likeness", found.pk),
        context={"kind": str(found), "consequence": translated(follows), "harm": verb == "reject"},
    )


@part(Where.BESIDE, place=40)
def similar_items(request: PageRequest, version: ItemVersion) -> Related | None:
    """To what an item is alike, for who judges it; whoever wrote it is not told."""
    if request.actor.is_person(version.authored_by_id):
        return None
    mine = queries.known(version.item).filter(pk__in=queries.judged_by(request.person.id).values("pk"))
    rows = [
        Row(str(each), share(each), ("itembank:likeness", each.pk), status(each)) for each in mine.order_by("-score")
    ]
    return Related(_("Similar items"), rows, empty=_("No other item of the scheme says nearly the same."))


def likeness_of(pk: UUID) -> Likeness:
    """The likeness of that identifier with all that its page shows."""
    related = (*Likeness.reload_with, "judged_by")
    return get_object_or_404(Likeness.objects.select_related(*related), pk=pk)
