"""What conformity looks at in personnel, one module a noun; each is imported here."""

from guildhall.personnel.controls.authorisations import (
    authorisations_end,
    authorised_work_is_evidenced,
    competence_had_four_eyes,
    founding_is_over,
)
from guildhall.personnel.controls.clearances import conflicts_are_judged
from guildhall.personnel.controls.declarations import everybody_has_declared, interests_are_judged, text_had_four_eyes
from guildhall.personnel.controls.trainings import exemptions_are_independent

__all__ = [
    "authorisations_end",
    "authorised_work_is_evidenced",
    "competence_had_four_eyes",
    "conflicts_are_judged",
    "everybody_has_declared",
    "exemptions_are_independent",
    "founding_is_over",
    "interests_are_judged",
    "text_had_four_eyes",
]
