"""What others may read of examinations: forms and checklists, seats, standings, involvements, results."""

from guildhall.exams.queries.forms import (
    Overlap,
    checklist_in_use,
    enemies_within,
    forms,
    forms_before,
    items_met,
    live_forms,
    next_position,
    overlaps,
    placements,
    seen_forms,
    steps,
)
from guildhall.exams.queries.involvements import involved, will_have_judged
from guildhall.exams.queries.keys import is_released, rescoring_of, rulings, rulings_in_force, scored_with
from guildhall.exams.queries.results import current, released, results, unsettled
from guildhall.exams.queries.seats import (
    equipment_of,
    free_seats,
    held_at_the_same_time,
    on_duty,
    planned_with,
    sittings,
    taken,
)
from guildhall.exams.queries.standings import Standing, standing
from guildhall.exams.queries.visible import components_of, visible_to

__all__ = [
    "Overlap",
    "Standing",
    "checklist_in_use",
    "components_of",
    "current",
    "enemies_within",
    "equipment_of",
    "forms",
    "forms_before",
    "free_seats",
    "held_at_the_same_time",
    "involved",
    "is_released",
    "items_met",
    "live_forms",
    "next_position",
    "on_duty",
    "overlaps",
    "placements",
    "planned_with",
    "released",
    "rescoring_of",
    "results",
    "rulings",
    "rulings_in_force",
    "scored_with",
    "seen_forms",
    "sittings",
    "standing",
    "steps",
    "taken",
    "unsettled",
    "visible_to",
    "will_have_judged",
]
