"""The bank into which real items come, for which six are written and reviewed by two, and a fresh one beside it.

Ivo writes, Rita and Quinn review, Max keeps the bank, Sam says how it is kept.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from guildhall import qti
from guildhall.conformity import runs
from guildhall.identity.roles import ITEM_REVIEWER
from guildhall.itembank import delivering
from guildhall.itembank.acts import reviews
from guildhall.itembank.models import ItemVersion
from guildhall.kernel.actors import Actor
from guildhall.schemes.models import Scheme
from tests.cast import acting, authorise, engage
from tests.itembank.examples import a_picture
from tests.itembank.making import FAIR, RIGHT, a_fresh_bank, answered, in_review, scores
from tests.journeys.behind import sessions
from tests.journeys.interactions import right
from tests.journeys.way import everybody
from tests.making import Made, a_scheme


def prepare() -> dict[str, str]:
    """A scheme in effect with a picture and no item in its bank, as the controls found; Quinn reviews beside Rita."""
    cast = engage()
    made = a_scheme(cast)
    crew = made.crew
    authorise(cast.quinn, ITEM_REVIEWER, made.scope)
    a_picture(crew.ivo, made.scheme)
    runs.run_due()
    return sessions([crew.sam, crew.ivo, crew.rita, crew.max, cast.quinn])


def written() -> dict[str, Any]:
    """The six that Ivo wrote, by title: where each stands, and what is right."""
    return {
        each.title: {"version": str(each.pk), "right": right(each), "most": f"{float(each.maximum):g}"}
        for each in _written(Scheme.objects.get(code="WTT"))
    }


def _written(scheme: Scheme) -> Iterable[ItemVersion]:
    ours = ItemVersion.objects.filter(item__scheme=scheme, imported_with=None)
    return ours.select_related(*ItemVersion.reload_with).order_by("item__number")


def review_the_others() -> dict[str, str]:
    """The other five are reviewed by Rita and Quinn, answered blind and approved by Max; then the controls look."""
    cast, made = everybody()
    drafts = [each for each in _written(made.scheme) if each.state == "draft"]
    approved = {each.title: str(_approved(made, acting(cast.quinn), each).state) for each in drafts}
    runs.run_due()
    return approved


def _approved(made: Made, second: Actor, version: ItemVersion) -> ItemVersion:
    rita, keeper = acting(made.crew.rita), made.crew.max
    version = reviews.endorse(by=rita, version=in_review(made, version), **RIGHT)
    version = reviews.assess(by=rita, version=reviews.accept(by=second, version=version, **RIGHT), **FAIR)
    version = answered(keeper, version, qti.key(delivering.parsed(version)))
    return reviews.approve(by=acting(keeper), version=version)


def found_another() -> dict[str, str]:
    """Another scheme with a bank in which there is nothing, and its writer, who has the name of ours."""
    scheme, crew = a_fresh_bank(everybody()[0])
    return {"scheme": str(scheme.pk), "writer": sessions([crew.ivo])["ivo"]}


def compare() -> dict[str, Any]:
    """What the items of both banks yield, by their identifiers; and where those of the fresh one stand, by title."""
    ours, again = (ItemVersion.objects.filter(item__scheme__code=code) for code in ("WTT", "NEW"))
    places = {each.title: str(each.pk) for each in again}
    return {"ours": _scores(ours), "again": _scores(again), "places": places}


def _scores(versions: QuerySet[ItemVersion]) -> dict[str, Any]:
    return {each.item.identifier: scores(each) for each in versions.select_related("item")}
