"""What people are told of items, one module a noun; each telling is imported here."""

from guildhall.itembank.told.finding import items_are_due, the_author_hears_of_a_duplicate, the_writer_hears_of_it
from guildhall.itembank.told.items import (
    author_hears_what_became_of_it,
    managers_hear_of_a_lock,
    managers_hear_of_a_review,
    reviewers_hear_of_an_item,
)

__all__ = [
    "author_hears_what_became_of_it",
    "items_are_due",
    "managers_hear_of_a_lock",
    "managers_hear_of_a_review",
    "reviewers_hear_of_an_item",
    "the_author_hears_of_a_duplicate",
    "the_writer_hears_of_it",
]
