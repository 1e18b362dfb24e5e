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

    def first_above(self, place: Place) -> Place | None:
        """The nearest post above that somebody held: over a vacant post the one above it leads."""
        return next((each for each in self.above(place) if each.everybody()), None)

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
    whole = organisation(day)
    above = [whole.first_above(place) for place in whole.of(person_id)]
    return {one for place in above if place for one in place.everybody()} - {person_id}


def subordinates(person_id: UUID, day: date) -> set[UUID]:
    """Who was directly below somebody on `day`."""
    whole = organisation(day)
    theirs = {place.post.pk for place in whole.of(person_id)}
    below = [each for each in whole.places.values() if (up := whole.first_above(each)) and up.post.pk in theirs]
    return {one for place in below for one in place.everybody()} - {person_id}


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
