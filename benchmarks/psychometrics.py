"""Calibration and classical statistics against their plainest form, in one run.

The baseline is an EM for the two-parameter model written straight from Bock and Aitkin (1981): logarithms added item by
item, Newton steps an item after the other, no acceleration. One of its steps is timed, and it is charged for as many as
it needs by the same rule to stop (no parameter moves by 1e-6), counted on 1,000 persons. Of several rounds the best
counts, since the machine may be shared.

``python benchmarks/psychometrics.py [whole] [million]``; exits with 1 where a claim does not hold. `whole` also runs
50,000 x 200 and the memory at three sizes, `million` a million persons, each in a process of its own.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

SECONDS_AT_MOST = {(5_000, 100): 1.0, (50_000, 200): 10.0}
CLASSICAL_AT_MOST = 0.5
MEGABYTES_AT_MOST = 500
MILLION_MEGABYTES = 2_000
TIMES_THE_BASELINE = 10
ROUNDS = 5
THETA = np.linspace(-6, 6, 61)
PRIOR = np.exp(-(THETA**2) / 2) / np.exp(-(THETA**2) / 2).sum()


def made(persons: int, items: int, seed: int = 17024, kind: str = "float64") -> np.ndarray:
    """Answers of a two-parameter test."""
    chance = np.random.default_rng(seed)
    a, b = chance.lognormal(0, 0.3, items), chance.normal(size=items)
    found = np.empty((persons, items), dtype=kind)
    for begin in range(0, persons, 5_000):
        theta = chance.normal(size=(min(5_000, persons - begin), 1))
        found[begin : begin + 5_000] = chance.random((len(theta), items)) < 1 / (1 + np.exp(-a * (theta - b)))
    return found


def plain_step(answers: np.ndarray, a: np.ndarray, d: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """One step of EM as Bock and Aitkin write it down."""
    likelihood = np.zeros((len(answers), len(THETA)))
    for item in range(answers.shape[1]):
        right = 1 / (1 + np.exp(-(a[item] * THETA + d[item])))
        likelihood += np.where(answers[:, [item]] == 1, np.log(right), np.log(1 - right))
    likelihood += np.log(PRIOR)
    top = likelihood.max(axis=1, keepdims=True)
    weight = np.exp(likelihood - top)
    total = weight.sum(axis=1, keepdims=True)
    weight /= total
    persons = weight.sum(axis=0)
    a, d = a.copy(), d.copy()
    for item in range(answers.shape[1]):
        right = answers[:, item] @ weight
        for _ in range(3):
            chance = 1 / (1 + np.exp(-(a[item] * THETA + d[item])))
            left, spread = right - persons * chance, persons * chance * (1 - chance)
            gradient = np.array([left @ THETA, left.sum()])
            second = np.array([[spread @ THETA**2, spread @ THETA], [spread @ THETA, spread.sum()]])
            a[item], d[item] = np.array([a[item], d[item]]) + np.linalg.solve(second, gradient)
    return a, d, float((top + np.log(total)).sum())


def plain_steps(items: int, tolerance: float = 1e-6, most: int = 1_000) -> int:
    """How many steps plain EM needs on 1,000 persons until nothing moves by the tolerance."""
    answers = made(1_000, items, seed=1)
    share = answers.mean(axis=0)
    a, d = np.ones(items), np.log(share / (1 - share))
    for step in range(1, most):
        after_a, after_d, _ = plain_step(answers, a, d)
        moved = max(np.abs(after_a - a).max(), np.abs(after_d - d).max())
        a, d = after_a, after_d
        if moved < tolerance:
            return step
    return most


def timed(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The best of some rounds, in seconds."""
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        action()
        found.append(time.perf_counter() - begun)
    return min(found)


