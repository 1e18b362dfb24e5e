"""What others may read of schemes, one module a noun."""

from guildhall.schemes.queries.schemes import (
    IN_WORK,
    PUBLIC,
    attributions,
    before,
    blueprint,
    due_for_review,
    in_effect,
    in_work,
    latest_analysis,
    memberships,
    open_to_applicants,
    published,
    requirements_due,
    schemes,
    unrated,
    versions,
)

__all__ = [
    "IN_WORK",
    "PUBLIC",
    "attributions",
    "before",
    "blueprint",
    "due_for_review",
    "in_effect",
    "in_work",
    "latest_analysis",
    "memberships",
    "open_to_applicants",
    "published",
    "requirements_due",
    "schemes",
    "unrated",
    "versions",
]
