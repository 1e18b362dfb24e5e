"""Examiners on one scale with candidates and tasks: how severe each is, and what a score would be with a fair one.

The many-facet Rasch model for oral and practical examinations.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse, stats
from scipy.sparse.csgraph import connected_components

from guildhall.psychometrics.agreement.ratings import Ratings
from guildhall.psychometrics.arrays import Floats, quotient
from guildhall.psychometrics.irt.acceleration import accelerate
from guildhall.psychometrics.irt.quadrature import Latent, grid
from guildhall.psychometrics.notes import CannotMeasure, Note, listed
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result

FEW_RATINGS = 30


@dataclass(frozen=True, eq=False)
class Element(Result):
    """An examiner or a task: severity or difficulty in logits with error, fit (1 is expected), and means in points.

    `fair_mean` is what an average candidate would get here, other things being average.
    """

    name: str
    ratings: int
    measure: float
    error: float
    infit: float
    outfit: float
    mean: float
    fair_mean: float


@dataclass(frozen=True, eq=False)
class Candidate(Result):
    """A candidate: ability in logits with error, the mean of their ratings, and the fair one with average examiners."""

    name: str
    ability: float
    error: float
    mean: float
    fair_mean: float


@dataclass(frozen=True, eq=False)
class FacetStudy(Result):
    """The whole: candidates, examiners and tasks, the steps of the scale, and whether examiners are equally severe."""

    candidates: tuple[Candidate, ...]
    examiners: tuple[Element, ...]
    tasks: tuple[Element, ...]
    thresholds: tuple[float, ...]
    variance: float
    log_likelihood: float
    chi_squared: float
    df: int
    p: float
    examiner_reliability: float
    converged: bool
    notes: tuple[Note, ...]


@checked
def many_facets(
    candidates: Sequence[str],
    examiners: Sequence[str],
    tasks: Sequence[str],
    ratings: ArrayLike,
    *,
    tolerance: float = 1e-6,
) -> FacetStudy:
    """The many-facet Rasch model (Linacre 1989) by marginal maximum likelihood.

    One rating a row, categories from 0. ln(P_k / P_k-1) = theta - difficulty - severity - threshold_k, the same
    thresholds throughout; theta normal with mean 0 and its variance estimated, severities and thresholds with sum 0.
    Errors are from the products of candidates' scores. `chi_squared` tests that all examiners are equally severe, and
    the reliability says how surely they are told apart (high means unlike, which is not wanted). Missing ratings are
    left out. Refused where examiners are not linked by common candidates or tasks: their severities then cannot be
    compared.
    """
    data = Ratings.of(candidates, examiners, tasks, ratings)
    _linked(data)
    model = _Model(data)
    reached = accelerate(model.step, model.start(), tolerance=tolerance, most=500, slack=1e-8 * len(data.score))
    found = model.at(reached.point)
    covariance = model.covariance(found)
    measures, errors = _elements(model, found, covariance)
    severities = measures[: len(data.examiners)]
    chi, df, reliability = _alike(severities, errors[: len(data.examiners)])
    notes = list(_notes(data))
    if not reached.converged:
        notes.append(Note("not_converged", "The estimates still move: do not use them."))
    return FacetStudy(
        candidates=model.candidates(found),
        examiners=model.described(found, "examiners", severities, errors),
        tasks=model.described(found, "tasks", measures[len(data.examiners) :], errors[len(data.examiners) :]),
        thresholds=tuple(found.thresholds.tolist()),
        variance=found.variance,
        log_likelihood=found.log_likelihood,
        chi_squared=chi,
        df=df,
        p=float(stats.chi2.sf(chi, df)) if df else float("nan"),
        examiner_reliability=reliability,
        converged=reached.converged,
        notes=tuple(notes),
    )


@dataclass(frozen=True, eq=False)
class _At:
    """Everything at one set of parameters; cells are pairs of examiner and task."""

    severity: Floats
    difficulty: Floats
    thresholds: Floats
    variance: float
    chances: Floats
    posterior: Floats
    log_likelihood: float


class _Model:
    """The model of one set of ratings.

    Parameters: severities but the last, difficulties, thresholds but the last, and the logarithm of the variance.
    """

    def __init__(self, data: Ratings) -> None:
        self.data = data
        self.theta = grid()
        self.sizes = len(data.examiners), len(data.tasks), data.categories - 1
        self.design = self._design()

    def start(self) -> Floats:
        """All equal, and the spread of one logit."""
        return np.zeros(self.design.shape[2] + 1)

    def _design(self) -> Floats:
        """How the predictor of each step of each cell depends on the parameters: cells x steps x parameters."""
        examiners, tasks, steps = self.sizes
        width = examiners - 1 + tasks + max(steps - 1, 0)
        found = np.zeros((examiners, tasks, steps, width))
        for examiner in range(examiners):
            if examiner < examiners - 1:
                found[examiner, :, :, examiner] -= 1
            else:
                found[examiner, :, :, : examiners - 1] += 1
        for task in range(tasks):
            found[:, task, :, examiners - 1 + task] -= 1
        begin = examiners - 1 + tasks
        for step in range(steps):
            if step < steps - 1:
                found[:, :, step, begin + step] -= 1
            else:
                found[:, :, step, begin:] += 1
        return found.reshape(examiners * tasks, steps, width)

    def at(self, point: Floats) -> _At:
        """Chances and posteriors at a set of parameters."""
        examiners, tasks, steps = self.sizes
        beta, variance = point[:-1], float(np.exp(np.clip(point[-1], -10, 6)))
        predictor = self.design @ beta
        logits = np.cumsum(self.theta[None, :, None] + predictor[:, None, :], axis=2)
        logits = np.concatenate([np.zeros((*logits.shape[:2], 1)), logits], axis=2)
        logits -= np.logaddexp.reduce(logits, axis=2, keepdims=True)
        log = np.zeros((len(self.data.candidates), len(self.theta)))
        np.add.at(log, self.data.candidate, logits[self.data.cell, :, self.data.score])
        log += Latent(0.0, variance).log_weights(self.theta)
        top = log.max(axis=1, keepdims=True)
        posterior = np.exp(log - top)
        total = posterior.sum(axis=1, keepdims=True)
        severity = np.append(beta[: examiners - 1], -beta[: examiners - 1].sum())
        difficulty = beta[examiners - 1 : examiners - 1 + tasks]
        thresholds = np.append(beta[examiners - 1 + tasks :], -beta[examiners - 1 + tasks :].sum())[:steps]
        likelihood = float((top + np.log(total)).sum())
        return _At(severity, difficulty, thresholds, variance, np.exp(logits), posterior / total, likelihood)

    def step(self, point: Floats) -> tuple[Floats, float]:
        """One step of EM: Fisher's scoring on the expected counts, and the variance from the posteriors."""
        now = self.at(point)
        weight = now.posterior[self.data.candidate]
        gradient, information = np.zeros(len(point) - 1), np.zeros((len(point) - 1, len(point) - 1))
        for cell in np.unique(self.data.cell).tolist():
            rows = self.data.cell == cell
            above = self._above(now.chances[cell])
            seen = (self.data.score[rows, None] > np.arange(self.sizes[2])).astype(np.float64)
            counts = weight[rows].sum(axis=0)
            design = self.design[cell]
            gradient += design.T @ (seen.sum(axis=0) - counts @ above)
            information += design.T @ self._spread(above, counts) @ design
        move = np.linalg.lstsq(information + 1e-9 * np.eye(len(information)), gradient, rcond=None)[0]
        move /= max(float(np.abs(move).max()), 1.0)
        variance = float((now.posterior @ self.theta**2).mean())
        return np.append(point[:-1] + move, np.log(max(variance, 1e-4))), now.log_likelihood

    @staticmethod
    def _above(chances: Floats) -> Floats:
        """The chance of being above each step."""
        found: Floats = np.cumsum(chances[:, :0:-1], axis=1)[:, ::-1]
        return found

    @staticmethod
    def _spread(above: Floats, counts: Floats) -> Floats:
        """The covariance of being above one step and another, summed over ability."""
        steps = above.shape[1]
        both = above[:, np.maximum.outer(np.arange(steps), np.arange(steps))]
        covariance = both - above[:, :, None] * above[:, None, :]
        found: Floats = np.einsum("q,qij->ij", counts, covariance)
        return found

    def covariance(self, now: _At) -> Floats:
        """Of the parameters but the variance: the inverse of the summed products of candidates' scores."""
        scores = np.zeros((len(self.data.candidates), self.design.shape[2]))
        for cell in np.unique(self.data.cell).tolist():
            rows = self.data.cell == cell
            expected = now.posterior[self.data.candidate[rows]] @ self._above(now.chances[cell])
            seen = self.data.score[rows, None] > np.arange(self.sizes[2])
            np.add.at(scores, self.data.candidate[rows], (seen - expected) @ self.design[cell])
        found: Floats = np.asarray(np.linalg.pinv(scores.T @ scores, hermitian=True), dtype=np.float64)
        return found

    def candidates(self, now: _At) -> tuple[Candidate, ...]:
        """Abilities (EAP), and what each would have got with average examiners and tasks."""
        mean = now.posterior @ self.theta
        error = np.sqrt(np.maximum(now.posterior @ self.theta**2 - mean**2, 0.0))
        fair = self._expected(mean - float(now.difficulty.mean()), now.thresholds)
        rows = []
        for place, name in enumerate(self.data.candidates):
            own = self.data.score[self.data.candidate == place]
            rows.append(Candidate(name, float(mean[place]), float(error[place]), float(own.mean()), float(fair[place])))
        return tuple(rows)

    def described(self, now: _At, facet: str, measures: Floats, errors: Floats) -> tuple[Element, ...]:
        """The elements of a facet with their fit."""
        names = self.data.examiners if facet == "examiners" else self.data.tasks
        member = self.data.cell // self.sizes[1] if facet == "examiners" else self.data.cell % self.sizes[1]
        shift = float(now.difficulty.mean()) if facet == "examiners" else 0.0
        fair = self._expected(-measures - shift, now.thresholds)
        squared, variance, ratio = self._residuals(now)
        rows = []
        for place, name in enumerate(names):
            own = member == place
            outfit = float(ratio[own].mean())
            infit = float(squared[own].sum() / variance[own].sum())
            mean = float(self.data.score[own].mean())
            values = (float(measures[place]), float(errors[place]), infit, outfit, mean, float(fair[place]))
            rows.append(Element(name, int(own.sum()), *values))
        return tuple(rows)

    def _residuals(self, now: _At) -> tuple[Floats, Floats, Floats]:
        """Squared residuals, variances and their ratios, each as expected over what is known of the candidate.

        Taken over the whole posterior distribution all have the mean that theory gives them: fit of 1.
        """
        score = np.arange(self.data.categories)
        mean = now.chances @ score
        variance = np.maximum(now.chances @ score**2 - mean**2, 1e-12)
        weight = now.posterior[self.data.candidate]
        away = (self.data.score[:, None] - mean[self.data.cell]) ** 2
        own = variance[self.data.cell]
        return (weight * away).sum(axis=1), (weight * own).sum(axis=1), (weight * away / own).sum(axis=1)

    def _expected(self, ability: Floats, thresholds: Floats) -> Floats:
        logits = np.cumsum(ability[:, None] - thresholds[None, :], axis=1)
        logits = np.concatenate([np.zeros((len(ability), 1)), logits], axis=1)
        chances = np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))
        found: Floats = chances @ np.arange(chances.shape[1])
        return found


