"""What people are told of items, one module a noun; each telling is imported here."""

from guildhall.itembank.told.custody import (
    judges_hear_of_unusual_viewing,
    managers_hear_of_an_export,
    reviewers_hear_of_a_translation,
    translator_hears_of_it,
    whoever_looked_hears_of_it,
)
from guildhall.itembank.told.finding import items_are_due, the_author_hears_of_a_duplicate, the_writer_hears_of_it
from guildhall.itembank.told.items import (
    author_hears_what_became_of_it,
    managers_hear_of_a_lock,
    managers_hear_of_a_review,
    reviewers_hear_of_an_item,
)
from guildhall.itembank.told.reviews import (
    a_second_reviewer_is_asked,
    managers_hear_of_a_flag,
    reviewers_hear_of_its_words,
    who_flagged_it_hears_the_ruling,
    who_knows_no_key_is_asked,
    who_talks_hears_of_a_comment,
)

__all__ = [
    "a_second_reviewer_is_asked",
    "author_hears_what_became_of_it",
    "items_are_due",
    "judges_hear_of_unusual_viewing",
    "managers_hear_of_a_flag",
    "managers_hear_of_a_lock",
    "managers_hear_of_a_review",
    "managers_hear_of_an_export",
    "reviewers_hear_of_a_translation",
    "reviewers_hear_of_an_item",
    "reviewers_hear_of_its_words",
    "the_author_hears_of_a_duplicate",
    "the_writer_hears_of_it",
    "translator_hears_of_it",
    "who_flagged_it_hears_the_ruling",
    "who_knows_no_key_is_asked",
    "who_talks_hears_of_a_comment",
    "whoever_looked_hears_of_it",
]
