"""How well decisions against a fixed cut can be depended upon: generalizability of persons over items."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from guildhall.psychometrics.arrays import matrix, quotient
from guildhall.psychometrics.classical.answers import Missing, settle
from guildhall.psychometrics.notes import CannotMeasure, Note, about_size
from guildhall.psychometrics.options import checked
from guildhall.psychometrics.results import Result


@dataclass(frozen=True, eq=False)
class Dependability(Result):
    """Variance components of the persons x items design, and what follows for a form of so many items.

    `generalizability` (relative, equal to alpha), `phi` (absolute) and `phi_lambda` (against the cut, as a share).
    """

    persons: int
    items: int
    person_variance: float
    item_variance: float
    residual_variance: float
    generalizability: float
    phi: float
    cut_share: float
    phi_lambda: float
    notes: tuple[Note, ...]


@checked
def dependability(answers: ArrayLike, cut: float, *, missing: Missing = "complete") -> Dependability:
    """Phi and phi(lambda) of a form (Brennan and Kane 1977, equations 9 and 13; Brennan 2001, 2.39 and 2.54).

    Components from mean squares of persons x items with one answer a cell. `cut` is in points of the total; with
    lambda = cut / k, phi(lambda) = (s_p^2 + (M - lambda)^2 - s_M^2) / (that + s_Delta^2), where s_Delta^2 =
    (s_i^2 + s_pi^2) / k and
    s_M^2 is the error of the grand mean M. Negative components count as zero and are noted. Persons with a
    missing answer are set aside; where nothing varies phi is not known.
    """
    table, notes = settle(matrix(answers), missing)
    persons, items = table.shape
    if persons < 2 or items < 2:
        raise CannotMeasure("size", "Dependability needs at least two persons and two items.")
    grand, lam = float(table.mean()), cut / items
    by_person, by_item = table.mean(axis=1), table.mean(axis=0)
    residual = table - by_person[:, None] - by_item[None, :] + grand
    ms_p = items * float(np.var(by_person, ddof=1))
    ms_i = persons * float(np.var(by_item, ddof=1))
    ms_pi = float((residual**2).sum()) / ((persons - 1) * (items - 1))
    person, item = (ms_p - ms_pi) / items, (ms_i - ms_pi) / persons
    remarks = _negative(person, item)
    person, item = max(person, 0.0), max(item, 0.0)
    absolute = (item + ms_pi) / items
    of_mean = person / persons + item / items + ms_pi / (persons * items)
    signal = max(person + (grand - lam) ** 2 - of_mean, 0.0)
    return Dependability(
        persons=persons,
        items=items,
        person_variance=person,
        item_variance=item,
        residual_variance=ms_pi,
        generalizability=quotient(person, person + ms_pi / items),
        phi=quotient(person, person + absolute),
        cut_share=lam,
        phi_lambda=quotient(signal, signal + absolute),
        notes=(*about_size(persons), *notes, *remarks),
    )


def _negative(person: float, item: float) -> tuple[Note, ...]:
    names = [name for name, each in (("persons", person), ("items", item)) if each < 0]
    if not names:
        return ()
    sentence = f"The variance of {' and '.join(names)} came out below zero and counts as zero: too few data to see it."
    return (Note("negative_component", sentence),)
