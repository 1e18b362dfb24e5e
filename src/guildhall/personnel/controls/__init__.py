"""What conformity looks at in personnel, one module a noun; each is imported here."""

from guildhall.personnel.controls.authorisations import (
    authorisations_end,
    authorised_work_is_evidenced,
    competence_had_four_eyes,
    founding_is_over,
)
from guildhall.personnel.controls.clearances import conflicts_are_judged
from guildhall.personnel.controls.criteria import (
    evaluations_answer_their_criteria,
    evidence_is_looked_at,
    examiners_are_chosen_on_five_points,
    new_criteria_are_followed,
    roles_have_criteria,
    trainees_are_supervised,
)
from guildhall.personnel.controls.declarations import everybody_has_declared, interests_are_judged, text_had_four_eyes
from guildhall.personnel.controls.development import measures_are_recorded, needs_are_settled
from guildhall.personnel.controls.monitorings import (
    examiners_are_monitored,
    monitoring_has_consequences,
    monitorings_take_place,
    raters_agree,
    risky_work_is_planned_for,
)
from guildhall.personnel.controls.posts import (
    deciders_lean_on_no_sales,
    employed_people_have_a_post,
    everybody_is_engaged,
    posts_are_described,
    responsibilities_are_held,
    schemes_are_staffed,
)
from guildhall.personnel.controls.resources import (
    equipment_is_proved,
    software_is_verified,
    upkeep_is_done,
    venues_are_inspected,
)
from guildhall.personnel.controls.signals import (
    conflicts_are_looked_for,
    inquiries_are_answered,
    interests_are_read,
    participants_are_trained,
    signals_are_judged,
)
from guildhall.personnel.controls.trainings import exemptions_are_independent

__all__ = [
    "authorisations_end",
    "authorised_work_is_evidenced",
    "competence_had_four_eyes",
    "conflicts_are_judged",
    "conflicts_are_looked_for",
    "deciders_lean_on_no_sales",
    "employed_people_have_a_post",
    "equipment_is_proved",
    "evaluations_answer_their_criteria",
    "everybody_has_declared",
    "everybody_is_engaged",
    "evidence_is_looked_at",
    "examiners_are_chosen_on_five_points",
    "examiners_are_monitored",
    "exemptions_are_independent",
    "founding_is_over",
    "inquiries_are_answered",
    "interests_are_judged",
    "interests_are_read",
    "measures_are_recorded",
    "monitoring_has_consequences",
    "monitorings_take_place",
    "needs_are_settled",
    "new_criteria_are_followed",
    "participants_are_trained",
    "posts_are_described",
    "raters_agree",
    "responsibilities_are_held",
    "risky_work_is_planned_for",
    "roles_have_criteria",
    "schemes_are_staffed",
    "signals_are_judged",
    "software_is_verified",
    "text_had_four_eyes",
    "trainees_are_supervised",
    "upkeep_is_done",
    "venues_are_inspected",
]
