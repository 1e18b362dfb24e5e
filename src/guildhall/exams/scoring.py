"""Scores what was handed in in the browser: the last answer in time at each place, by the item as it was shown.

Pure over journal and form: the same attempt gives the same points and the same trace, today and in an appeal. The key
is read here, on the server, and nowhere nearer to the candidate.
"""

from typing import Any

from guildhall import qti
from guildhall.exams.delivery import digests, journal
from guildhall.exams.delivery.journal import Kept
from guildhall.exams.models import Attempt, FormItem
from guildhall.exams.outcomes import ItemScore, marked
from guildhall.exams.queries import placements
from guildhall.itembank import delivering


def item_scores(attempt: Attempt) -> list[ItemScore]:
    """What every item of the attempt's form yielded, in the order of the form; what was not answered yields nothing."""
    given = journal.counted(attempt)
    return [marked(placement, _response(given.get(placement.position))) for placement in _placements(attempt)]


def trace(attempt: Attempt) -> dict[str, Any]:
    """How every point came about: which answer counted, and each step of its scoring, for whoever hears an appeal.

    It holds keys: it is kept sealed with the result and shown to nobody who may not read items.
    """
    given = journal.counted(attempt)
    return {
        "journal": digests.of(attempt).as_dict(),
        "items": [_traced(placement, given.get(placement.position)) for placement in _placements(attempt)],
    }


def _traced(placement: FormItem, kept: Kept | None) -> dict[str, Any]:
    scored = qti.score(delivering.parsed(placement.item_version), _response(kept))
    return {
        "position": placement.position,
        "item": str(placement.item_version),
        "epoch": kept.epoch if kept else None,
        "seq": kept.answer.seq if kept else None,
        "score": scored.score,
        "steps": [[step.line, step.sentence] for step in scored.trace],
    }


def _response(kept: Kept | None) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in kept.answer.response.items()} if kept else {}


def _placements(attempt: Attempt) -> list[FormItem]:
    assert attempt.form is not None  # noqa: S101  # what is sat in the browser has a form (R-25)
    return list(placements(attempt.form))
