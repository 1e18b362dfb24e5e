"""Which answers count: what becomes of a missing one, and of a person who has one."""

from typing import Literal

import numpy as np

from guildhall.psychometrics.arrays import Flags, Floats, has_gaps
from guildhall.psychometrics.notes import CannotMeasure, Note, Weight

Missing = Literal["complete", "zero"]
"""What becomes of missing answers: their persons are set aside ("complete"), or they count as wrong ("zero")."""


def settle(answers: Floats, missing: Missing) -> tuple[Floats, tuple[Note, ...]]:
    """The table without missing answers, and what was done about them."""
    if not has_gaps(answers):
        return answers, ()
    gaps = np.isnan(answers)
    if missing == "zero":
        counted = int(gaps.sum())
        note = Note("missing_as_wrong", f"{counted} missing answers were counted as wrong.", Weight.TELLS)
        return np.where(gaps, 0.0, answers), (note,)
    return _complete(answers, gaps)


def _complete(answers: Floats, gaps: Flags) -> tuple[Floats, tuple[Note, ...]]:
    whole = ~gaps.any(axis=1)
    kept = answers[whole]
    if not kept.size:
        raise CannotMeasure(
            "no_complete_person",
            "Nobody answered every item: count missing answers as wrong, or analyse the forms one by one.",
        )
    aside = int((~whole).sum())
    sentence = f"{aside} of {len(answers)} persons lack an answer and were set aside."
    return kept, (Note("set_aside", sentence, Weight.WARNS, {"persons": aside}),)
