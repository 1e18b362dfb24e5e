"""What waits for whom in items, one module a noun; each kind of work is imported here."""

from guildhall.itembank.work.custody import (
    alerts_to_judge,
    items_to_rest,
    items_to_translate,
    translations_to_verify,
)
from guildhall.itembank.work.finding import assignments_to_end, items_to_write, likenesses_to_judge
from guildhall.itembank.work.items import (
    MOST,
    approvals,
    drafts,
    imports,
    reviews,
)
from guildhall.itembank.work.judgements import flags, keys, pilots, rests, statistics

__all__ = [
    "MOST",
    "alerts_to_judge",
    "approvals",
    "assignments_to_end",
    "drafts",
    "flags",
    "imports",
    "items_to_rest",
    "items_to_translate",
    "items_to_write",
    "keys",
    "likenesses_to_judge",
    "pilots",
    "rests",
    "reviews",
    "statistics",
    "translations_to_verify",
]
