"""Committees, seats and meetings, as others may read them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from guildhall.governance import shutting_out
from guildhall.governance.lifecycles.committees import CommitteeState, ItemState, SeatState
from guildhall.governance.models import (
    AgendaItem,
    Attendance,
    Committee,
    CommitteeKind,
    Meeting,
    Resolution,
    Seat,
    Vote,
)
from guildhall.identity.models import Scope
from guildhall.kernel import clock


def committees() -> QuerySet[Committee]:
    """All committees, the latest first."""
    return Committee.objects.select_related("scope").order_by("-number")


def standing() -> QuerySet[Committee]:
    """The committees that stand."""
    return committees().filter(state=CommitteeState.STANDING)


def impartiality_committee() -> Committee | None:
    """The committee that safeguards impartiality, if one stands."""
    return standing().filter(kind=CommitteeKind.IMPARTIALITY).first()


def scheme_committee(scope: Scope) -> Committee | None:
    """The committee that approves what a scheme says, if one stands for it."""
    return standing().filter(kind=CommitteeKind.SCHEME, scope=scope).first()


def seats() -> QuerySet[Seat]:
    """All seats, with who sits on them."""
    return Seat.objects.select_related("person", "committee__scope").order_by("category", "appointed_at")


def seated(committee_id: UUID, day: date) -> QuerySet[Seat]:
    """Who sits on a committee on `day`, then or now."""
    return seats().filter(_in_term(day), committee_id=committee_id)


def seats_of(person_id: UUID, day: date) -> QuerySet[Seat]:
    """Where somebody sits on `day`."""
    return seats().filter(_in_term(day), person_id=person_id)


def _in_term(day: date) -> Q:
    still = Q(vacated_on__isnull=True) | Q(vacated_on__gt=day)
    return still & Q(from_on__lte=day, until_on__gte=day)


def sits_on(person_id: UUID, committee_id: UUID) -> bool:
    """Whether somebody sits on a committee today."""
    return seated(committee_id, clock.today()).filter(person_id=person_id).exists()


def ending_by(day: date) -> QuerySet[Seat]:
    """Seats whose term ends by that day."""
    return seats().filter(state=SeatState.HELD, until_on__lte=day, until_on__gte=clock.today())


def meetings() -> QuerySet[Meeting]:
    """All meetings, the latest first."""
    return Meeting.objects.select_related("committee__scope").order_by("-begins_at")


def meetings_of(person_id: UUID) -> QuerySet[Meeting]:
    """The meetings of the committees on which somebody sits today."""
    on = seats_of(person_id, clock.today()).values("committee_id")
    return meetings().filter(committee_id__in=on)


def items() -> QuerySet[AgendaItem]:
    """All items, in the order of their agenda."""
    return AgendaItem.objects.select_related("meeting__committee__scope").order_by("meeting__begins_at", "place")


def agenda(meeting: Meeting) -> list[AgendaItem]:
    """The items of a meeting in their order."""
    return list(items().filter(meeting=meeting))


def present(meeting: Meeting) -> list[Seat]:
    """The members who are there and may vote at all: with a vote, in their term on the day of the meeting."""
    there = Attendance.objects.filter(meeting=meeting, present=True, seat__votes=True)
    return [each.seat for each in there.select_related("seat__person", "seat__committee").order_by("seat__category")]


def entitled(item: AgendaItem) -> list[Seat]:
    """Who votes on an item: who is there, has a vote, and is not shut out of it."""
    there = present(item.meeting)
    out = shutting_out.among((each.person_id for each in there), item)
    return [each for each in there if each.person_id not in out]


def votes(item: AgendaItem) -> list[Vote]:
    """The votes on an item, by interest."""
    return list(item.votes.select_related("seat__committee", "person").order_by("seat__category", "cast_at"))


def resolutions() -> QuerySet[Resolution]:
    """All resolutions, the latest first."""
    return Resolution.objects.select_related("item__meeting__committee__scope", "responsible").order_by("-number")


def adopted_on(matter: str, committee_id: UUID) -> Resolution | None:
    """The resolution by which a committee adopted what was brought before it about a record (``room.model:id``)."""
    of_it = Q(item__matter=matter, item__meeting__committee_id=committee_id, item__state=ItemState.ADOPTED)
    return resolutions().filter(of_it).order_by("-adopted_at").first()


def readable_by(person_id: UUID, found: Iterable[Resolution]) -> list[Resolution]:
    """Those of `found` of whose item somebody is not shut out."""
    return [each for each in found if not shutting_out.is_shut_out(person_id, each.item)]