def _linked(data: Ratings) -> None:
    """Refuse examiners who share neither candidates nor tasks, directly or through others."""
    count = len(data.candidates) + len(data.examiners)
    rows, columns = data.candidate, len(data.candidates) + data.cell // len(data.tasks)
    graph = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(count, count))
    parts, label = connected_components(graph, directed=False)
    if parts > 1:
        examiners = label[len(data.candidates) :]
        apart = [name for name, each in zip(data.examiners, examiners, strict=True) if each != examiners[0]]
        raise CannotMeasure("not_linked", f"These examiners share no candidate with the others: {listed(apart)}.")


def _elements(model: _Model, now: _At, covariance: Floats) -> tuple[Floats, Floats]:
    """Severities and difficulties with errors; the last severity is minus the sum of the others."""
    examiners, tasks, _ = model.sizes
    turn = np.zeros((examiners + tasks, len(covariance)))
    turn[: examiners - 1, : examiners - 1] = np.eye(examiners - 1)
    turn[examiners - 1, : examiners - 1] = -1
    turn[examiners:, examiners - 1 : examiners - 1 + tasks] = np.eye(tasks)
    spread = np.einsum("ij,jk,ik->i", turn, covariance, turn)
    return np.concatenate([now.severity, now.difficulty]), np.sqrt(np.maximum(spread, 0.0))


def _alike(severity: Floats, error: Floats) -> tuple[float, int, float]:
    """The test that all are equally severe, its degrees, and the reliability with which they are told apart."""
    if len(severity) < 2 or not (error > 0).all():
        return float("nan"), 0, float("nan")
    weight = 1 / error**2
    chi = float((weight * severity**2).sum() - (weight @ severity) ** 2 / weight.sum())
    observed = float(np.var(severity, ddof=1))
    return chi, len(severity) - 1, max(quotient(observed - float((error**2).mean()), observed), 0.0)


def _notes(data: Ratings) -> tuple[Note, ...]:
    counts = np.bincount(data.cell // len(data.tasks), minlength=len(data.examiners))
    few = [name for name, count in zip(data.examiners, counts.tolist(), strict=True) if count < FEW_RATINGS]
    if not few:
        return ()
    return (Note("few_ratings", f"Fewer than {FEW_RATINGS} ratings, severity is not stable: {listed(few)}."),)
