"""Assembly: four forms of 150 items from 2,000, and a form for each candidate, against taking items at random.

``python benchmarks/psychometrics_assembly.py``; exits with 1 where a claim does not hold.
"""

import sys
import time

import numpy as np

from guildhall.psychometrics.assembly import Bank, BankItem, Cell, Specification, Target, assemble, form_per_candidate
from guildhall.psychometrics.irt import IrtItem

FEASIBLE_SECONDS = 5.0
MINIMAX_SECONDS = 60.0
MINIMAX_DEVIATION = 0.005
LOFT_A_MINUTE = 1_000
THETA = (-1.0, 0.0, 1.0)


def bank(size: int = 2_000, cells: int = 30, seed: int = 17024) -> Bank:
    """Items of thirty cells with parameters."""
    chance = np.random.default_rng(seed)
    items = []
    for number in range(size):
        a, b = float(chance.lognormal(-0.1, 0.3)), float(chance.normal())
        items.append(BankItem(f"I{number}", {"cell": f"C{number % cells}"}, IrtItem(f"I{number}", a, (-a * b,))))
    return Bank(items)


def blueprint(found: Bank, within: float, forms: int = 4) -> Specification:
    """Five items of each cell, 400 pairs of enemies, and a target near the mean of the bank at three abilities."""
    chance = np.random.default_rng(1)
    pairs = [chance.choice(len(found), 2, replace=False) for _ in range(400)]
    enemies = tuple((f"I{one}", f"I{other}") for one, other in pairs)
    level = found.information(np.array(THETA)).mean(axis=0) * 150
    targets = tuple(Target(theta, float(each), within) for theta, each in zip(THETA, level, strict=True))
    cells = tuple(Cell({"cell": f"C{number}"}, 5, 5) for number in range(30))
    return Specification(forms=forms, length=150, cells=cells, enemies=enemies, targets=targets)


def at_random(found: Bank, wanted: Specification) -> float:
    """The greatest deviation of a form that only keeps the cells: what assembly is better than."""
    chance = np.random.default_rng(2)
    places = np.concatenate(
        [chance.choice(np.flatnonzero(found.where(cell.where)), 5, replace=False) for cell in wanted.cells]
    )
    at = found.information(np.array(THETA))[places].sum(axis=0)
    return float(max(abs(each / target.information - 1) for each, target in zip(at, wanted.targets, strict=True)))


def main() -> int:
    """Measure, tell, and say whether the claims hold."""
    found, wrong = bank(), []
    wanted = blueprint(found, 0.02)
    print(f"at random within the cells: {at_random(found, wanted):.1%} from the target")
    feasible = assemble(found, wanted, seconds=MINIMAX_SECONDS)
    print(f"4 x 150 of 2,000 feasible: {feasible.seconds:.2f} s, {feasible.greatest_deviation:.2%} from the target")
    if not feasible.forms or feasible.seconds > FEASIBLE_SECONDS:
        wrong.append(f"feasible forms took {feasible.seconds:.1f} s")
    nearest = assemble(found, wanted, "minimax", seconds=MINIMAX_SECONDS)
    print(f"4 x 150 of 2,000 minimax: {nearest.seconds:.1f} s, {nearest.greatest_deviation:.2%} from the target")
    if nearest.seconds > MINIMAX_SECONDS + 2 or nearest.greatest_deviation > MINIMAX_DEVIATION:
        wrong.append(f"minimax came to {nearest.greatest_deviation:.2%} in {nearest.seconds:.0f} s")
    begun = time.perf_counter()
    loft = form_per_candidate(found, blueprint(found, 0.05, forms=1), 500)
    rate = 500 / (time.perf_counter() - begun) * 60
    print(f"a form for each candidate: {rate:,.0f} a minute, {loft.greatest_deviation:.1%} from the target")
    if rate < LOFT_A_MINUTE:
        wrong.append(f"{rate:.0f} forms a minute")
    for each in wrong:
        print(f"Claim that does not hold: {each}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
