"""What waits for whom in personnel, one module a noun; each is imported here."""

from guildhall.personnel.work.authorisations import (
    EVALUATE_WITHIN,
    authorisations_to_renew,
    competence_to_evaluate,
    people_to_authorise,
)
from guildhall.personnel.work.clearances import JUDGE_CONFLICT_WITHIN, conflicts_to_judge
from guildhall.personnel.work.criteria import VERIFY_WITHIN, criteria_to_approve, evidence_to_verify, trainees_of_mine
from guildhall.personnel.work.declarations import JUDGE_WITHIN, interests_to_judge, own_declaration, texts_to_approve
from guildhall.personnel.work.development import measures_to_record, needs_to_plan_and_check
from guildhall.personnel.work.monitorings import (
    authorisations_in_doubt,
    monitorings_to_conclude,
    monitorings_to_hold,
    monitorings_to_plan,
)
from guildhall.personnel.work.resources import (
    equipment_to_prove,
    releases_to_sign,
    venues_to_approve,
    venues_to_inspect,
)
from guildhall.personnel.work.signals import (
    JUDGE_SIGNAL_WITHIN,
    inquiries_to_answer,
    signals_to_judge,
)

__all__ = [
    "EVALUATE_WITHIN",
    "JUDGE_CONFLICT_WITHIN",
    "JUDGE_SIGNAL_WITHIN",
    "JUDGE_WITHIN",
    "VERIFY_WITHIN",
    "authorisations_in_doubt",
    "authorisations_to_renew",
    "competence_to_evaluate",
    "conflicts_to_judge",
    "criteria_to_approve",
    "equipment_to_prove",
    "evidence_to_verify",
    "inquiries_to_answer",
    "interests_to_judge",
    "measures_to_record",
    "monitorings_to_conclude",
    "monitorings_to_hold",
    "monitorings_to_plan",
    "needs_to_plan_and_check",
    "own_declaration",
    "people_to_authorise",
    "releases_to_sign",
    "signals_to_judge",
    "texts_to_approve",
    "trainees_of_mine",
    "venues_to_approve",
    "venues_to_inspect",
]
