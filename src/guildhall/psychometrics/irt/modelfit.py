"""Whether a model as a whole says what the answers say, and which of two models to take."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from guildhall.psychometrics.arrays import Floats, Whole, dichotomous, matrix, root
from guildhall.psychometrics.classical.answers import settle
from guildhall.psychometrics.irt.items import ItemSet
from guildhall.psychometrics.irt.quadrature import Latent, grid
from guildhall.psychometrics.irt.reports import Calibration
from guildhall.psychometrics.irt.scoring import score
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

MOST_ITEMS = 60
"""More items need a table of margins that is too large to be worth its time."""

DEPENDENT = 0.2
"""How far a residual correlation above the mean of all is taken for local dependence (Christensen and others 2017)."""


@dataclass(frozen=True, eq=False)
class ModelFit(Result):
    """M2 with its test, the root mean square error of approximation with its 90 % interval, and the mean residual."""

    m2: float
    df: int
    p: float
    rmsea: float
    rmsea_interval: tuple[float, float]
    srmsr: float


@dataclass(frozen=True, eq=False)
class LocalDependence(Result):
    """Correlations of residuals between items (items x items), their mean, and the pairs far above it."""

    q3: Floats
    mean: float
    pairs: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, eq=False)
class Comparison(Result):
    """Two models on the same answers: likelihood ratio where one contains the other, and information criteria."""

    smaller: str
    larger: str
    chi_squared: float
    df: int
    p: float
    aic_difference: float
    bic_difference: float
    preferred: str
    notes: tuple[Note, ...]


@checked
def m2(answers: ArrayLike, calibration: Calibration) -> ModelFit:
    """Limited-information fit of models for 0/1 items (Maydeu-Olivares and Joe 2005, 2006).

    M2 = N e' C e from the residuals e of the shares right of items and pairs, C their weight orthogonal to what the
    parameters can move; df = margins less parameters. SRMSR is the root mean square residual correlation of pairs. One
    group; persons with a missing answer are set aside, two at least must be left; at most 60 items.
    """
    items = calibration.item_set
    table, _ = settle(dichotomous(answers), "complete")
    if table.shape[1] != len(items.items) or len(calibration.groups) != 1:
        raise CannotMeasure("shape", "M2 needs one group, and the answers to exactly the items calibrated.")
    if not 2 < len(items.items) <= MOST_ITEMS:
        raise CannotMeasure("items", f"M2 is calculated for 3 to {MOST_ITEMS} items.")
    if len(table) < 2:
        raise CannotMeasure("persons", f"{len(table)} persons answered every item: M2 needs two at least.")
    margins = _Margins.of(items, calibration.latent)
    pairs = table.T @ table / len(table)
    observed = np.concatenate([np.diag(pairs), pairs[margins.first, margins.second]])
    slopes = margins.slopes(calibration)
    away = observed - margins.expected
    df = len(observed) - slopes.shape[1]
    if df < 1:
        raise CannotMeasure("freedom", "The model has as many parameters as the answers have margins.")
    statistic = len(table) * _quadratic(away, margins.covariance(), slopes)
    rmsea = root(max(statistic - df, 0.0) / (df * (len(table) - 1)))
    return ModelFit(
        statistic,
        df,
        float(stats.chi2.sf(statistic, df)),
        rmsea,
        _rmsea_interval(statistic, df, len(table)),
        _srmsr(observed, margins),
    )


@checked
def q3(answers: ArrayLike, items: ItemSet, *, latent: Latent | None = None) -> LocalDependence:
    """Yen's (1984) Q3: correlations of what is left of each answer when ability (EAP) is taken out.

    For k items that hang together only by ability the mean is about -1 / (k - 1). Missing answers are left out pair by
    pair. An item without residual spread has no correlation.
    """
    table = matrix(answers)
    theta = score(table, items, "eap", latent=latent).theta
    expected = [chance @ np.arange(chance.shape[1]) for chance in items.chances(theta)]
    residual = table - np.stack(expected, axis=1)
    correlations = _correlations(residual)
    upper = np.triu_indices(len(correlations), 1)
    known = correlations[upper][~np.isnan(correlations[upper])]
    mean = float(known.mean()) if known.size else float("nan")
    found = [
        (items.names[i], items.names[j], float(correlations[i, j]))
        for i, j in zip(*(each.tolist() for each in upper), strict=True)
        if correlations[i, j] > mean + DEPENDENT
    ]
    return LocalDependence(correlations, mean, tuple(sorted(found, key=lambda pair: -pair[2])))


@checked
def compare(smaller: Calibration, larger: Calibration) -> Comparison:
    """The likelihood-ratio test of a model within another, and the differences of AIC and BIC (larger less smaller).

    G^2 = 2 (ln L_larger - ln L_smaller), chi-squared with as many degrees of freedom as the larger has parameters more
    (Wilks 1938); AIC by Akaike (1974), BIC by Schwarz (1978). The models must be of the same answers. `preferred` is
    the one with the lower BIC, which asks more of a further parameter the more persons there are. The test assumes that
    the smaller is a case of the larger: not so for 3PL with a prior, or for graded against partial credit; there read
    the criteria alone.
    """
    if smaller.persons != larger.persons or len(smaller.items) != len(larger.items):
        raise CannotMeasure("answers", "Models can be compared on the same answers only.")
    df = larger.parameters - smaller.parameters
    chi = 2 * (larger.log_likelihood - smaller.log_likelihood)
    notes = []
    if df < 1:
        notes.append(Note("not_nested", "The larger model has no more parameters: read AIC and BIC alone."))
    elif chi < -1e-3:
        notes.append(
            Note("not_reached", "The larger model fits worse: it does not contain the smaller, or has not converged.")
        )
    p = float(stats.chi2.sf(max(chi, 0.0), df)) if df > 0 else float("nan")
    return Comparison(
        smaller=smaller.model,
        larger=larger.model,
        chi_squared=chi,
        df=df,
        p=p,
        aic_difference=larger.aic - smaller.aic,
        bic_difference=larger.bic - smaller.bic,
        preferred=larger.model if larger.bic < smaller.bic else smaller.model,
        notes=tuple(notes),
    )


@dataclass(frozen=True, eq=False)
class _Margins:
    """Shares right of items and of pairs under the model; `right` is points x items, `product` points x margins."""

    theta: Floats
    weight: Floats
    right: Floats
    first: Whole
    second: Whole
    product: Floats

    @classmethod
    def of(cls, items: ItemSet, latent: Latent) -> "_Margins":
        theta = grid()
        right = np.stack([chance[:, 1] for chance in items.chances(theta)], axis=1)
        first, second = np.triu_indices(right.shape[1], 1)
        product = np.concatenate([right, right[:, first] * right[:, second]], axis=1)
        return cls(theta, np.exp(latent.log_weights(theta)), right, first, second, product)

    @property
    def expected(self) -> Floats:
        found: Floats = self.weight @ self.product
        return found

    def covariance(self) -> Floats:
        """N times the covariance of the observed margins: from the chances that two to four items are right at once."""
        items = self.right.shape[1]
        members = np.zeros((self.product.shape[1], items), dtype=bool)
        members[np.arange(items), np.arange(items)] = True
        members[np.arange(items, len(members)), self.first] = True
        members[np.arange(items, len(members)), self.second] = True
        found = np.empty((len(members), len(members)))
        for place, own in enumerate(members):
            union = self.product.copy()
            for item in np.flatnonzero(own):
                union[:, ~members[:, item]] *= self.right[:, item, None]
            found[place] = self.weight @ union
        return found - np.outer(self.expected, self.expected)

    def slopes(self, calibration: Calibration) -> Floats:
        """How the margins move with each free parameter."""
        items = calibration.item_set
        free_a = calibration.model not in {"rasch", "1pl", "pcm"}
        columns = []
        for batch in items.batches:
            by = batch.slopes(self.theta)[:, :, 1, :]
            for place, own in zip(batch.places.tolist(), by, strict=True):
                rise = self.right[:, place, None] * own
                columns += [self._moved(place, rise[:, each]) for each in range(0 if free_a else 1, rise.shape[1])]
        if calibration.model in {"rasch", "pcm", "1pl"}:
            by_variance = calibration.latent.slopes(self.theta)[:, 1]
            columns.append((self.weight * by_variance) @ self.product)
        return np.stack(columns, axis=1)

    def _moved(self, item: int, rise: Floats) -> Floats:
        items = self.right.shape[1]
        found = np.zeros(self.product.shape[1])
        weighted = self.weight * rise
        found[item] = weighted.sum()
        found[items:] = np.where(
            self.first == item,
            weighted @ self.right[:, self.second],
            np.where(self.second == item, weighted @ self.right[:, self.first], 0.0),
        )
        return found


def _quadratic(away: Floats, covariance: Floats, slopes: Floats) -> float:
    """e' C e, where C is the inverse covariance within what the parameters leave free."""
    lower = np.linalg.cholesky(covariance + 1e-12 * np.eye(len(covariance)))
    unit, moved = np.linalg.solve(lower, away), np.linalg.solve(lower, slopes)
    explained = moved @ np.linalg.lstsq(moved, unit, rcond=None)[0]
    return float((unit - explained) @ (unit - explained))


