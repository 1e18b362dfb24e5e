"""The side bar: where things are, by the work and not by our rooms; everybody sees the places that they may open.

Whether somebody may is asked of the page itself, so that the menu and the page can never disagree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.urls import resolve, reverse

from guildhall.identity.permissions import HeldRole
from guildhall.kernel.permissions import Permission
from guildhall.shell.pages import Area
from guildhall.shell.requests import PageRequest, is_anonymous, roles_held
from guildhall.shell.words import translated


@dataclass(frozen=True)
class Place:
    """One entry of the side bar: `route` is its page, `count` the route that answers how much waits there."""

    label: str
    icon: str
    route: str
    count: str = ""


@dataclass(frozen=True)
class Section:
    """Places that belong together, under one heading; the first section has none."""

    title: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class ShownPlace:
    """A place that this person may open."""

    label: str
    icon: str
    url: str
    count_url: str
    is_here: bool


@dataclass(frozen=True)
class ShownSection:
    """A heading with the places under it that this person may open."""

    title: str
    places: Sequence[ShownPlace]


_sections: dict[str, tuple[Section, ...]] = {}


def lay_out(area: Area, sections: Sequence[Section]) -> None:
    """Say what stands in the side bar, or the line of links, of an area; the face that joins the rooms does it once."""
    _sections[area] = tuple(sections)


def all_places(area: Area) -> list[Place]:
    """Every place of an area, whoever may see it."""
    return [place for section in _sections.get(area, ()) for place in section.places]


def sections(request: PageRequest, area: Area) -> list[ShownSection]:
    """The sections of `area` with the places that whoever asks may open; one query for all that hang on roles."""
    open_to = list(_open(request, all_places(area)))
    here = _here(request.path, open_to)
    shown = [
        ShownSection(translated(section.title), [_shown(place, here) for place in section.places if place in open_to])
        for section in _sections.get(area, ())
    ]
    return [section for section in shown if section.places]


def may_open(request: PageRequest, route: str) -> bool:
    """Whether whoever asks may open the page of `route`; for a link or a card, never for a decision."""
    return _may(permission_of(route), roles_held(request), request)


def may_follow(request: PageRequest, link: Sequence[object]) -> bool:
    """Whether whoever asks may open the page to which a link leads; who may not reads its words as plain text."""
    if not link or is_anonymous(request):
        return bool(link)
    permission = _permission_at(str(link[0]), link)
    answers: dict[Permission | None, bool] = request.__dict__.setdefault("_may_follow", {})
    if permission not in answers:
        answers[permission] = permission is None or _may(permission, roles_held(request), request)
    return answers[permission]


_followed: dict[str, Permission | None] = {}


def _permission_at(route: str, link: Sequence[object]) -> Permission | None:
    """Who may open the page of a route, whatever its arguments; None where the page is none of ours."""
    if route not in _followed:
        _followed[route] = getattr(resolve(reverse(route, args=link[1:])).func, "permission", None)
    return _followed[route]


def _open(request: PageRequest, places: Sequence[Place]) -> Iterator[Place]:
    held = roles_held(request)
    answers: dict[Permission, bool] = {}
    for place in places:
        permission = permission_of(place.route)
        if permission not in answers:
            answers[permission] = _may(permission, held, request)
        if answers[permission]:
            yield place


@lru_cache(maxsize=256)
def permission_of(route: str) -> Permission:
    """Who may open the page that `route` names."""
    permission: Permission = resolve(reverse(route)).func.permission  # type: ignore[attr-defined]  # set by `page`
    return permission


def _may(permission: Permission, held: set[str], request: PageRequest) -> bool:
    if isinstance(permission, HeldRole):
        return bool(held & {role.code for role in permission.roles})
    return permission.refusal(by=request.actor) is None


def _here(path: str, places: Sequence[Place]) -> Place | None:
    """The place in which `path` lies: the one with the longest address that `path` begins with."""
    around = [place for place in places if path.startswith(reverse(place.route))]
    return max(around, key=lambda place: len(reverse(place.route)), default=None)


def _shown(place: Place, here: Place | None) -> ShownPlace:
    count_url = reverse(place.count) if place.count else ""
    return ShownPlace(translated(place.label), place.icon, reverse(place.route), count_url, place is here)
