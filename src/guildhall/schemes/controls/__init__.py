"""What conformity looks at in schemes, one module a noun; each control is imported here."""

from guildhall.schemes.controls.versions import (
    VERSIONS,
    analysis_is_current,
    blueprints_add_up,
    committees_resolve,
    cuts_have_their_basis,
    everything_is_public,
    intervals_are_justified,
    panels_are_balanced,
    prerequisites_are_justified,
    prerequisites_are_open,
    versions_are_validated,
    versions_had_four_eyes,
)

__all__ = [
    "VERSIONS",
    "analysis_is_current",
    "blueprints_add_up",
    "committees_resolve",
    "cuts_have_their_basis",
    "everything_is_public",
    "intervals_are_justified",
    "panels_are_balanced",
    "prerequisites_are_justified",
    "prerequisites_are_open",
    "versions_are_validated",
    "versions_had_four_eyes",
]
