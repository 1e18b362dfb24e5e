"""Scores what was handed in in the browser: the last answer in time at each place, by the item as it was shown.

Pure over journal and form: the same attempt gives the same points and the same trace, today and in an appeal. The key
is read here, on the server, and nowhere nearer to the candidate.
"""

from typing import Any

from guildhall import qti
from guildhall.exams.delivery import digests, journal
from guildhall.exams.delivery.journal import Kept
from guildhall.exams.models import Attempt, FormItem, KeyRuling
from guildhall.exams.outcomes import ItemScore, Marker


def item_scores(attempt: Attempt, marker: Marker | None = None) -> list[ItemScore]:
    """What every item of the attempt's form yielded, in the order of the form; what was not answered yields nothing."""
    given, marking = journal.counted(attempt), marker or _marker(attempt)
    return [marking.marked(each, _response(given.get(each.position))) for each in marking.placements]


def trace(attempt: Attempt) -> dict[str, Any]:
    """How every point came about: which answer counted, each step of its scoring, for whoever hears an appeal.

    It holds keys: it is kept sealed with the result and shown to nobody who may not read items.
    """
    given, marking = journal.counted(attempt), _marker(attempt)
    return {
        "journal": digests.of(attempt).as_dict(),
        "items": [_traced(marking, each, given.get(each.position)) for each in marking.placements],
    }


def _traced(marker: Marker, placement: FormItem, kept: Kept | None) -> dict[str, Any]:
    scored = qti.score(marker.item(placement), _response(kept))
    ruling = marker.ruled.get(placement.pk)
    return {
        "position": placement.position,
        "item": str(placement.item_version),
        "epoch": kept.epoch if kept else None,
        "seq": kept.answer.seq if kept else None,
        "score": scored.score,
        "steps": [[step.line, step.sentence] for step in scored.trace],
        **({"ruling": _told(ruling), "scored": str(marker.marked(placement, _response(kept)).score)} if ruling else {}),
    }


def _told(ruling: KeyRuling) -> dict[str, str]:
    """What key validation did with an item: it stands in the trace beside what the key alone would give."""
    return {"id": str(ruling.pk), "ruling": ruling.ruling, "reason": ruling.reason}


def _marker(attempt: Attempt) -> Marker:
    assert attempt.form is not None  # noqa: S101  # what is sat in the browser has a form (R-25)
    return Marker(attempt.form)


def _response(kept: Kept | None) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in kept.answer.response.items()} if kept else {}
