"""What people are told of items, one module a noun; each telling is imported here."""

from guildhall.itembank.told.items import (
    author_hears_what_became_of_it,
    managers_hear_of_a_lock,
    managers_hear_of_a_review,
    reviewers_hear_of_an_item,
)

__all__ = [
    "author_hears_what_became_of_it",
    "managers_hear_of_a_lock",
    "managers_hear_of_a_review",
    "reviewers_hear_of_an_item",
]
