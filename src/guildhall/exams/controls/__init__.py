"""What conformity looks at in examinations, one module a subject; each control is imported here."""

from guildhall.exams.controls.examining import (
    arrangements_were_given,
    conditions_were_looked_at,
    examiners_had_not_trained,
    forms_had_four_eyes,
    forms_in_use_are_verified,
    identities_were_checked,
    journals_are_whole,
    logs_are_complete,
    raters_are_compared,
    released_results_are_settled,
    results_come_in_time,
    retakes_gave_another_form,
    sanctions_followed_a_hearing,
    secrecy_was_pledged,
    sittings_were_watched,
    verifiers_had_no_part,
)
from guildhall.exams.controls.places import (
    equipment_was_fit,
    places_were_fit,
    releases_were_verified,
    rooms_held_their_seats,
)
from guildhall.exams.controls.reports import forms_are_reported
from guildhall.exams.controls.statistics import (
    answers_were_looked_through,
    flagged_items_are_looked_at,
    no_signal_was_a_verdict,
    questions_about_answers_are_answered,
    statistics_are_kept,
)

__all__ = [
    "answers_were_looked_through",
    "arrangements_were_given",
    "conditions_were_looked_at",
    "equipment_was_fit",
    "examiners_had_not_trained",
    "flagged_items_are_looked_at",
    "forms_are_reported",
    "forms_had_four_eyes",
    "forms_in_use_are_verified",
    "identities_were_checked",
    "journals_are_whole",
    "logs_are_complete",
    "no_signal_was_a_verdict",
    "places_were_fit",
    "questions_about_answers_are_answered",
    "raters_are_compared",
    "released_results_are_settled",
    "releases_were_verified",
    "results_come_in_time",
    "retakes_gave_another_form",
    "rooms_held_their_seats",
    "sanctions_followed_a_hearing",
    "secrecy_was_pledged",
    "sittings_were_watched",
    "statistics_are_kept",
    "verifiers_had_no_part",
]
