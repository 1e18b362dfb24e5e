"""What people are told of schemes, one module a noun; each telling is imported here."""

from guildhall.schemes.told.versions import (
    analysis_ages,
    approvers_hear_of_a_version,
    approvers_hear_of_an_analysis,
    author_hears_what_must_change,
    crew_hears_what_is_in_effect,
    experts_hear_of_a_version,
    managers_hear_of_the_approval,
    panel_hears_that_it_rates,
    review_due,
)

__all__ = [
    "analysis_ages",
    "approvers_hear_of_a_version",
    "approvers_hear_of_an_analysis",
    "author_hears_what_must_change",
    "crew_hears_what_is_in_effect",
    "experts_hear_of_a_version",
    "managers_hear_of_the_approval",
    "panel_hears_that_it_rates",
    "review_due",
]
