"""What waits for whom in items, one module a noun; each kind of work is imported here."""

from guildhall.itembank.work.finding import assignments_to_end, items_to_write, likenesses_to_judge
from guildhall.itembank.work.items import (
    MOST,
    approvals,
    drafts,
    imports,
    reviews,
)

__all__ = [
    "MOST",
    "approvals",
    "assignments_to_end",
    "drafts",
    "imports",
    "items_to_write",
    "likenesses_to_judge",
    "reviews",
]
