"""Reaching the fixed point of a slow iteration sooner: Anderson's mixing, held to steps that do not lose likelihood.

Of the family of SQUAREM (Varadhan and Roland 2008); the form of Henderson and Varadhan (2019) with restarts.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from guildhall.psychometrics.arrays import Floats

MEMORY = 6
"""How many earlier steps a step is mixed from."""

Step = Callable[[Floats], tuple[Floats, float]]
"""From parameters to where the iteration would take them, and the likelihood of where they are (-inf: impossible)."""


@dataclass(frozen=True, eq=False)
class Reached:
    """Where the iteration came to rest, after how many steps, and whether it did."""

    point: Floats
    steps: int
    converged: bool


def accelerate(step: Step, start: Floats, *, tolerance: float, most: int, slack: float) -> Reached:
    """The fixed point from `start`: no parameter would still move by `tolerance`.

    A mixed step after which the likelihood has fallen by more than `slack` is taken back, the plain step taken instead,
    and the memory emptied: so the likelihood rises as it would without acceleration.
    """
    point, (target, value) = start, step(start)
    moves: list[tuple[Floats, Floats]] = []
    for count in range(1, most):
        residual = target - point
        if not residual.size or float(np.abs(residual).max()) < tolerance:
            return Reached(target, count, converged=True)
        tried = target if not moves else _mixed(target, residual, moves)
        after, reached = step(tried)
        if not reached >= value - slack and moves:
            moves.clear()
            tried = target
            after, reached = step(tried)
        moves.append((tried - point, (after - tried) - residual))
        del moves[:-MEMORY]
        point, target, value = tried, after, reached
    return Reached(target, most, converged=False)


def _mixed(target: Floats, residual: Floats, moves: list[tuple[Floats, Floats]]) -> Floats:
    """The step that mixes the earlier ones so that what is left is least."""
    points = np.stack([each for each, _ in moves], axis=1)
    changes = np.stack([each for _, each in moves], axis=1)
    square = changes.T @ changes
    ridge = 1e-12 * max(float(np.trace(square)), 1e-300)
    mix = np.linalg.solve(square + ridge * np.eye(len(square)), changes.T @ residual)
    found: Floats = target - (points + changes) @ mix
    return found
