"""Questions that are answered by a file: a report, a drawing, a recording of somebody who speaks."""

from typing import Any

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank.questions.lacks import Lack
from guildhall.itembank.questions.model import Question
from guildhall.itembank.questions.texts import lacks_points
from guildhall.qti import uploads
from guildhall.vault import files, kinds

TAKEN = (kinds.PDF, kinds.DOCX, kinds.XLSX, kinds.TEXT, kinds.PNG, kinds.JPEG, *kinds.RECORDINGS)
"""Kinds of files that can be asked for: those whose content the house can check."""

CODES = {each.media_type: each.code for each in TAKEN}
MEGABYTE = 1_000_000


def upload(question: Question, identifier: str) -> qti.Item:
    """A question that is answered by a file, which a person scores."""
    return qti.upload(
        identifier=identifier,
        title=question.title,
        stem=question.stem,
        kinds=[kinds.kind(each).media_type for each in question.takes],
        most_bytes=question.megabytes * MEGABYTE,
        points=question.points,
        language=question.language,
    )


def read(item: qti.Item) -> dict[str, Any]:
    """What was typed."""
    asked, score = item.interactions[0], item.outcome("SCORE")
    named = uploads.kinds(asked.node)
    return {
        "stem": asked.prompt.text if asked.prompt else "",
        "takes": tuple(CODES[each] for each in named if each in CODES),
        "megabytes": uploads.most_bytes(asked.node) // MEGABYTE,
        "points": score.normal_maximum or 0.0 if score else 0.0,
        "shuffle": False,
    }


def most_megabytes() -> int:
    """The largest file that can be asked for: what this installation takes in."""
    return files.limit() // MEGABYTE


def lacking(question: Question) -> Lack | None:
    """Kinds of files that are known here, a size that is taken in here, and points to give."""
    if not question.takes or not set(question.takes) <= {each.code for each in TAKEN}:
        return Lack(_("It is not said which files are handed in."), _("Tick the kinds of files that count."), "takes")
    if not 1 <= question.megabytes <= most_megabytes():
        told = _("A file that is handed in here holds from 1 to %(most)d MB.") % {"most": most_megabytes()}
        return Lack(told, _("Say how large a file may be."), "megabytes")
    return lacks_points(question)
