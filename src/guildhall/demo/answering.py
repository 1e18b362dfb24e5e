"""What candidates answer: more of it right the abler they are, and wrong as people are wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from random import Random
from uuid import UUID

from guildhall import qti
from guildhall.demo.applicants import Applicant
from guildhall.demo.chance import drawn
from guildhall.exams.delivery.answers import Given
from guildhall.exams.models import Form
from guildhall.exams.queries import placements
from guildhall.itembank import delivering

SPREAD_OF_ITEMS = 0.85
LEARNED = 0.35
"""How much abler somebody is at each further attempt."""


@dataclass(frozen=True)
class Asked:
    """One question at its place: what is right, what else could be chosen, and how hard it is."""

    position: int
    response: str
    right: tuple[str, ...]
    others: tuple[str, ...]
    difficulty: float


def given(form: Form, applicant: Applicant) -> list[Given]:
    """Every answer of a candidate, in the order of the form; one of them is changed at the end."""
    chance = drawn("answers", applicant.place, applicant.sat)
    ability = applicant.plan.ability + LEARNED * (applicant.sat - 1)
    return [_given(number, asked, ability, chance) for number, asked in enumerate(asked_in(form.pk), 1)]


def _given(number: int, asked: Asked, ability: float, chance: Random) -> Given:
    knows = chance.random() < 1 / (1 + exp(asked.difficulty - ability))
    answer = asked.right if knows else _wrong(asked, chance)
    doubts = chance.random() < (0.04 if knows else 0.15)
    return Given(number, asked.position, {asked.response: answer}, flagged=doubts, at=number * 72_000)


def _wrong(asked: Asked, chance: Random) -> tuple[str, ...]:
    """Another option; of several right ones all but one, and a wrong one; for a number one that is near."""
    if not asked.others:
        return (f"{float(asked.right[0]) * chance.choice((0.1, 0.5, 2, 10)):g}",)
    kept = asked.right[1:]
    return (*kept, chance.choice(asked.others))


@lru_cache(maxsize=4)
def asked_in(form_id: UUID) -> tuple[Asked, ...]:
    """What a form asks, read once."""
    return tuple(_asked(form_id))


def _asked(form_id: UUID) -> Iterator[Asked]:
    for placement in placements(Form(pk=form_id)):
        item = delivering.parsed(placement.item_version)
        ((response, right),) = _key(item).items()
        options = [option.identifier for question in qti.describe(item).questions for option in question.options]
        yield Asked(
            position=placement.position,
            response=response,
            right=tuple(right),
            others=tuple(option for option in options if option not in right),
            difficulty=drawn("difficulty", item.identifier).gauss(0, SPREAD_OF_ITEMS),
        )


def _key(item: qti.Item) -> Mapping[str, list[str]]:
    return qti.best_answers(item)
