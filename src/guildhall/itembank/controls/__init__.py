"""What conformity looks at in items, one module a noun; each control is imported here."""

from guildhall.itembank.controls.finding import (
    likenesses_were_judged_by_others,
    near_duplicates_are_judged,
    no_duplicate_is_in_use,
    no_set_holds_enemies,
)
from guildhall.itembank.controls.items import (
    VALIDITY,
    blueprint_can_be_filled,
    experts_stand_for_machine_drafts,
    in_use_is_what_was_approved,
    items_stand_in_the_blueprint,
    nobody_judged_their_own_item,
    reviewed_by_somebody_else,
    trainers_saw_no_items_of_others,
)

__all__ = [
    "VALIDITY",
    "blueprint_can_be_filled",
    "experts_stand_for_machine_drafts",
    "in_use_is_what_was_approved",
    "items_stand_in_the_blueprint",
    "likenesses_were_judged_by_others",
    "near_duplicates_are_judged",
    "no_duplicate_is_in_use",
    "no_set_holds_enemies",
    "nobody_judged_their_own_item",
    "reviewed_by_somebody_else",
    "trainers_saw_no_items_of_others",
]
