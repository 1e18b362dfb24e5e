"""Between what the panel thinks right and how many would then fail: Hofstee and Beuk."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import Floats, known, same_length, spread, vector
from guildhall.psychometrics.notes import CannotMeasure, Note, about_size
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class Compromise(Result):
    """The cut in points and the share that fails at it; `box` is cut from, cut to, fail rate from, fail rate to."""

    method: str
    cut: float
    fail_rate: float
    box: tuple[float, float, float, float]
    notes: tuple[Note, ...]


@checked
def hofstee(
    scores: ArrayLike, least_cut: ArrayLike, most_cut: ArrayLike, least_fail: ArrayLike, most_fail: ArrayLike
) -> Compromise:
    """Where the curve of failures crosses the diagonal of the panel's box (Hofstee 1983; de Gruijter 1985).

    Each judge says the least and greatest cut and the least and greatest share of failures (0 to 1) they could accept;
    the means make the box. The curve is the share of `scores` below each cut, linear between scores;
    missing scores, and answers of judges that are missing, are left out. The diagonal runs
    from (least cut, most failures) to (greatest cut, least failures). Where the curve misses the box there is no
    compromise: the nearer end is taken and noted.
    """
    found = known(scores)
    low, high, few, many = (
        float(known(each, "the limits").mean()) for each in (least_cut, most_cut, least_fail, most_fail)
    )
    if low > high or few > many or few < 0 or many > 1:
        raise CannotMeasure("box", "The limits are not in order: least before greatest, shares between 0 and 1.")
    grid = np.linspace(low, high, 2001)
    curve = failing(found, grid)
    line = np.linspace(many, few, 2001)
    gap = curve - line
    notes = about_size(len(found))
    if gap[0] > 0 or gap[-1] < 0:
        place = 0 if gap[0] > 0 else -1
        sentence = "The curve of failures misses the panel's box: the nearer end was taken."
        return Compromise(
            "Hofstee",
            float(grid[place]),
            float(curve[place]),
            (low, high, few, many),
            (*notes, Note("outside_box", sentence)),
        )
    cut = _crossing(grid, gap)
    return Compromise("Hofstee", cut, float(failing(found, np.array([cut]))[0]), (low, high, few, many), notes)


@checked
def beuk(scores: ArrayLike, cuts: ArrayLike, pass_rates: ArrayLike) -> Compromise:
    """Beuk's compromise (1984): from the panel's mean cut and pass rate along the slope of their spreads.

    Each judge gives a cut in points and the share that should pass. From (mean cut, mean pass rate) a line of slope
    s_pass / s_cut goes to the curve of passing at each cut; where they meet is the cut. Judges who are more of one mind
    on the cut than on the pass rate thus move it less. Missing scores are left out, a judge
    without cut or rate is refused. Where no cut differs, the mean cut is kept and noted.
    """
    found = known(scores)
    cut, rate = vector(cuts, "the cuts"), vector(pass_rates, "the pass rates")
    same_length(cut, rate, "cuts and pass rates")
    if np.isnan(cut).any() or np.isnan(rate).any() or rate.min() < 0 or rate.max() > 1:
        raise CannotMeasure("range", "Each judge gives a cut and a pass rate between 0 and 1.")
    wide, tall = spread(cut), spread(rate)
    box = (float(cut.min()), float(cut.max()), 1 - float(rate.max()), 1 - float(rate.min()))
    notes = about_size(len(found))
    if not wide > 0:
        note = Note("no_spread", "All judges gave the same cut: it is kept.")
        kept = float(cut[0])
        return Compromise("Beuk", kept, float(failing(found, np.array([kept]))[0]), box, (*notes, note))
    reach = float(found.max() - found.min()) + abs(float(cut.mean())) + 1
    grid = np.linspace(found.min() - reach, found.max() + reach, 20001)
    line = rate.mean() + tall / wide * (grid - cut.mean())
    meeting = _crossing(grid, line - (1 - failing(found, grid)))
    return Compromise("Beuk", meeting, float(failing(found, np.array([meeting]))[0]), box, notes)


def failing(scores: Floats, cuts: Floats) -> Floats:
    """The share below each cut, linear between the scores that occur."""
    values, counts = np.unique(scores, return_counts=True)
    below = np.concatenate([[0.0], np.cumsum(counts)[:-1]]) / len(scores)
    places = np.concatenate([values, [values[-1] + 1]])
    found: Floats = np.interp(cuts, places, np.concatenate([below, [1.0]]))
    return found


def _crossing(grid: Floats, gap: Floats) -> float:
    """Where a rising difference passes zero."""
    place = int(np.argmax(gap >= 0))
    if place == 0 or gap[place] < 0:
        return float(grid[0] if gap[0] >= 0 else grid[-1])
    share = gap[place - 1] / (gap[place - 1] - gap[place])
    return float(grid[place - 1] + share * (grid[place] - grid[place - 1]))
