"""What an adaptive test will do, seen before anybody takes it: length, precision, and how often items are shown."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.adaptive.plan import Plan
from guildhall.psychometrics.adaptive.session import Session
from guildhall.psychometrics.arrays import Floats, known
from guildhall.psychometrics.irt.items import ItemSet
from guildhall.psychometrics.irt.quadrature import Latent
from guildhall.psychometrics.notes import Note, listed
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

WORN = 0.3
"""The share of candidates from which an item is shown too often."""


@dataclass(frozen=True, eq=False)
class Simulation(Result):
    """What came of simulated candidates.

    `exposure` is the share that saw each item, `overlap` the mean share of items that two candidates have in common,
    `right_decisions` the share decided as their true ability deserves (with a cut).
    """

    persons: int
    mean_length: float
    longest: int
    bias: float
    rmse: float
    mean_error: float
    exposure: Floats
    overlap: float
    right_decisions: float
    notes: tuple[Note, ...]


@checked
def simulate(
    items: ItemSet, plan: Plan, abilities: ArrayLike, *, latent: Latent | None = None, seed: int = 17024
) -> Simulation:
    """Let candidates of known `abilities` take the test; the same seed gives the same result.

    Those without an ability are left out. They answer as their curves say. `overlap` is the sum of n_i (n_i - 1) over
    items, n_i candidates having seen item i, as a share of all pairs times the mean length (Chen, Ankenmann and Spray
    2003).
    """
    theta = known(abilities, "the abilities")
    session = Session(items, plan, len(theta), latent or Latent(), seed)
    chances = items.chances(theta)
    chance = np.random.default_rng(seed + 1)
    while (items_next := session.next_items()).max() >= 0:
        answers = np.zeros(len(theta))
        for place in np.unique(items_next[items_next >= 0]).tolist():
            mine = items_next == place
            steps = np.cumsum(chances[place][mine], axis=1)[:, :-1]
            answers[mine] = (chance.random((int(mine.sum()), 1)) > steps).sum(axis=1)
        session.record(items_next, answers)
    return _told(session, plan, theta)


def _told(session: Session, plan: Plan, theta: Floats) -> Simulation:
    mean, error = session.ability()
    shown = session.given.sum(axis=0).astype(np.float64)
    persons, length = len(theta), float(session.length.mean())
    pairs = persons * (persons - 1)
    overlap = float((shown * (shown - 1)).sum()) / (pairs * length) if pairs and length else float("nan")
    decided = float(((mean >= plan.cut) == (theta >= plan.cut)).mean()) if plan.cut is not None else float("nan")
    return Simulation(
        persons=persons,
        mean_length=length,
        longest=int(session.length.max()),
        bias=float((mean - theta).mean()),
        rmse=float(np.sqrt(((mean - theta) ** 2).mean())),
        mean_error=float(error.mean()),
        exposure=shown / persons,
        overlap=overlap,
        right_decisions=decided,
        notes=_notes(session, shown / persons),
    )


def _notes(session: Session, rate: Floats) -> tuple[Note, ...]:
    names = np.array(session.items.names)
    found = []
    if (rate > WORN).any():
        sentence = f"More than {WORN:.0%} of candidates see: {listed(names[rate > WORN])}."
        found.append(Note("over_exposed", sentence))
    if (rate == 0).any():
        found.append(Note("unused", f"Nobody sees {int((rate == 0).sum())} of {len(names)} items."))
    return tuple(found)
