"""What candidates answer: as many right as they know, the hard ones less often, and wrong as people are wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from uuid import UUID

from guildhall import qti
from guildhall.demo.applicants import Applicant, Plan, plans
from guildhall.demo.chance import drawn
from guildhall.exams.delivery.answers import Given
from guildhall.exams.models import Form
from guildhall.exams.queries import placements
from guildhall.itembank import delivering

SPREAD_OF_ITEMS = 0.85
OWN = 1.0
"""How far difficulties of items lie apart, and how far what one candidate finds hard differs from that."""


BESIDE = {(24, 2): 30}
"""Who gives, at which of their sittings, the wrong answers of whom: a check will ask about both."""


@dataclass(frozen=True)
class Asked:
    """One question at its place: what is right, what else could be chosen, and how hard it is."""

    position: int
    response: str
    right: tuple[str, ...]
    others: tuple[str, ...]
    difficulty: float


def given(form: Form, applicant: Applicant) -> list[Given]:
    """Every answer of a candidate, in the order of the form; what they do not know are mostly the hard ones."""
    asked, source = asked_in(form.pk), BESIDE.get((applicant.place, applicant.sat))
    own = _answers(asked, applicant.plan, applicant.sat)
    return _like(asked, own, _answers(asked, plans()[source - 1], 1)) if source else own


def _answers(asked: Sequence[Asked], plan: Plan, sat: int) -> list[Given]:
    chance = drawn("answers", plan.place, sat)
    hardest = sorted(asked, key=lambda each: each.difficulty + chance.gauss(0, OWN), reverse=True)
    unknown = {each.position for each in hardest[: len(asked) - plan.knows(sat)]}
    return [_given(number, each, chance, knows=each.position not in unknown) for number, each in enumerate(asked, 1)]


def _like(asked: Sequence[Asked], own: list[Given], theirs: list[Given]) -> list[Given]:
    """As many wrong answers as somebody's own, and each of them the one that somebody else gave."""
    right = [{each.response: each.right} for each in asked]
    wrong = [place for place, each in enumerate(theirs) if each.response != right[place]]
    taken = set(wrong[: sum(mine.response != key for mine, key in zip(own, right, strict=True))])
    return [
        replace(mine, response=theirs[place].response if place in taken else right[place])
        for place, mine in enumerate(own)
    ]


def _given(number: int, asked: Asked, chance: Random, *, knows: bool) -> Given:
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
        ((response, right),) = qti.best_answers(item).items()
        options = [option.identifier for question in qti.describe(item).questions for option in question.options]
        yield Asked(
            position=placement.position,
            response=response,
            right=tuple(right),
            others=tuple(option for option in options if option not in right),
            difficulty=drawn("difficulty", item.identifier).gauss(0, SPREAD_OF_ITEMS),
        )
