"""What the one search box finds: rooms declare in ``finds.py`` what they can look up, and for whom.

A room never knows who asks beyond the actor, and answers nothing that the actor may not open.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import Permission


@dataclass(frozen=True)
class Found:
    """One thing that was found: what people call it, what it is about, and its page (a route and its arguments)."""

    what: str
    why: str
    link: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Searchable:
    """A kind of record that can be looked up. It is asked only for whom `permission` lets in."""

    name: str
    title: str
    permission: Permission
    find: Callable[..., Iterable[Found]] = field(repr=False)


_searchables: dict[str, Searchable] = {}


def searchable(
    name: str, *, title: str, permission: Permission
) -> Callable[[Callable[..., Iterable[Found]]], Searchable]:
    """Declare what can be looked up; the function takes ``text``, ``by`` and ``limit`` and yields at most `limit`."""

    def declare(find: Callable[..., Iterable[Found]]) -> Searchable:
        if name in _searchables:
            raise ValueError(f"There are two searchables named {name}.")
        _searchables[name] = Searchable(name, title, permission, find)
        return _searchables[name]

    return declare


def all_searchables() -> tuple[Searchable, ...]:
    """Everything that can be looked up, by name."""
    return tuple(_searchables[name] for name in sorted(_searchables))


def openable(by: Actor, wanted: Iterable[Searchable]) -> list[Searchable]:
    """Those of `wanted` that `by` may look up."""
    return [each for each in wanted if each.permission.refusal(by=by) is None]
