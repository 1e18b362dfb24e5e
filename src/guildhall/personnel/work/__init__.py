"""What waits for whom in personnel, one module a noun; each is imported here."""

from guildhall.personnel.work.authorisations import (
    EVALUATE_WITHIN,
    authorisations_to_renew,
    competence_to_evaluate,
    people_to_authorise,
)
from guildhall.personnel.work.clearances import JUDGE_CONFLICT_WITHIN, conflicts_to_judge
from guildhall.personnel.work.declarations import JUDGE_WITHIN, interests_to_judge, own_declaration, texts_to_approve

__all__ = [
    "EVALUATE_WITHIN",
    "JUDGE_CONFLICT_WITHIN",
    "JUDGE_WITHIN",
    "authorisations_to_renew",
    "competence_to_evaluate",
    "conflicts_to_judge",
    "interests_to_judge",
    "own_declaration",
    "people_to_authorise",
    "texts_to_approve",
]
