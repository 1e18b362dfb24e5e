"""Every page of the house is whole: whoever opens it, on a wide screen by day and on a telephone at night."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

from tests.journeys.visitor import Visitor

ANONYMOUS = "nobody"
CAST = ("Jonas", "Annegret", "Samira", "Malte", "Ruta", ANONYMOUS)
"""Administrator, top management, quality, operations, a member of the personnel, and who is not signed in."""

SCREENS = {"wide and light": {"width": 1280, "dark": False}, "narrow and dark": {"width": 390, "dark": True}}
OWN = {"web:home", "web:work", "web:inbox", "web:account", "conformity:matrix"}
"""Pages that are another one for everybody."""

LEAVES = {"account_logout"}
LINK = re.compile(r'href="(/[^"?#]*)')

Pages = dict[str, str]
"""The address of one page of each kind, by the name of its route."""


def routes() -> Iterable[str]:
    """The addresses of the resolver that need no arguments."""

    def under(patterns: Iterable[URLPattern | URLResolver], space: str) -> Iterable[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
                yield from under(pattern.url_patterns, inner)
            elif not pattern.pattern.converters and not re.search(r"\(", str(pattern.pattern)):
                yield f"{space}{pattern.name}"

    return (reverse(name) for name in under(get_resolver().url_patterns, ""))


def kind_of(address: str) -> str:
    """The name of the route that an address belongs to."""
    try:
        return resolve(address).view_name
    except Resolver404:
        return ""


def opened_by(visitor: Visitor) -> tuple[Pages, list[str]]:
    """One page of each kind that this visitor can open, found by following links; and what broke on the way."""
    pages: Pages = {}
    broken: list[str] = []
    ahead, met = deque(routes()), Counter[str]()
    while ahead:
        address = ahead.popleft()
        kind = kind_of(address)
        if kind in LEAVES or kind in pages or met[kind] >= 3:
            continue
        met[kind] += 1
        answer = visitor.page.context.request.get(visitor.house.address + address, max_redirects=0)
        if answer.status >= 500:
            broken.append(f"{answer.status} {address}")
        if 300 <= answer.status < 400:
            ahead.append(urlsplit(answer.headers["location"]).path)
        if answer.status == 200 and answer.headers.get("content-type", "").startswith("text/html"):
            text = answer.text()
            if "<!doctype html>" in text[:200]:
                pages[kind] = address
                ahead.extend(LINK.findall(text))
    return pages, broken


def visitor_of(visiting: Callable[..., Visitor], name: str, **screen: object) -> Visitor:
    """Somebody of the cast at a screen."""
    visitor = visiting(**screen)
    return visitor if name == ANONYMOUS else visitor.be(name)


@pytest.fixture(scope="module")
def seen() -> dict[str, Pages]:
    """What each of the cast can open."""
    return {}


@pytest.mark.parametrize("name", CAST)
def test_nothing_breaks_for_anybody(visiting: Callable[..., Visitor], seen: dict[str, Pages], name: str) -> None:
    seen[name], broken = opened_by(visitor_of(visiting, name))
    assert broken == []
    assert len(seen[name]) >= (8 if name == ANONYMOUS else 25), sorted(seen[name])


@pytest.mark.parametrize("name", CAST)
def test_every_page_is_whole(visiting: Callable[..., Visitor], seen: dict[str, Pages], name: str) -> None:
    """Each kind of page is looked at on both screens, by one of those who can open it."""
    if len(seen) < len(CAST):
        pytest.skip("Needs the whole file: what everybody can open is found first.")
    visitor = visitor_of(visiting, name)
    mine = [address for kind, address in seen[name].items() if kind in OWN or name == _whose_turn(seen, kind)]
    assert [fault for address in mine for fault in _faults(visitor, address)] == []


def _faults(visitor: Visitor, address: str) -> Iterable[str]:
    """What is wrong with a page: opened on the first screen, and looked at on the others."""
    visitor.page.goto(visitor.house.address + address)
    for screen in SCREENS.values():
        visitor.turn_to(**screen)
        try:
            visitor.look()
        except AssertionError as fault:
            yield str(fault).splitlines()[0]
            visitor.complaints.clear()


def _whose_turn(seen: dict[str, Pages], kind: str) -> str:
    able = [name for name in CAST if kind in seen[name]]
    return able[sum(map(ord, kind)) % len(able)]


def test_refusal_and_missing_page_are_whole(visiting: Callable[..., Visitor]) -> None:
    for screen in SCREENS.values():
        visitor = visitor_of(visiting, "Ruta", **screen)
        visitor.go("/people/").sees("You cannot open this page")
        visitor.go("/nowhere/")
        visitor.go(f"/people/{'0' * 8}-0000-0000-0000-{'0' * 12}/")
