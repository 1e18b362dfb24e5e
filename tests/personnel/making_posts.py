"""The people of the body in their posts, on terms that are recorded; made through acts alone."""

from datetime import date
from typing import Any

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.personnel.acts import engagements, posts
from guildhall.personnel.models import Engagement, Occupancy, Post
from tests.cast import Cast, acting

DESCRIBED = {
    "duties": "Runs what the post is for.",
    "authority": "Signs within the budget.",
    "criteria": "Ten years of work of this kind.",
}


def engaged(cast: Cast, person: Person, kind: str = "employed", **other: Any) -> Engagement:
    """Somebody works for the body from today on; top management records it, and operations that of top management."""
    by = cast.olive if person == cast.tom else cast.tom
    return engagements.begin(by=acting(by), person=person, kind=kind, **{"from_on": clock.today(), **other})


def a_post(cast: Cast, title: str, *answers_for: str, under: Post | None = None, from_on: date | None = None) -> Post:
    """A post with its description and its line, opened by the quality manager."""
    by, day = acting(cast.quinn), from_on or clock.today()
    post = posts.open_post(by=by, title=title, from_on=day, responsibilities=answers_for, **DESCRIBED)
    posts.report(by=by, post=post, superior=under, from_on=day)
    return post


def held(cast: Cast, post: Post, person: Person, *, is_deputy: bool = False, **other: Any) -> Occupancy:
    """Somebody in a post, engaged for it where they were not yet; top management puts them there, Quinn Tom."""
    if not person.engagements.exists():
        engaged(cast, person, **({"from_on": other["from_on"]} if "from_on" in other else {}))
    by = cast.quinn if person == cast.tom else cast.tom
    asked = {"from_on": clock.today(), **other}
    return posts.occupy(by=acting(by), post=post, person=person, is_deputy=is_deputy, **asked)


def organised(cast: Cast) -> dict[str, Post]:
    """Tom directs, Quinn manages quality below him, and Olive operations below Quinn; together they answer for all."""
    director = a_post(cast, "Director", "policies", "finances", "contracts")
    quality = a_post(cast, "Quality manager", "implementation", "schemes", "decisions", under=director)
    office = a_post(cast, "Head of operations", "resources", "assessment", under=quality)
    held(cast, director, cast.tom)
    held(cast, quality, cast.quinn)
    held(cast, office, cast.olive)
    return {"director": director, "quality": quality, "office": office}
