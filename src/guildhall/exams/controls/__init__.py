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

__all__ = [
    "arrangements_were_given",
    "conditions_were_looked_at",
    "equipment_was_fit",
    "examiners_had_not_trained",
    "forms_had_four_eyes",
    "forms_in_use_are_verified",
    "identities_were_checked",
    "journals_are_whole",
    "logs_are_complete",
    "places_were_fit",
    "raters_are_compared",
    "released_results_are_settled",
    "releases_were_verified",
    "results_come_in_time",
    "retakes_gave_another_form",
    "rooms_held_their_seats",
    "sanctions_followed_a_hearing",
    "secrecy_was_pledged",
    "sittings_were_watched",
    "verifiers_had_no_part",
]
