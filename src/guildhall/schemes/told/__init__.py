"""What people are told of schemes, one module a noun; each telling is imported here."""

from guildhall.schemes.told.studies import (
    approvers_hear_of_a_study,
    asker_hears_of_the_comparison,
    preparer_hears_of_the_numbers,
    proposer_hears_of_the_approval,
    proposer_hears_what_must_change,
)
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
    "approvers_hear_of_a_study",
    "approvers_hear_of_a_version",
    "approvers_hear_of_an_analysis",
    "asker_hears_of_the_comparison",
    "author_hears_what_must_change",
    "crew_hears_what_is_in_effect",
    "experts_hear_of_a_version",
    "managers_hear_of_the_approval",
    "panel_hears_that_it_rates",
    "preparer_hears_of_the_numbers",
    "proposer_hears_of_the_approval",
    "proposer_hears_what_must_change",
    "review_due",
]
