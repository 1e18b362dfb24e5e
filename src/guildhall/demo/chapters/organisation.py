"""The organisation: on which terms people work for the body, which posts there are, and who stands above whom."""

from datetime import timedelta
from functools import partial
from typing import Any

from guildhall.demo.body import Body
from guildhall.demo.people import ADMIN, EVERYBODY, Part
from guildhall.kernel import clock
from guildhall.personnel.acts import engagements, posts
from guildhall.personnel.models import Post

DIRECTOR, KEEPER, OFFICE = "director", "quality", "operations"
CASES = timedelta(days=1000)
"""How long somebody is engaged for single cases."""


def tell(body: Body) -> None:
    """Everybody is engaged in the first week; posts are described and filled, and one of them is described anew."""
    body.diary.ago(719, partial(_engage_all, body), "13:00")
    body.diary.ago(718, partial(_open_posts, body), "14:00")
    body.diary.ago(718, partial(_fill_posts, body), "15:00")
    body.diary.ago(140, partial(_describe_anew, body), "10:00")


def _engage_all(body: Body) -> None:
    for part in (ADMIN, *EVERYBODY):
        by = OFFICE if part.key == DIRECTOR else DIRECTOR
        engagements.begin(by=body.by(by), person=body.people[part.key], from_on=clock.today(), **_terms(body, part))


def _terms(body: Body, part: Part) -> dict[str, Any]:
    """Who is engaged for single cases is engaged for those alone, and until a day."""
    told = {"kind": part.terms, "employer": body.told.house["employers"].get(part.key, "")}
    cases = body.told.house["cases"].get(part.key)
    return told | ({"cases": cases, "until_on": clock.today() + CASES} if cases else {})


def _open_posts(body: Body) -> None:
    """The posts, each below the one that it reports to; the first stands at the top."""
    by, today = body.by(KEEPER), clock.today()
    opened: dict[str, Post] = {}
    for key, told in body.told.house["posts"].items():
        said = {name: told[name] for name in ("title", "duties", "authority", "criteria", "responsibilities")}
        opened[key] = posts.open_post(by=by, from_on=today, **said)
        posts.report(by=by, post=opened[key], superior=opened.get(told["under"]), from_on=today)


def _fill_posts(body: Body) -> None:
    for told in body.told.house["posts"].values():
        post = _post(told["title"])
        _occupy(body, post, told["holder"])
        if told["deputy"]:
            _occupy(body, post, told["deputy"], is_deputy=True)


def _occupy(body: Body, post: Post, key: str, *, is_deputy: bool = False) -> None:
    by = KEEPER if key == DIRECTOR else DIRECTOR
    posts.occupy(by=body.by(by), post=post, person=body.people[key], from_on=clock.today(), is_deputy=is_deputy)


def _post(title: str) -> Post:
    return Post.objects.get(descriptions__title=title)


def _describe_anew(body: Body) -> None:
    """The examination manager answers for the premises as well, since the second site is used every month."""
    told = body.told.house["posts"]["examinations"]
    said = {name: told[name] for name in ("title", "authority", "criteria", "responsibilities")}
    duties = f"{told['duties']} {told['since']}"
    posts.describe(by=body.by(KEEPER), post=_post(told["title"]), duties=duties, from_on=clock.today(), **said)
