"""One candidate, or many at once, on the way through an adaptive test."""

from dataclasses import dataclass, field

import numpy as np

from guildhall.psychometrics.adaptive.plan import Plan
from guildhall.psychometrics.arrays import Flags, Floats, Whole
from guildhall.psychometrics.irt.items import ItemSet
from guildhall.psychometrics.irt.quadrature import Latent, grid
from guildhall.psychometrics.notes import CannotMeasure


@dataclass(eq=False)
class Session:
    """The state of `persons` candidates: what each has been given, and what is known of their ability.

    Items are chosen by the greatest information at the EAP estimate. Ask `next_items`, then `record` the answers; a
    candidate for whom nothing is left to ask, or who has ended, gets -1.
    """

    items: ItemSet
    plan: Plan
    persons: int = 1
    latent: Latent = field(default_factory=Latent)
    seed: int = 17024

    def __post_init__(self) -> None:
        """Begin with what is known beforehand."""
        count = len(self.items.items)
        if count < self.plan.most or (self.plan.domains and len(self.plan.domains) != count):
            raise CannotMeasure("plan", "The bank needs as many items as the longest test, each with its domain.")
        self._theta = grid()
        self._log = [np.log(np.maximum(each, 1e-300)) for each in self.items.chances(self._theta)]
        self._information = self.items.information(self._theta)
        self._posterior = np.tile(self.latent.log_weights(self._theta), (self.persons, 1))
        self._chance = np.random.default_rng(self.seed)
        self.given: Flags = np.zeros((self.persons, count), dtype=bool)
        self.barred: Flags = np.zeros((self.persons, count), dtype=bool)
        self.length: Whole = np.zeros(self.persons, dtype=np.int64)

    def ability(self) -> tuple[Floats, Floats]:
        """The EAP estimate of each candidate and its standard error."""
        weight = np.exp(self._posterior - self._posterior.max(axis=1, keepdims=True))
        weight /= weight.sum(axis=1, keepdims=True)
        mean = weight @ self._theta
        return mean, np.sqrt(np.maximum(weight @ self._theta**2 - mean**2, 0.0))

    def ended(self) -> Flags:
        """Who has come to the end of their test."""
        mean, error = self.ability()
        precise = np.zeros(self.persons, dtype=bool)
        if self.plan.error is not None:
            precise |= error <= self.plan.error
        if self.plan.cut is not None:
            precise |= np.abs(mean - self.plan.cut) > self.plan.sure * error
        found: Flags = (self.length >= self.plan.most) | (precise & (self.length >= self.plan.least))
        return found

    def next_items(self) -> Whole:
        """The next item of each candidate (its place), -1 where there is none."""
        mean, _ = self.ability()
        point = np.clip(np.searchsorted(self._theta, mean), 1, len(self._theta) - 1)
        share = np.clip((mean - self._theta[point - 1]) / (self._theta[point] - self._theta[point - 1]), 0.0, 1.0)
        worth = (
            self._information[:, point - 1].T * (1 - share[:, None]) + self._information[:, point].T * share[:, None]
        )
        worth[self.given | self.barred] = -1.0
        worth[self.ended()] = -1.0
        self._balance(worth)
        return self._chosen(worth)

    def record(self, items: Whole, answers: Floats) -> None:
        """Note the answers (categories) to the items that were given; -1 is nobody's."""
        for place in np.unique(items[items >= 0]).tolist():
            mine = items == place
            self._posterior[mine] += self._log[place][:, answers[mine].astype(np.int64)].T
            self.given[mine, place] = True
        self.length += items >= 0

    def _balance(self, worth: Floats) -> None:
        """Leave only the domain that lacks most, where it still has items."""
        if not self.plan.content:
            return
        names = list(self.plan.content)
        inside = np.array([[domain == name for domain in self.plan.domains] for name in names])
        have = self.given.astype(np.float64) @ inside.T
        wanted = np.array([self.plan.content[name] for name in names])
        lacking = wanted - have / np.maximum(self.length[:, None], 1)
        open_items = (worth > 0).astype(np.float64) @ inside.T
        lacking[open_items == 0] = -np.inf
        domain = lacking.argmax(axis=1)
        kept = inside[domain] | ~np.isfinite(lacking).any(axis=1)[:, None]
        worth[~kept] = -1.0

    def _chosen(self, worth: Floats) -> Whole:
        """One of the best few; with exposure keys, the first of the best that its key lets through."""
        order = np.argsort(-worth, axis=1, kind="stable")
        rows = np.arange(self.persons)
        if self.plan.keys is not None:
            return self._let_through(worth, order)
        few = min(self.plan.randomesque, worth.shape[1])
        usable = np.maximum((np.take_along_axis(worth, order[:, :few], axis=1) > 0).sum(axis=1), 1)
        pick = order[rows, (self._chance.random(self.persons) * usable).astype(np.int64)]
        return np.where(worth[rows, pick] > 0, pick, -1)

    def _let_through(self, worth: Floats, order: Whole) -> Whole:
        """Sympson and Hetter: an item held back is barred for this candidate; the last resort is the best of all."""
        keys = np.asarray(self.plan.keys, dtype=np.float64)
        found = np.full(self.persons, -1, dtype=np.int64)
        for person in range(self.persons):
            usable = order[person][worth[person, order[person]] > 0]
            passed = np.flatnonzero(self._chance.random(len(usable)) < keys[usable])
            if not usable.size:
                continue
            stop = int(passed[0]) if passed.size else 0
            self.barred[person, usable[:stop]] = True
            found[person] = usable[stop]
        return found
