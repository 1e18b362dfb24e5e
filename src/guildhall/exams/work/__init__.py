"""What waits for whom in examinations, one module a noun; each kind of work is imported here."""

from guildhall.exams.work.anomalies import questions_about_answers
from guildhall.exams.work.examining import (
    AHEAD,
    MOST,
    NEAR,
    attempts_to_mark,
    forms_to_go_on_with,
    late_answers,
    own_examinations,
    paper_to_type,
    results_to_bring_about,
    sittings_on_duty,
    sittings_to_declare_on,
    sittings_to_manage,
    sittings_to_place,
)

__all__ = [
    "AHEAD",
    "MOST",
    "NEAR",
    "attempts_to_mark",
    "forms_to_go_on_with",
    "late_answers",
    "own_examinations",
    "paper_to_type",
    "questions_about_answers",
    "results_to_bring_about",
    "sittings_on_duty",
    "sittings_to_declare_on",
    "sittings_to_manage",
    "sittings_to_place",
]
