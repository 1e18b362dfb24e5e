"""Answers made from items whose parameters are known."""

import numpy as np

from guildhall.psychometrics.irt import IrtItem, ItemSet


def items(kind="logistic", count=20, categories=2, guess=0.0, seed=1, slopes=True):
    """Items of one kind with slopes about 1 and difficulties about 0."""
    chance = np.random.default_rng(seed)
    found = []
    for number in range(count):
        a = float(chance.lognormal(0, 0.25)) if slopes else 1.0
        b = np.sort(chance.normal(0, 1, categories - 1)) + np.linspace(-0.4, 0.4, categories - 1)
        d = np.cumsum(-a * b) if kind == "credit" else -a * b
        found.append(IrtItem(f"item{number + 1}", a, tuple(d.tolist()), guess, kind))
    return found


def answers(known, theta, seed=2):
    """One answer of each person to each item."""
    chance = np.random.default_rng(seed)
    columns = []
    for probabilities in ItemSet(known).chances(np.asarray(theta, dtype=float)):
        draw = chance.random((len(probabilities), 1))
        columns.append((draw > np.cumsum(probabilities, axis=1)[:, :-1]).sum(axis=1))
    return np.stack(columns, axis=1).astype(float)
