"""The questions of a form as a candidate sees them: made once for each form and language, and kept by the process.

Nothing in them tells a key (`guildhall.qti.render`). A form that is in use does not change, so five hundred candidates
who start in the same minute read what the first look at the waiting page has made.
"""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from guildhall.exams.models import Form
from guildhall.exams.queries import placements
from guildhall.itembank import delivering


@dataclass(frozen=True)
class Question:
    """One question at its place: HTML for the page, and in which language it stands."""

    position: int
    html: SafeString
    language: str


def questions(form: Form) -> tuple[Question, ...]:
    """The questions of a form in their order, with its own words in the reader's language."""
    return _made(form.pk, form.revision, get_language() or "")


@lru_cache(maxsize=64)
def _made(form_id: UUID, revision: int, language: str) -> tuple[Question, ...]:
    return tuple(
        Question(
            placement.position,
            mark_safe(delivering.shown(placement.item_version, id_prefix=f"q{placement.position}").html),  # noqa: S308  # cleaned by qti
            placement.item_version.language,
        )
        for placement in placements(Form(pk=form_id))
    )
