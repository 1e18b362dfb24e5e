"""Committees, meetings and what stands on their agendas, for who may see them; nothing of what one is shut out of."""

from collections.abc import Iterator

from guildhall.governance import shutting_out
from guildhall.governance.permissions.committees import OVERSEE, may_see_committees
from guildhall.governance.queries import committees as queries
from guildhall.governance.views.words import item_status
from guildhall.identity import grants
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.searching import Found, searchable
from guildhall.kernel.words import gettext_noop

ASKED = 5
"""How many times as many items are looked at as are wanted, since some may be kept from whoever asks."""


@searchable("7-committees", title=gettext_noop("Committees"), permission=may_see_committees)
def committees(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Committees by name or number."""
    rows = queries.committees()
    for each in (rows.filter(name__icontains=text) | rows.filter(number__icontains=text))[:limit]:
        yield Found(each.name, each.number, ("governance:committee", str(each.pk)))


@searchable("7-agenda", title=gettext_noop("Agendas"), permission=may_see_committees)
def items(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Items by their title or the number of their meeting, but for those of which one is shut out."""
    assert by.person_id is not None  # noqa: S101  # the permission lets in persons alone
    rows = queries.items()
    found = rows.filter(title__icontains=text) | rows.filter(meeting__number__icontains=text)
    if by.person_id not in grants.holders(*OVERSEE):
        on = queries.seats_of(by.person_id, clock.today()).values("committee_id")
        found = found.filter(meeting__committee_id__in=on)
    asked = list(found.order_by("-meeting__begins_at", "place")[: ASKED * limit])
    out = shutting_out.from_items(by.person_id, asked)
    for each in [each for each in asked if each.pk not in out][:limit]:
        yield Found(f"{each} · {each.title}", item_status(each).word, ("governance:item", str(each.pk)))