def _rmsea_interval(statistic: float, df: int, persons: int, level: float = 0.9) -> tuple[float, float]:
    """From the noncentrality under which the statistic is at either end of its distribution."""
    ends = []
    for tail in ((1 + level) / 2, (1 - level) / 2):
        if stats.chi2.cdf(statistic, df) < tail:
            ends.append(0.0)
            continue
        low, high = 0.0, 10 * statistic + 100
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if stats.ncx2.cdf(statistic, df, middle) > tail else (low, middle)
        ends.append(root(low / (df * persons)))
    return ends[0], ends[1]


def _srmsr(observed: Floats, margins: _Margins) -> float:
    items = margins.right.shape[1]
    own, pair = _pair_correlations(observed, margins, items), _pair_correlations(margins.expected, margins, items)
    return root(float(np.mean((own - pair) ** 2)))


def _pair_correlations(values: Floats, margins: _Margins, items: int) -> Floats:
    single, pairs = values[:items], values[items:]
    spread = np.sqrt(np.maximum(single * (1 - single), 1e-300))
    one, other = margins.first, margins.second
    found: Floats = (pairs - single[one] * single[other]) / (spread[one] * spread[other])
    return found


def _correlations(residual: Floats) -> Floats:
    """Correlations of columns over the rows that both have."""
    known = ~np.isnan(residual)
    value, here = np.where(known, residual, 0.0), known.astype(np.float64)
    count = here.T @ here
    count = np.where(count > 1, count, np.nan)
    mean, other = value.T @ here / count, (value.T @ here / count).T
    cross = value.T @ value / count - mean * other
    spread = (value**2).T @ here / count - mean**2
    below = np.sqrt(np.maximum(spread * spread.T, 0.0))
    found = np.full(cross.shape, np.nan)
    np.divide(cross, below, out=found, where=below > 1e-12)
    return found


@checked
def best_of(calibrations: Sequence[Calibration]) -> Calibration:
    """The one with the least BIC = k ln N - 2 ln L (Schwarz 1978). All must be of the same answers."""
    if not calibrations:
        raise CannotMeasure("empty", "There is nothing to choose from.")
    return min(calibrations, key=lambda each: each.bic)
