"""What a method says of pass and fail: four numbers of accuracy, and consistency beyond chance."""

from dataclasses import dataclass

import numpy as np

from guildhall.psychometrics.arrays import quotient
from guildhall.psychometrics.notes import Note
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class DecisionQuality(Result):
    """How often a decision is right and would come out again; shares of all candidates.

    `accuracy` = true passes + true fails; `false_pass` are those who pass and should not (the risk to the public),
    `false_fail` those who fail and should pass (the risk to the candidate). `consistency` is the share that two
    parallel examinations would decide alike, `chance` what chance alone would give, `kappa` what is above chance.
    What a method does not give is not-a-number.
    """

    method: str
    cut: float
    accuracy: float
    false_pass: float
    false_fail: float
    consistency: float
    chance: float
    kappa: float
    parameters: dict[str, float]
    notes: tuple[Note, ...]

    @property
    def sensitivity(self) -> float:
        """The share of those who deserve to pass that does pass."""
        deserving = self._true_pass + self.false_fail
        return quotient(self._true_pass, deserving)

    @property
    def specificity(self) -> float:
        """The share of those who deserve to fail that does fail."""
        true_fail = self.accuracy - self._true_pass
        return quotient(true_fail, true_fail + self.false_pass)

    @property
    def _true_pass(self) -> float:
        return self.parameters.get("true_pass", float("nan"))


def beyond_chance(consistency: float, chance: float) -> float:
    """kappa = (p - p_c) / (1 - p_c) (Cohen 1960); not-a-number where chance explains all."""
    return quotient(consistency - chance, 1 - chance) if not np.isnan(chance) else float("nan")
