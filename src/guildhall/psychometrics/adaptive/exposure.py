"""How often each item may be let through, so that none is shown to more than a share of candidates."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.adaptive.plan import Plan
from guildhall.psychometrics.adaptive.simulation import simulate
from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.irt.items import ItemSet
from guildhall.psychometrics.notes import CannotMeasure
from guildhall.psychometrics.options import checked


@checked
def sympson_hetter(
    items: ItemSet, plan: Plan, abilities: ArrayLike, most_rate: float = 0.25, *, rounds: int = 12, seed: int = 17024
) -> Floats:
    """The exposure keys of Sympson and Hetter (1985), found by simulation round by round.

    An item that was shown to more than `most_rate` of the simulated candidates gets a smaller key, one that was shown
    to fewer a greater one (van der Linden 2003), so that rates settle near the limit. Refused where the bank is too
    small: the longest test as a share of the bank may not exceed the rate.
    """
    count = len(items.items)
    if not 0 < most_rate <= 1 or plan.most > most_rate * count:
        raise CannotMeasure("rate", f"{count} items cannot serve tests of {plan.most} at a rate of {most_rate:.0%}.")
    keys = np.ones(count)
    for turn in range(rounds):
        found = simulate(items, replace(plan, keys=keys), abilities, seed=seed + turn)
        shown = np.maximum(found.exposure, 1e-9)
        if float(shown.max()) <= most_rate * 1.02:
            break
        keys = np.clip(np.where(shown > most_rate, keys * most_rate / shown, np.minimum(keys * 1.1, 1.0)), 0.01, 1.0)
    return keys
