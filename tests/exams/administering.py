"""A form that dozens have taken on paper, put there behind the acts; scored, studied and looked through by the house.

How one attempt comes that far through acts stands in ``tests/exams/making.py``. Six items take turns in kind: single
choice (key B), two of three (key AC), inline choice (key A), and a number. The fifth is a single choice whose key the
able think wrong: they choose C.
"""

from datetime import timedelta
from uuid import UUID

import numpy as np

from guildhall.exams import followers as exams_followers
from guildhall.exams.acts import results
from guildhall.exams.lifecycles import AttemptState, SittingState
from guildhall.exams.models import Attempt, Form, Sitting, TypedScore
from guildhall.identity.models import Person
from guildhall.jobs.declared import kind_named
from guildhall.jobs.lifecycles import JobState
from guildhall.jobs.models import Job
from guildhall.jobs.queueing import running
from guildhall.kernel import clock
from guildhall.ledger import followers, sequencer
from guildhall.schemes import followers as schemes_followers
from tests import forge
from tests.cast import Cast
from tests.exams.delivery.forging import a_sitting, an_attempt
from tests.making import Made

KEYS = ("B", "AC", "A", "4", "B", "AC")
WRONG = ("A", "AB", "B", "7", "C", "BC")
MISKEYED = 5
"""The position of the item whose key the able think wrong."""


def answers(persons: int, seed: int = 5) -> list[dict[str, str]]:
    """What so many candidates of rising ability write down, the same at every run."""
    chance = np.random.default_rng(seed)
    ability, difficulty = np.linspace(-2.5, 2.5, persons), np.linspace(-1.0, 1.0, len(KEYS))
    right = chance.random((persons, len(KEYS))) < 1 / (1 + np.exp(difficulty - ability[:, None]))
    right[:, MISKEYED - 1] = ~right[:, MISKEYED - 1]
    return [{str(at + 1): KEYS[at] if each else WRONG[at] for at, each in enumerate(row)} for row in right.tolist()]


def administered(made: Made, cast: Cast, form: Form, persons: int, seed: int = 5, channel: str = "paper") -> Sitting:
    """A sitting on paper with so many candidates, whose papers were typed in twice and scored; its log is complete."""
    held = {"channel": channel, "state": SittingState.RECONCILED, "capacity": persons}
    before = clock.now() - timedelta(days=3)
    done = {"reconciled_by": made.crew.max, "reconciled_at": clock.now(), "closed_at": clock.now()}
    sitting = a_sitting(made, form, begins_at=before, ends_at=before + timedelta(hours=3), **held, **done)
    for place, content in enumerate(answers(persons, seed)):
        person = (cast.carla, cast.gero, cast.otto)[place % 3]
        results.score(by=results.SCORING, attempt=handed_in(made, cast, sitting, person, content))
    return sitting


def handed_in(made: Made, cast: Cast, sitting: Sitting, person: Person, content: dict[str, str]) -> Attempt:
    """A paper that was handed in and typed in twice alike."""
    state = {"state": AttemptState.COMPLETED, "channel": "paper", "completed_at": clock.now()}
    attempt = an_attempt(made, sitting, person, **state, started_at=None, deadline_at=None, answer_key="")
    for typist in (made.crew.ina, cast.olive):
        forge.put(TypedScore, attempt=attempt, content=content, typed_by=typist)
    return attempt


def worked() -> None:
    """What the house does by itself because of these papers is done, as the worker does it."""
    done: set[UUID] = set()
    while True:
        sequencer.run()
        for each in FOLLOWERS:
            followers.advance(each, 10_000)
        waiting = Job.objects.filter(kind__in=KINDS, state=JobState.WAITING).exclude(pk__in=done).order_by("id")
        if not waiting:
            return
        for job in waiting:
            _do(job)
            done.add(job.pk)


def _do(job: Job) -> None:
    token = running.set(job)
    try:
        kind_named(job.kind).run(job.arguments)
    finally:
        running.reset(token)


FOLLOWERS = (exams_followers.measuring, schemes_followers.studying)
KINDS = ("exams.reckon", "exams.look-through", "exams.tell-items", "schemes.compute-study")
