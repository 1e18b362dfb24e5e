"""Response times that do not fit: answers faster than reading, or a person fast where others are slow."""

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, matrix
from guildhall.psychometrics.forensics.signals import Signals, upper
from guildhall.psychometrics.notes import CannotMeasure, Note
from guildhall.psychometrics.options import checked


@checked
def response_times(seconds: ArrayLike, *, rate: float = 0.01, family: bool = False) -> Signals:
    """Aberrant response times by the lognormal model (van der Linden 2006; Marianti, Fox and others 2014).

    ln t = beta_i - tau_p + noise with item variances; beta, tau and variances by alternating means, and the statistic
    of a person is the sum of squared standardized residuals, chi-squared with items less one degrees, made normal by
    Wilson and Hilferty. `seconds` is persons x items, positive; NaN missing. Persons with fewer than two times have no
    value. A person who is fast or slow throughout is no signal: speed is taken out.
    """
    table = matrix(seconds, "the response times")
    if np.nanmin(table) <= 0:
        raise CannotMeasure("range", "Response times are above zero.")
    if table.shape[0] < 3 or table.shape[1] < 3:
        raise CannotMeasure("size", "Response times need at least three persons and three items.")
    log = np.log(table)
    residual, spread = _residuals(log)
    known = ~np.isnan(log)
    with np.errstate(invalid="ignore"):
        squared = np.where(known, (residual / spread) ** 2, 0.0).sum(axis=1)
    freedom = known.sum(axis=1) - 1
    safe = np.maximum(freedom, 1)
    z = (np.cbrt(squared / safe) - (1 - 2 / (9 * safe))) / np.sqrt(2 / (9 * safe))
    value = np.where(freedom > 0, z, np.nan)
    words = "Times that do not fit the items: {z:.1f} standard deviations from what is usual."
    return upper("response times", value, rate, words, family=family, extra=_rapid(table))


def _residuals(log: Floats) -> tuple[Floats, Floats]:
    known = ~np.isnan(log)
    value = np.where(known, log, 0.0)
    by_item = np.maximum(known.sum(axis=0), 1)
    item = value.sum(axis=0) / by_item
    spread = np.ones(log.shape[1])
    for _ in range(50):
        weight = known / spread**2
        speed = ((value - item) * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-12)
        item = (np.where(known, value - speed[:, None], 0.0)).sum(axis=0) / by_item
        left = np.where(known, value - item - speed[:, None], 0.0)
        after = np.sqrt(np.maximum((left**2).sum(axis=0) / np.maximum(by_item - 1, 1), 1e-12))
        if np.abs(after - spread).max() < 1e-10:
            break
        spread = after
    return np.where(known, left, np.nan), spread


def _rapid(table: Floats, share: float = 0.1) -> tuple[Note, ...]:
    """Answers within a tenth of the item's mean time, as guesses in haste are (Wise and Ma 2012)."""
    known = ~np.isnan(table)
    mean = np.where(known, table, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    rapid = int((np.where(known, table, np.inf) < share * mean).sum())
    if not rapid:
        return ()
    return (
        Note("rapid", f"{rapid} answers came within a tenth of the usual time: guesses in haste, or known before."),
    )
