"""Studies made through acts, and the data they rest on: simulated answers, the same at every run.

``data = a_dataset()`` is an administration of a form; ``a_computed_study(by, scheme, "item-analysis", about, data)``
has it frozen and computed, ``an_approved_study(by, approver, ...)`` proposed by one and approved by another.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from guildhall.identity.models import Person
from guildhall.schemes import studying
from guildhall.schemes.acts import studies
from guildhall.schemes.datasets import Dataset, ItemColumn, Row
from guildhall.schemes.freezing import content_of, frozen
from guildhall.schemes.models import Scheme, Study
from tests.cast import acting

OPTIONS = ("A", "B", "C", "D")
DOMAINS = ("D1", "D2")
ABOUT = "exams.form:00000000-0000-0000-0000-000000000001"


def chances(persons: int, items: int, seed: int = 17) -> np.ndarray:
    """How probable it is that each person has each item right, by a Rasch model."""
    random = np.random.default_rng(seed)
    ability = random.normal(0.3, 1.2, persons)
    difficulty = np.linspace(-1.2, 1.2, items)
    return 1 / (1 + np.exp(-(ability[:, None] - difficulty)))


def a_dataset(persons: int = 60, items: int = 6, *, cut: float | None = 4, seed: int = 17) -> Dataset:
    """An administration of single choices keyed A, with groups of language; a wrong answer is one of the others."""
    right = np.random.default_rng(seed + 1).random((persons, items)) < chances(persons, items, seed)
    wrong = np.random.default_rng(seed + 2).choice(OPTIONS[1:], (persons, items))
    answers = np.where(right, "A", wrong)
    columns = [
        ItemColumn(f"IT-{at + 1}", f"version-{at + 1}", DOMAINS[at % 2], 1.0, False, ("A",), OPTIONS)
        for at in range(items)
    ]
    rows = [
        Row(
            f"AT-{at + 1}",
            "SI-1",
            tuple(float(each) for each in right[at]),
            tuple(str(each) for each in answers[at]),
            None,
            {"language": "de" if at % 2 else "en"},
        )
        for at in range(persons)
    ]
    return Dataset(tuple(columns), tuple(rows), cut)


def with_key(data: Dataset, at: int, key: str) -> Dataset:
    """The same answers, scored by another key of one item: what a wrong key does."""
    columns = list(data.items)
    columns[at] = replace(columns[at], key=(key,))
    rows = [
        replace(row, scores=(*row.scores[:at], float(row.answers[at] == key), *row.scores[at + 1 :]))
        for row in data.rows
    ]
    return replace(data, items=tuple(columns), rows=tuple(rows))


def a_panel(judges: int = 6, items: int = 6, rounds: int = 2, **more: Any) -> dict[str, Any]:
    """What a panel said in an Angoff meeting: two rounds, the second closer together."""
    random = np.random.default_rng(5)
    centre = np.linspace(0.75, 0.45, items)
    said = [
        np.clip(centre + random.normal(0, 0.12 / (at + 1), (judges, items)), 0.05, 0.95).round(2).tolist()
        for at in range(rounds)
    ]
    return {"method": "angoff", "judges": [f"Judge {at + 1}" for at in range(judges)], "rounds": said, **more}


def a_judged_dataset(persons: int = 60, **more: Any) -> Dataset:
    """A form that was taken, with what a panel said of it."""
    return replace(a_dataset(persons), extra=a_panel(**more))


def a_survey(respondents: int = 24) -> Dataset:
    """What people who do the work answered about six tasks in two domains."""
    random = np.random.default_rng(9)
    tasks = [{"name": f"T{at + 1}", "domain": DOMAINS[at % 2]} for at in range(6)]
    rows = [
        {
            "groups": {"interest": "operators" if at % 2 else "employers"},
            "importance": [float(each) for each in random.integers(2, 6, 6)],
            "frequency": [float(each) for each in random.integers(1, 6, 6)],
            "criticality": None,
        }
        for at in range(respondents)
    ]
    half = respondents // 2
    asked = {"interest": {"operators": [40, half], "employers": [30, respondents - half]}}
    return Dataset(extra={"tasks": tasks, "respondents": rows, "asked": asked, "items": 20})


def a_frozen_study(
    by: Person,
    scheme: Scheme,
    kind: str = "item-analysis",
    about: str = ABOUT,
    data: Dataset | None = None,
    **more: Any,
) -> Study:
    """A study whose data is frozen and which the house has not computed yet."""
    given: dict[str, Any] = {"title": f"Study of {kind}", "about_words": "FM-1", "options": {}, **more}
    return studies.freeze(
        by=acting(by), scheme=scheme, kind=kind, about=about, dataset=frozen(data or a_dataset()), **given
    )


def computed(study: Study) -> Study:
    """The study with its numbers, as the worker computes them."""
    found = studying.run(study.kind, content_of(study), study.options)
    return studies.keep(
        by=studies.MACHINE,
        study=study,
        results=found.results,
        data_hash=found.data_hash,
        code_version=found.code_version,
    )


def a_computed_study(by: Person, scheme: Scheme, *args: Any, **more: Any) -> Study:
    """A study with its numbers, from which nothing was concluded yet."""
    return computed(a_frozen_study(by, scheme, *args, **more))


def a_proposed_study(by: Person, scheme: Scheme, *args: Any, **more: Any) -> Study:
    """A study with a conclusion that waits for its approval."""
    return studies.propose(
        by=acting(by),
        study=a_computed_study(by, scheme, *args, **more),
        conclusion="The form measures as it should.",
        limits="One administration, one language.",
    )


def an_approved_study(by: Person, approver: Person, scheme: Scheme, *args: Any, **more: Any) -> Study:
    """A study that somebody prepared and somebody else approved."""
    return studies.approve(by=acting(approver), study=a_proposed_study(by, scheme, *args, **more))


def scores_of(data: Dataset) -> list[list[float]]:
    """The answers as the library takes them."""
    return [[float(each) for each in row.scores] for row in data.rows if _is_whole(row.scores)]


def _is_whole(scores: Sequence[float | None]) -> bool:
    return all(each is not None for each in scores)
