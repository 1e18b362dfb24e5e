"""Threats to impartiality: named, analysed, treated and accepted, and looked at again each year."""

from datetime import timedelta
from functools import partial
from typing import Any

from guildhall.demo.body import Body
from guildhall.governance.acts import register, threats
from guildhall.governance.models import RelatedBody, Threat
from guildhall.kernel import clock

KEEPER, APPROVER = "quality", "director"
RELATED, FOUNDING = "related", 707
CAME_UP = (250, 150, 30)
"""How many days ago the last threats of the list came up; the latest was treated and waits to be accepted."""


def tell(body: Body) -> None:
    """Eight threats with what was done about them; all are looked at again each year, and the register is read."""
    diary, told = body.diary, body.told.house["threats"]
    diary.ago(708, partial(_relate, body), "11:00")
    known = [FOUNDING] * (len(told) - len(CAME_UP))
    for days, each in zip((*known, *CAME_UP), told, strict=True):
        diary.ago(days, partial(_name, body, each), "13:00")
        diary.ago(days - 10, partial(_treat, body, each), "13:00")
        if days != CAME_UP[-1]:
            diary.ago(days - 20, partial(_accept, body, each), "13:00")
    diary.ago(350, partial(_look_again, body), "10:00")
    for each in body.told.house["register"]:
        diary.ago(each["days"], partial(_read_the_register, body, each["findings"]), "16:00")


def _relate(body: Body) -> None:
    register.relate(by=body.by(KEEPER), since_on=clock.today(), **body.told.house["related"])


def _name(body: Body, told: dict[str, Any]) -> None:
    """Named by who saw it, and analysed by quality management."""
    said = {name: told[name] for name in ("kind", "source", "title", "description")}
    related = RelatedBody.objects.first() if told["source"] == RELATED else None
    named = threats.identify(by=body.by(KEEPER), owner=body.people[KEEPER], related=related, **said)
    likelihood, gravity = told["before"]
    threats.analyse(
        by=body.by(KEEPER),
        threat=named,
        analysis=told["analysis"],
        likelihood=likelihood,
        gravity=gravity,
        treat_by_on=clock.today() + timedelta(days=90),
    )


def threat_called(title: str) -> Threat:
    """A threat by its title, which is sealed."""
    return next(each for each in Threat.objects.select_related(*Threat.reload_with) if each.title == title)


def _treat(body: Body, told: dict[str, Any]) -> None:
    likelihood, gravity = told["after"]
    threats.treat(
        by=body.by(KEEPER),
        threat=threat_called(told["title"]),
        treatment=told["treatment"],
        likelihood=likelihood,
        gravity=gravity,
    )


def _accept(body: Body, told: dict[str, Any]) -> None:
    threats.accept(by=body.by(APPROVER), threat=threat_called(told["title"]), reasons=body.told.house["accepted"])


def _look_again(body: Body) -> None:
    """What was accepted in the first month is looked at again within the year."""
    for told in body.told.house["threats"][: -len(CAME_UP)]:
        threat = threat_called(told["title"])
        threats.review(by=body.by(KEEPER), threat=threat, reasons=body.told.house["reviewed"])


def _read_the_register(body: Body, findings: str) -> None:
    register.review(by=body.by(KEEPER), findings=findings)
