"""The arithmetic of a job analysis and its blueprint: exact, and without a database.

A task weighs as much as the panel rates it: the mean of its importance and of its frequency, mixed by the share that
the analysis gives to importance. A domain weighs what its tasks weigh together, in per cent of all. Whole numbers
(items of a blueprint, hundredths of a per cent) are given out by largest remainder, so that they add up exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

SCALE = range(1, 6)
"""The numbers with which a panel rates."""

HUNDREDTHS = 10_000
"""How many hundredths of a per cent are in the whole."""

DIVIDED = Decimal("1.25")
"""From this standard deviation on, a panel on a scale of five is divided: typically three see 1 or 2, three 4 or 5."""

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Rated:
    """A task as the panel rated it: importance and frequency, one pair for each member who rated it."""

    number: str
    domain: str
    ratings: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Weighed:
    """What the ratings of a task come to. `importance_spread` and `frequency_spread` are standard deviations.

    Without ratings nothing is known (None) and the task weighs nothing; with one, no spread is known.
    """

    number: str
    domain: str
    raters: int
    importance: Decimal | None
    frequency: Decimal | None
    importance_spread: Decimal | None
    frequency_spread: Decimal | None
    weight: Fraction

    @property
    def shown_weight(self) -> Decimal:
        """The weight to two places, on the scale of the ratings."""
        return _rounded(self.weight)

    @property
    def is_divided(self) -> bool:
        """Whether the members see this task so differently that their mean stands for nobody."""
        return any(each is not None and each >= DIVIDED for each in (self.importance_spread, self.frequency_spread))


def weigh(tasks: Sequence[Rated], importance_share: int) -> list[Weighed]:
    """What each task weighs, with `importance_share` per cent for importance and the rest for frequency."""
    return [_weighed(task, Fraction(importance_share, 100)) for task in tasks]


def domain_weights(tasks: Sequence[Weighed]) -> dict[str, Decimal]:
    """The weight of each domain in per cent, adding up to 100.00 exactly; nothing where no task weighs anything."""
    sums: dict[str, Fraction] = {}
    for task in tasks:
        sums[task.domain] = sums.get(task.domain, Fraction(0)) + task.weight
    return {domain: Decimal(share).scaleb(-2) for domain, share in apportion(sums, HUNDREDTHS).items()}


def shares(weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """`weights` in per cent of their sum, adding up to 100.00 exactly."""
    return {name: Decimal(share).scaleb(-2) for name, share in apportion(weights, HUNDREDTHS).items()}


def apportion(weights: Mapping[str, Decimal | Fraction], whole: int) -> dict[str, int]:
    """`whole` given out by `weights` in whole numbers, by largest remainder; nothing where nothing weighs.

    Each gets its exact share rounded down or up. Equal remainders go to the greater weight, then to the earlier name.
    """
    exact = {name: Fraction(weight) for name, weight in weights.items()}
    total = sum(exact.values(), Fraction(0))
    if not total:
        return {}
    quotas = {name: weight * whole / total for name, weight in exact.items()}
    given = {name: floor(quota) for name, quota in quotas.items()}
    by_claim = sorted(quotas, key=lambda name: (given[name] - quotas[name], -exact[name], name))
    for name in by_claim[: whole - sum(given.values())]:
        given[name] += 1
    return given


def _weighed(task: Rated, share: Fraction) -> Weighed:
    importance = [each for each, _ in task.ratings]
    frequency = [each for _, each in task.ratings]
    return Weighed(
        number=task.number,
        domain=task.domain,
        raters=len(task.ratings),
        importance=_mean(importance),
        frequency=_mean(frequency),
        importance_spread=_spread(importance),
        frequency_spread=_spread(frequency),
        weight=share * _exact_mean(importance) + (1 - share) * _exact_mean(frequency),
    )


def _exact_mean(ratings: Sequence[int]) -> Fraction:
    return Fraction(sum(ratings), len(ratings)) if ratings else Fraction(0)


def _mean(ratings: Sequence[int]) -> Decimal | None:
    return _rounded(_exact_mean(ratings)) if ratings else None


def _spread(ratings: Sequence[int]) -> Decimal | None:
    """The standard deviation of a sample, to two places."""
    if len(ratings) < 2:
        return None
    mean = _exact_mean(ratings)
    variance = sum(((each - mean) ** 2 for each in ratings), Fraction(0)) / (len(ratings) - 1)
    return _decimal(variance).sqrt().quantize(CENT)


def _rounded(value: Fraction) -> Decimal:
    return _decimal(value).quantize(CENT)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator
