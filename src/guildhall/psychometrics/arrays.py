"""How data come in: arrays in which a value may be missing, checked once and named when something is wrong.

Rows are persons, columns items. Missing is not-a-number (NaN), or None in a list. Nothing else stands for missing.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from guildhall.psychometrics.notes import CannotMeasure

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]


GREATEST = 1e50
"""Beyond this size fourth powers of many numbers could not be summed; no score is so great."""


def numbers(values: ArrayLike, what: str = "the scores") -> Floats:
    """`values` as an array of numbers without infinite ones; refuses what is no number."""
    if isinstance(values, np.ma.MaskedArray):
        values = np.ma.filled(values.astype(np.float64), np.nan)
    try:
        found = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as problem:
        raise CannotMeasure("not_numbers", f"In {what} there is something that is not a number.") from problem
    if found.size and not (found.min() > -GREATEST and found.max() < GREATEST):
        _refuse_too_great(found, what)
    return found


def _refuse_too_great(found: Floats, what: str) -> None:
    """Refuse what is infinite or beyond all calculation, but not what is only missing."""
    if np.isinf(found).any():
        raise CannotMeasure("infinite", f"In {what} there is an infinite number.")
    if (np.abs(found) >= GREATEST).any():
        raise CannotMeasure("too_great", f"In {what} there is a number of {GREATEST:g} or more.")


def vector(values: ArrayLike, what: str = "the scores") -> Floats:
    """`values` as one row of numbers."""
    found = numbers(values, what)
    if found.ndim != 1:
        raise CannotMeasure("shape", f"{_capital(what)} must be one row of numbers, not {found.ndim} dimensions.")
    if not found.size:
        raise CannotMeasure("empty", f"{_capital(what)} are empty.")
    return found


def known(values: ArrayLike, what: str = "the scores") -> Floats:
    """`values` as one row of numbers, those that are missing left out; refuses where none is left."""
    found = vector(values, what)
    kept = found[~np.isnan(found)]
    if not kept.size:
        raise CannotMeasure("all_missing", f"{_capital(what)} are all missing.")
    return kept


def estimates(values: ArrayLike, what: str) -> Floats:
    """`values` as one row of estimates, of which some may be missing or infinite, as a maximum may be."""
    try:
        found = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as problem:
        raise CannotMeasure("not_numbers", f"In {what} there is something that is not a number.") from problem
    if found.ndim != 1:
        raise CannotMeasure("shape", f"{_capital(what)} must be one row of numbers, not {found.ndim} dimensions.")
    return found


def matrix(values: ArrayLike, what: str = "the answers") -> Floats:
    """`values` as a table of persons and items; refuses an empty one and one where all is missing."""
    found = numbers(values, what)
    if found.ndim != 2:
        raise CannotMeasure("shape", f"{_capital(what)} must be a table of persons and items: two dimensions.")
    if not found.size:
        raise CannotMeasure("empty", f"{_capital(what)} are empty: {found.shape[0]} persons, {found.shape[1]} items.")
    if not _all_known(found) and np.isnan(found).all():
        raise CannotMeasure("all_missing", f"{_capital(what)} are all missing.")
    return found


def has_gaps(values: Floats) -> bool:
    """Whether a value is missing."""
    return not _all_known(values) and bool(np.isnan(values).any())


def only_zero_and_one(values: Floats) -> bool:
    """Whether a table without gaps holds 0 and 1 alone: between the two, x^2 is less than x."""
    if values.min() < 0 or values.max() > 1:
        return False
    return bool(np.einsum("ij,ij->", values, values) == values.sum())


def dichotomous(values: ArrayLike, what: str = "the answers", names: Sequence[str] | None = None) -> Floats:
    """A table of right (1) and wrong (0); refuses every other number."""
    found = matrix(values, what)
    usable = np.isnan(found) | (found == 0) | (found == 1)
    if not usable.all():
        place = first_place(~usable, names)
        raise CannotMeasure("not_dichotomous", f"{_capital(what)} must be 0, 1 or missing, but not {place}.")
    return found


def first_place(wrong: Flags, names: Sequence[str] | None = None) -> str:
    """Where the first of what is wrong in a table stands, in words."""
    row, column = (int(each) for each in np.argwhere(wrong)[0])
    return f"item {names[column] if names is not None and column < len(names) else column + 1} of person {row + 1}"


def same_length(first: Sequence[object] | Floats, second: Sequence[object] | Floats, names: str) -> None:
    """Refuse two rows that do not belong together."""
    if len(first) != len(second):
        raise CannotMeasure("length", f"{_capital(names)} differ in length: {len(first)} and {len(second)}.")


def item_names(names: Sequence[str] | None, count: int) -> tuple[str, ...]:
    """What the items are called: the given names, else item1, item2 and so on."""
    if names is None:
        return tuple(f"item{place + 1}" for place in range(count))
    if len(names) != count:
        raise CannotMeasure("length", f"There are {count} items and {len(names)} names.")
    if len(set(names)) != len(names):
        raise CannotMeasure("names", "Two items have the same name.")
    return tuple(names)


def is_absent(value: object) -> bool:
    """Whether a group or category is not known: nothing, an empty text, or not-a-number."""
    return value is None or (isinstance(value, str) and not value) or (isinstance(value, float) and np.isnan(value))


def places(given: Sequence[int], count: int) -> list[int]:
    """Places of items, counted from 0; refuses one that is not there."""
    if any(not 0 <= each < count for each in given):
        raise CannotMeasure("places", f"A place names an item that is not there: there are {count}, counted from 0.")
    return [int(each) for each in given]


def ratio(above: ArrayLike, below: ArrayLike) -> Floats:
    """`above` / `below`, and not-a-number where `below` is zero or unknown."""
    top, bottom = np.broadcast_arrays(np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64))
    found = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=found, where=bottom != 0)
    return found


def quotient(above: float, below: float) -> float:
    """`above` / `below`, and not-a-number where `below` is zero."""
    return float(above) / float(below) if below else float("nan")


def root(value: float) -> float:
    """The square root, and not-a-number below zero."""
    return float(np.sqrt(value)) if value >= 0 else float("nan")


def spread(values: Floats) -> float:
    """The standard deviation with n - 1; not-a-number for one value."""
    return float(np.std(values, ddof=1)) if values.size > 1 else float("nan")


def _all_known(values: Floats) -> bool:
    """Whether nothing is missing or infinite, by one pass: the sum of what is not known is not known."""
    with np.errstate(over="ignore", invalid="ignore"):
        return bool(np.isfinite(values.sum()))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
