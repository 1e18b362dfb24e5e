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
from guildhall.exams.work.exposures import locked_items_to_see_to
from guildhall.exams.work.forms import (
    assemblies_to_settle,
    cuts_to_adopt,
    deficiencies_to_settle,
    forms_to_review,
    keys_to_confirm,
    rescorings_to_go_on_with,
)
from guildhall.exams.work.retakes import forms_to_assemble_for_repeats
from guildhall.exams.work.standards import items_to_judge, panels_to_lead

__all__ = [
    "AHEAD",
    "MOST",
    "NEAR",
    "assemblies_to_settle",
    "attempts_to_mark",
    "cuts_to_adopt",
    "deficiencies_to_settle",
    "forms_to_assemble_for_repeats",
    "forms_to_go_on_with",
    "forms_to_review",
    "items_to_judge",
    "keys_to_confirm",
    "late_answers",
    "locked_items_to_see_to",
    "own_examinations",
    "panels_to_lead",
    "paper_to_type",
    "questions_about_answers",
    "rescorings_to_go_on_with",
    "results_to_bring_about",
    "sittings_on_duty",
    "sittings_to_declare_on",
    "sittings_to_manage",
    "sittings_to_place",
]
