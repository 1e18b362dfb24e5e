"""What waits for whom in items, one module a noun; each kind of work is imported here."""

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
    "drafts",
    "imports",
    "reviews",
]
