"""The declaration of somebody's interests, from the first sign-in to the matrix: what the foundation has to show."""

import json
from collections.abc import Callable

from tests.journeys.house import House
from tests.journeys.visitor import Visitor


def _control(house: House, name: str) -> str:
    report = json.loads(house.run("conformity", "--edition", "2012", "--json").stdout)
    states = {each["name"]: each["state"] for clause in report["clauses"] for each in clause["controls"]}
    return str(states[name])


def test_every_page_of_everybodys_work_is_whole(house: House, visiting: Callable[..., Visitor]) -> None:
    for width, dark in ((1280, False), (390, True)):
        visitor = visiting(width=width, dark=dark).be("Samira")
        for path in ("/work/", "/personnel/declarations/", "/personnel/declarations/mine/", "/personnel/texts/"):
            visitor.go(path)


def test_interest_of_ones_own_is_refused_with_clause_and_remedy(house: House, visiting: Callable[..., Visitor]) -> None:
    director = visiting().be("Annegret").go("/work/")
    director.sees_not("Offshore Service AG")