def compare(persons: int, items: int) -> list[str]:
    """Calibration against the baseline; what does not hold."""
    from guildhall.psychometrics.irt import calibrate

    answers = made(persons, items)
    rounds = ROUNDS if persons < 20_000 else 2
    ours = timed(lambda: calibrate(answers, "2pl"), rounds)
    with_errors = timed(lambda: calibrate(answers, "2pl", errors=True), rounds) - ours
    one = timed(lambda: plain_step(answers, np.ones(items), np.zeros(items)), 1)
    steps = plain_steps(items)
    ratio = one * steps / ours
    found = calibrate(answers, "2pl")
    print(f"2PL {persons:,} x {items}: {ours:.2f} s in {found.steps} steps; standard errors {with_errors:.2f} s more")
    print(f"  plain EM {one:.2f} s a step x {steps} steps = {one * steps:.1f} s: {ratio:.0f} times ours")
    wrong = []
    if ours > SECONDS_AT_MOST[persons, items]:
        wrong.append(f"2PL {persons:,} x {items} took {ours:.2f} s")
    if ratio < TIMES_THE_BASELINE:
        wrong.append(f"only {ratio:.1f} times faster than plain EM")
    return wrong + against_mirt(answers, ours)


def against_mirt(answers: np.ndarray, ours: float) -> list[str]:
    """The same by the package mirt, where it is installed; told, and not a claim."""
    try:
        from mirt import fit_mirt
    except ImportError:
        print("  the package mirt is not installed: not compared")
        return []
    whole = answers.astype(int)
    theirs = timed(lambda: fit_mirt(whole, "2PL", n_quadpts=len(THETA), compute_standard_errors=False), 1)
    print(f"  the package mirt with as many points: {theirs:.2f} s, {theirs / ours:.0f} times ours")
    return []


def classical_statistics() -> list[str]:
    """Item analysis of 50,000 x 200 against numpy's own correlations."""
    from guildhall.psychometrics.classical import analyse

    answers = made(50_000, 200)
    ours = timed(lambda: analyse(answers))
    baseline = timed(lambda: [np.corrcoef(each, answers.sum(axis=1) - each)[0, 1] for each in answers.T], 1)
    print(
        f"classical 50,000 x 200: {ours:.2f} s; correlations one by one {baseline:.1f} s, {baseline / ours:.0f} times"
    )
    return [] if ours < CLASSICAL_AT_MOST else [f"classical statistics took {ours:.2f} s"]


def memory(persons: int, items: int) -> dict[str, float]:
    """Time and greatest memory of one calibration, from a process of its own."""
    program = f"import benchmarks.psychometrics as b; b.measured({persons}, {items})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def measured(persons: int, items: int, kind: str = "float64") -> None:
    """Calibrate, and print what it took."""
    from guildhall.psychometrics.irt import calibrate

    answers = made(persons, items, kind=kind)
    begun = time.perf_counter()
    calibrate(answers, "2pl")
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "megabytes": _peak()}))


def _peak() -> float:
    """The greatest memory of this process in MB; what the kernel keeps for it alone, where it does."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory_grows_no_faster_than_persons() -> list[str]:
    """Memory at three sizes: from the first to the last no more than in proportion to persons."""
    sizes = (12_500, 25_000, 50_000)
    found = [memory(persons, 200) for persons in sizes]
    told = ", ".join(f"{n:,}: {each['megabytes']:.0f} MB" for n, each in zip(sizes, found, strict=True))
    print(f"memory of 2PL x 200 items, answers included: {told}")
    growth = (found[2]["megabytes"] - found[1]["megabytes"]) / max(found[1]["megabytes"] - found[0]["megabytes"], 1)
    wrong = [f"memory grew {growth:.1f} times as fast for twice the persons"] if growth > 3 else []
    return wrong + ([f"{found[2]['megabytes']:.0f} MB"] if found[2]["megabytes"] > MEGABYTES_AT_MOST else [])


def a_million() -> list[str]:
    """A million persons on 200 items, as bytes, in chunks."""
    program = "import benchmarks.psychometrics as b; b.measured(1_000_000, 200, 'uint8')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    print(f"2PL 1,000,000 x 200: {found['seconds']:.0f} s, {found['megabytes']:.0f} MB with the answers")
    return [] if found["megabytes"] < MILLION_MEGABYTES else [f"a million persons took {found['megabytes']:.0f} MB"]


def main() -> int:
    """Measure, tell, and say whether the claims hold."""
    wrong = compare(5_000, 100)
    wrong += classical_statistics()
    if "whole" in sys.argv:
        wrong += compare(50_000, 200)
        wrong += memory_grows_no_faster_than_persons()
    if "million" in sys.argv:
        wrong += a_million()
    for each in wrong:
        print(f"Claim that does not hold: {each}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
