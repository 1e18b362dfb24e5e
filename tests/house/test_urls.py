"""Every address has a permission, and shows nothing to who may not see it."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.converters import IntConverter, UUIDConverter

from guildhall.identity.acts import absences, accounts
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.permissions import Permission
from guildhall.ledger import followers, sequencer
from guildhall.personnel.acts import declarations, interests, texts
from guildhall.shell.pages import PUBLIC
from tests.cast import Cast, acting, sign_in
from tests.house.source import room_of
from tests.house.test_floors import house_models

LIBRARY = "allauth."
"""Whose pages are not ours; `guildhall.web.account.entrance` declares each of them as a page of the house."""

GROUPS = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
IN_GROUPS = {"level": "0", "tile_path": "000"}
"""What fits where an address is spelled as a regular expression."""


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
    return GROUPS.sub(lambda group: IN_GROUPS[group[1]], route).removeprefix("^").removesuffix("$").removesuffix("\\Z")


SOME_ID = str(UUID(int=7))


def _kind(converter: object) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


def _filled(converter: object) -> str:
    if isinstance(converter, UUIDConverter):
        return SOME_ID
    return "7" if isinstance(converter, IntConverter) else "x"


ADDRESSES = [
    (path, pattern) for path, pattern in patterns(get_resolver()) if not pattern.callback.__module__.startswith(LIBRARY)
]
FOR_PROGRAMS = "api"
"""The area of programs, where a token says who asks and no cookie does: so 401 for whoever is signed in."""
PROGRAMS = {path for path, pattern in ADDRESSES if getattr(pattern.callback, "area", "") == FOR_PROGRAMS}
PLAIN = [path for path, _ in ADDRESSES if not re.search(r"/(x|7|00000000-[^/]+)(/|$)", path)]
HEADING, TITLE = re.compile(r"<h1[ >]"), re.compile(r"<title>\s*[^\s·<][^<]*</title>")
ANSWERS = {200, 302, 303, 400, 403, 404, 405, 409}
TURNED_AWAY = {302, 303, 401, 403, 405}


def shown(answer: HttpResponseBase) -> str:
    """What an answer holds, as text."""
    held = b"".join(answer) if answer.streaming else answer.content
    return held.decode(errors="replace")


def answers(path: str) -> set[int]:
    """What an address may answer to somebody who is signed in on a page."""
    return ANSWERS | {401} if path in PROGRAMS else ANSWERS


def test_no_cookie_opens_what_is_for_programs(client, cast):
    """Whoever is signed in on a page, administrators too, is nobody to the interface for programs."""
    sign_in(client, cast.ada)
    closed = [path for path, pattern in ADDRESSES if path in PROGRAMS and pattern.callback.permission is not PUBLIC]
    told = {path: {client.get(path).status_code, client.post(path).status_code} for path in closed}
    assert len(closed) > 1
    assert {path: codes for path, codes in told.items() if not codes <= {401, 405}} == {}


def test_there_are_addresses():
    assert len(ADDRESSES) > 5
    assert len(PLAIN) > 5


def test_every_address_says_who_may_see_it():
    """Declare the view with ``@page(area=..., permission=...)`` (`guildhall.shell.pages`)."""
    silent = [
        path
        for path, pattern in ADDRESSES
        if not isinstance(getattr(pattern.callback, "permission", None), Permission)
        or pattern.callback.area not in {"desk", "portal", "public", "assessor", FOR_PROGRAMS}
    ]
    assert silent == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_shows_anything_to_strangers(method, client, cast):
    """Whoever is not signed in is sent to sign in, or refused; a public page names nobody."""
    names = [word for person in everybody(cast) for word in (person.family_name, person.email) if word]
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


def test_every_example_leads_to_its_address():
    """What the tests ask is what the house answers, and no address hides another."""
    assert [path for path, pattern in ADDRESSES if resolve(path).func is not pattern.callback] == []


@pytest.fixture
def life(cast) -> Cast:
    """The cast in the middle of their work, so that there is a record of most kinds."""
    away = {"from_on": clock.today(), "until_on": clock.today()}
    absences.declare(by=acting(cast.ada), person=cast.otto, deputy=cast.quinn, **away)
    accounts.invite(by=acting(cast.olive), person=cast.carla)
    proposed = texts.propose(by=acting(cast.quinn), words="I am impartial, and I say so.")
    texts.approve(by=acting(cast.tom), text=proposed)
    made = declarations.make(by=acting(cast.olive), person=cast.olive)
    told = {"kind": "family", "party": "Carla Zimmerer", "description": "A cousin", "since_on": None}
    interests.declare(by=acting(cast.olive), declaration=made, **told)
    sequencer.run()
    followers.advance_all()
    return cast


def kept() -> list[str]:
    """The identifier, and the number if it has one, of one record of each kind."""
    shown_on_pages = [model for model in house_models() if room_of(model.__module__) not in {"vault", "jobs"}]
    records = [first for model in shown_on_pages if (first := model._base_manager.order_by("pk").first())]
    return [str(each.pk) for each in records] + [str(each.number) for each in records if hasattr(each, "number")]


def real(path: str, found: list[str]) -> Iterator[str]:
    """A path with parts, filled with what is really there, wherever it fits; a number stands for a leaf of the log."""
    is_id = SOME_ID in path
    for each in found:
        if is_id and len(each) == len(SOME_ID):
            yield path.replace(SOME_ID, each)
        elif not is_id:
            yield re.sub(r"/x(?=/|$)", f"/{each}", path)
    yield re.sub(r"/7(?=/|$)", "/0", path)


def lets_in(pattern: URLPattern, person: Person) -> bool:
    """Whether the page of an address opens to this person at all; where it does not, one record is as good as many."""
    return pattern.callback.permission.refusal(by=acting(person)) is None


@pytest.mark.parametrize("who", ["nobody", "otto"])
def test_records_that_exist_are_shown_to_no_outsider(who, client, life):
    """The address of a real record, known or guessed, tells neither a stranger nor Otto who else is there."""
    if who == "otto":
        sign_in(client, life.otto)
    found = kept()
    named = [word for each in everybody(life) if each != life.otto for word in (each.family_name, each.email) if word]
    shows = [
        (path, answer.status_code)
        for example, pattern in ADDRESSES
        if example not in PLAIN
        for path in sorted(set(real(example, found if lets_in(pattern, life.otto) else found[:1])))
        if (answer := client.get(path)).status_code >= 500 or any(word in shown(answer) for word in named)
    ]
    assert len(found) > 15
    assert shows == []


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
        is_page = "<html" in page.lower()
        counts = (len(HEADING.findall(page)), len(TITLE.findall(page))) if is_page else (1, 1)
        if answer.status_code not in answers(path) or counts != (1, 1):
            broken.append((path, answer.status_code, *counts))
    assert broken == []


def test_an_outsider_sees_nobody_else(client, cast):
    """No page that Otto can open without knowing an address names anybody but himself."""
    sign_in(client, cast.otto)
    names = [person.family_name for person in everybody(cast) if person != cast.otto]
    pages = {path: shown(client.get(path)) for path in PLAIN}
    assert [path for path, page in pages.items() if any(name in page for name in names)] == []
