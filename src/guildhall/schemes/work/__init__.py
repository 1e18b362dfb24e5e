"""What waits for whom in schemes, one module a noun; each kind of work is imported here."""

from guildhall.schemes.work.versions import (
    SOON,
    analyses_to_approve,
    tasks_to_rate,
    versions_to_approve,
    versions_to_publish,
    versions_to_review,
    versions_to_validate,
)

__all__ = [
    "SOON",
    "analyses_to_approve",
    "tasks_to_rate",
    "versions_to_approve",
    "versions_to_publish",
    "versions_to_review",
    "versions_to_validate",
]
