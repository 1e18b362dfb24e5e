"""What conformity looks at in items, one module a noun; each control is imported here."""

from guildhall.itembank.controls.custody import (
    exports_were_by_right,
    no_item_is_worn,
    translations_were_verified,
    unusual_viewing_is_judged,
)
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
from guildhall.itembank.controls.reviews import (
    as_many_reviewed_as_the_policy_wants,
    fairness_was_reviewed,
    flags_are_judged,
    keys_were_borne_out,
    no_point_was_left_open,
    pilots_came_first,
    statistics_are_looked_at,
)

__all__ = [
    "VALIDITY",
    "as_many_reviewed_as_the_policy_wants",
    "blueprint_can_be_filled",
    "experts_stand_for_machine_drafts",
    "exports_were_by_right",
    "fairness_was_reviewed",
    "flags_are_judged",
    "in_use_is_what_was_approved",
    "items_stand_in_the_blueprint",
    "keys_were_borne_out",
    "likenesses_were_judged_by_others",
    "near_duplicates_are_judged",
    "no_duplicate_is_in_use",
    "no_item_is_worn",
    "no_point_was_left_open",
    "no_set_holds_enemies",
    "nobody_judged_their_own_item",
    "pilots_came_first",
    "reviewed_by_somebody_else",
    "statistics_are_looked_at",
    "trainers_saw_no_items_of_others",
    "translations_were_verified",
    "unusual_viewing_is_judged",
]
