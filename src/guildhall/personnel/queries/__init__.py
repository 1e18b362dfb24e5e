"""What others may read of the people of the body, one module a noun."""

from guildhall.personnel.queries.authorisations import (
    authorisation_in_force,
    authorisations,
    authorisations_seen_by,
    authorised_on,
    ending_unrenewed,
    founding_is_open,
    given_now,
    proposals_open,
)
from guildhall.personnel.queries.clearances import clearances, conflicts_unjudged, record_called
from guildhall.personnel.queries.declarations import (
    SOON,
    declarations,
    draft_of,
    in_force,
    must_declare,
    text_in_effect,
    unjudged,
    without_declaration,
)
from guildhall.personnel.queries.trainings import SEPARATION, separated_until, trainers_of, trainings, trainings_between

__all__ = [
    "SEPARATION",
    "SOON",
    "authorisation_in_force",
    "authorisations",
    "authorisations_seen_by",
    "authorised_on",
    "clearances",
    "conflicts_unjudged",
    "declarations",
    "draft_of",
    "ending_unrenewed",
    "founding_is_open",
    "given_now",
    "in_force",
    "must_declare",
    "proposals_open",
    "record_called",
    "separated_until",
    "text_in_effect",
    "trainers_of",
    "trainings",
    "trainings_between",
    "unjudged",
    "without_declaration",
]
