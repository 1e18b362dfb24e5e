"""What conformity looks at in schemes, one module a noun; each control is imported here."""

from guildhall.schemes.controls.studies import (
    studies_had_four_eyes,
    studies_say_their_limits,
    study_numbers_stand,
    study_reruns_agree,
)
from guildhall.schemes.controls.surveys import addresses_of_surveys_are_gone, surveys_protect_who_answers
from guildhall.schemes.controls.versions import (
    VERSIONS,
    analysis_is_current,
    blueprints_add_up,
    committees_resolve,
    cuts_have_their_basis,
    everything_is_public,
    intervals_are_justified,
    panels_are_balanced,
    prerequisites_are_justified,
    prerequisites_are_open,
    versions_are_validated,
    versions_had_four_eyes,
)

__all__ = [
    "VERSIONS",
    "addresses_of_surveys_are_gone",
    "analysis_is_current",
    "blueprints_add_up",
    "committees_resolve",
    "cuts_have_their_basis",
    "everything_is_public",
    "intervals_are_justified",
    "panels_are_balanced",
    "prerequisites_are_justified",
    "prerequisites_are_open",
    "studies_had_four_eyes",
    "studies_say_their_limits",
    "study_numbers_stand",
    "study_reruns_agree",
    "surveys_protect_who_answers",
    "versions_are_validated",
    "versions_had_four_eyes",
]
