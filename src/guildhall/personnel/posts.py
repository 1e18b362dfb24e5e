"""The organisation on a day: its posts, who holds them, and who stands above and below whom.

Rules ask `superiors` and `subordinates` (R-08); the chart is drawn from `organisation` (`guildhall.personnel.chart`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from guildhall.kernel import clock
from guildhall.personnel.models import Description, Occupancy, Post, ReportingLine
from guildhall.personnel.models.posts import lasting


@dataclass
class Place:
    """A post as it was on a day, with who held it, who deputised, and the posts that reported to it."""

    post: Post
    description: Description | None = None
    line: ReportingLine | None = None
    holders: list[Occupancy] = field(default_factory=list)
    deputies: list[Occupancy] = field(default_factory=list)
    below: list["Place"] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What the post was called; its number where nothing had been described yet."""
        return self.description.title if self.description else self.post.number

    @property
    def superior_id(self) -> UUID | None:
        """The post to which it reported."""
        return self.line.superior_id if self.line else None

    def everybody(self) -> set[UUID]:
        """Who held it or deputised in it."""
        return {each.person_id for each in (*self.holders, *self.deputies)}


@dataclass(frozen=True)
class Organisation:
    """The posts of a day by their identifiers, and those that report to nobody."""

    day: date
    places: dict[UUID, Place]
    tops: Sequence[Place]

    def above(self, place: Place) -> Iterator[Place]:
        """The posts above one, the nearest first."""
        seen = {place.post.pk}
        while (higher := self.places.get(place.superior_id) if place.superior_id else None) is not None:
            if higher.post.pk in seen:
                return
            seen.add(higher.post.pk)
            yield higher
            place = higher

    def of(self, person_id: UUID) -> list[Place]:
        """The posts that somebody held, or in which they deputised."""
        return [each for each in self.places.values() if person_id in each.everybody()]


def organisation(day: date) -> Organisation:
    """The organisation as it was, is or will be on `day`; the same number of queries for every size."""
    found = {post.pk: Place(post) for post in _posts(day)}
    for description in _current(day):
        if place := found.get(description.post_id):
            place.description = description
    for line in lasting(ReportingLine.objects.all(), day):
        if place := found.get(line.post_id):
            place.line = line
    for occupancy in lasting(Occupancy.objects.select_related("person"), day).order_by("from_on", "id"):
        if place := found.get(occupancy.post_id):
            (place.deputies if occupancy.is_deputy else place.holders).append(occupancy)
    return Organisation(day, found, _hung_up(found))


def superiors(person_id: UUID, day: date) -> set[UUID]:
    """Who was directly above somebody on `day`: the holders and deputies of the next post above that was held."""
    theirs = _posts_of(person_id, day)
    if not theirs:
        return set()
    held, lines = _held(day), _lines(day)
    above = {_first_above(post, held, lines) for post in theirs}
    return {one for post in above if post for one in held[post]} - {person_id}


def subordinates(person_id: UUID, day: date) -> set[UUID]:
    """Who was directly below somebody on `day`."""
    theirs = _posts_of(person_id, day)
    if not theirs:
        return set()
    held, lines = _held(day), _lines(day)
    below = [post for post in held if _first_above(post, held, lines) in theirs]
    return {one for post in below for one in held[post]} - {person_id}


def _posts_of(person_id: UUID, day: date) -> set[UUID]:
    return set(lasting(Occupancy.objects.filter(person_id=person_id), day).values_list("post_id", flat=True))


def _held(day: date) -> dict[UUID, set[UUID]]:
    """Who held each post or deputised in it."""
    found: dict[UUID, set[UUID]] = {}
    for post_id, person_id in lasting(Occupancy.objects.all(), day).values_list("post_id", "person_id"):
        found.setdefault(post_id, set()).add(person_id)
    return found


def _lines(day: date) -> dict[UUID, UUID | None]:
    """To which post each post reported."""
    return dict(lasting(ReportingLine.objects.all(), day).values_list("post_id", "superior_id"))


def _first_above(post: UUID, held: dict[UUID, set[UUID]], lines: dict[UUID, UUID | None]) -> UUID | None:
    """The nearest post above that somebody held: over a vacant post the one above it leads."""
    seen, above = {post}, lines.get(post)
    while above is not None and above not in held and above not in seen:
        seen.add(above)
        above = lines.get(above)
    return above if above in held else None


def description_on(post: Post, day: date) -> Description | None:
    """What a post was for on `day`."""
    return Description.objects.filter(post=post, from_on__lte=day).order_by("-from_on").first()


def line_on(post: Post, day: date) -> ReportingLine | None:
    """To which post a post reported on `day`."""
    return lasting(ReportingLine.objects.filter(post=post), day).select_related("superior").first()


def open_posts() -> Iterator[tuple[Post, str]]:
    """The posts of today with their titles, to choose from."""
    whole = organisation(clock.today())
    yield from sorted(((each.post, each.title) for each in whole.places.values()), key=lambda pair: pair[1])


def _posts(day: date) -> Iterator[Post]:
    there = Q(closed_on__isnull=True) | Q(closed_on__gte=day)
    yield from Post.objects.filter(there, opened_on__lte=day).order_by("number")


def _current(day: date) -> Iterator[Description]:
    """The descriptions that had begun, each post's latest last."""
    yield from Description.objects.filter(from_on__lte=day).order_by("from_on")


def _hung_up(found: dict[UUID, Place]) -> list[Place]:
    """Hang each post below the one to which it reports; those that remain are the tops."""
    tops: list[Place] = []
    for place in found.values():
        higher = found.get(place.superior_id) if place.superior_id else None
        (higher.below if higher else tops).append(place)
    return tops
