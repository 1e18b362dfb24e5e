"""Every address has a permission, and shows nothing to who may not see it."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter

from guildhall.identity.models import Person
from guildhall.kernel.permissions import Permission
from guildhall.shell.pages import PUBLIC
from tests.cast import Cast, sign_in

LIBRARIES = ("allauth.", "django.")
"""Pages of libraries: sign-in by allauth, and Django's translations for scripts."""


def patterns(resolver: URLResolver, prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the house with its path, its parts filled with examples."""
    for pattern in resolver.url_patterns:
        path = prefix + example(pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path)
        else:
            yield path, pattern


def example(pattern: URLPattern | URLResolver) -> str:
    """The path of a pattern, with something that fits for each of its parts."""
    route = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        for spelled in (f"<{name}>", f"<{_kind(converter)}:{name}>"):
            route = route.replace(spelled, _filled(converter))
    return route.removeprefix("^").removesuffix("$")


def _kind(converter: object) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


def _filled(converter: object) -> str:
    if isinstance(converter, UUIDConverter):
        return str(UUID(int=7))
    return "7" if isinstance(converter, IntConverter) else "x"


ADDRESSES = [
    (path, pattern)
    for path, pattern in patterns(get_resolver())
    if not (getattr(pattern.callback, "__module__", "") or "").startswith(LIBRARIES)
]
PLAIN = [path for path, _ in ADDRESSES if not re.search(r"/(x|7|00000000-[^/]+)(/|$)", path)]
HEADING, TITLE = re.compile(r"<h1[ >]"), re.compile(r"<title>\s*[^\s·<][^<]*</title>")
ANSWERS = {200, 302, 303, 400, 403, 404, 405, 409}
TURNED_AWAY = {302, 303, 401, 403, 405}


def shown(answer: HttpResponseBase) -> str:
    """What an answer holds, as text."""
    held = b"".join(answer) if answer.streaming else answer.content
    return held.decode(errors="replace")


def test_there_are_addresses():
    assert len(ADDRESSES) > 5
    assert len(PLAIN) > 5


def test_every_address_says_who_may_see_it():
    silent = [
        path
        for path, pattern in ADDRESSES
        if not isinstance(getattr(pattern.callback, "permission", None), Permission)
        or pattern.callback.area not in {"desk", "portal", "public", "assessor"}
    ]
    assert silent == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_shows_anything_to_strangers(method, client, cast):
    """Whoever is not signed in is sent to sign in, or refused; a public page names nobody."""
    names = [person.family_name for person in everybody(cast)]
    open_to_strangers = []
    for path, pattern in ADDRESSES:
        answer = getattr(client, method)(path)
        is_public = pattern.callback.permission is PUBLIC
        is_fit = answer.status_code < 500 and (is_public or is_turned_away(answer))
        if not is_fit or any(name in shown(answer) for name in names):
            open_to_strangers.append((path, answer.status_code))
    assert open_to_strangers == []


def is_turned_away(answer: HttpResponseBase) -> bool:
    """Refused, or led to the sign-in."""
    leads_to = answer.headers.get("Location", "/account/")
    return answer.status_code in TURNED_AWAY and leads_to.startswith("/account/")


def everybody(cast: Cast) -> list[Person]:
    return [cast.ada, cast.tom, cast.quinn, cast.olive, cast.carla, cast.gero, cast.otto]


@pytest.mark.parametrize("who", ["ada", "tom", "quinn", "olive", "otto"])
def test_every_page_answers_whoever_asks(who, client, cast):
    """Whoever is signed in gets the page, or a refusal in words: never an error, always one heading and a title."""
    sign_in(client, getattr(cast, who))
    broken = []
    for path in PLAIN:
        answer = client.get(path)
        page = shown(answer)
        is_page = page.lstrip().startswith("<!doctype")
        counts = (len(HEADING.findall(page)), len(TITLE.findall(page))) if is_page else (1, 1)
        if answer.status_code not in ANSWERS or counts != (1, 1):
            broken.append((path, answer.status_code, *counts))
    assert broken == []


def test_an_outsider_sees_nobody_else(client, cast):
    """No page that Otto can open without knowing an address names anybody but himself."""
    sign_in(client, cast.otto)
    names = [person.family_name for person in everybody(cast) if person != cast.otto]
    pages = {path: shown(client.get(path)) for path in PLAIN}
    assert [path for path, page in pages.items() if any(name in page for name in names)] == []
