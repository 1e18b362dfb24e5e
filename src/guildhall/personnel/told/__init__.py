"""Who is told what in personnel, and which timers run, one module a noun; each is imported here."""

from guildhall.personnel.told.authorisations import (
    authorisation_ends,
    evaluators_hear_of_a_proposal,
    proposer_hears_of_a_refusal,
    the_authorised_hear_of_the_end,
    the_authorised_hear_until_when,
    top_management_hears_of_an_evaluation,
)
from guildhall.personnel.told.clearances import declarer_hears_what_became_of_the_conflict, judges_hear_of_a_conflict
from guildhall.personnel.told.competence import (
    approvers_hear_of_criteria,
    both_hear_of_a_supervised_phase,
    holder_hears_of_their_post,
    learner_hears_of_a_measure,
    learner_hears_of_a_need,
    owner_hears_what_became_of_evidence,
    the_authorised_hear_of_new_criteria,
)
from guildhall.personnel.told.declarations import (
    approvers_hear_of_a_text,
    declaration_ends,
    declarer_hears_of_the_end,
    declarer_hears_of_the_void,
    declarer_hears_the_judgement,
    judges_hear_of_an_interest,
)
from guildhall.personnel.told.monitorings import (
    both_hear_that_it_is_called_off,
    monitoring_due,
    the_monitor_hears_of_the_plan,
    the_monitored_hears_of_the_plan,
    the_monitored_hears_the_conclusion,
    top_management_hears_of_a_failure,
    who_concludes_hears_of_the_report,
)
from guildhall.personnel.told.resources import (
    approvers_hear_of_a_suitable_venue,
    calibration_ends,
    inspection_due,
    keepers_hear_of_a_report,
    upkeep_due,
)
from guildhall.personnel.told.signals import (
    judges_hear_of_a_signal,
    who_is_asked_hears_of_it,
)
from guildhall.personnel.told.trainings import trainer_hears_of_a_training

__all__ = [
    "approvers_hear_of_a_suitable_venue",
    "approvers_hear_of_a_text",
    "approvers_hear_of_criteria",
    "authorisation_ends",
    "both_hear_of_a_supervised_phase",
    "both_hear_that_it_is_called_off",
    "calibration_ends",
    "declaration_ends",
    "declarer_hears_of_the_end",
    "declarer_hears_of_the_void",
    "declarer_hears_the_judgement",
    "declarer_hears_what_became_of_the_conflict",
    "evaluators_hear_of_a_proposal",
    "holder_hears_of_their_post",
    "inspection_due",
    "judges_hear_of_a_conflict",
    "judges_hear_of_a_signal",
    "judges_hear_of_an_interest",
    "keepers_hear_of_a_report",
    "learner_hears_of_a_measure",
    "learner_hears_of_a_need",
    "monitoring_due",
    "owner_hears_what_became_of_evidence",
    "proposer_hears_of_a_refusal",
    "the_authorised_hear_of_new_criteria",
    "the_authorised_hear_of_the_end",
    "the_authorised_hear_until_when",
    "the_monitor_hears_of_the_plan",
    "the_monitored_hears_of_the_plan",
    "the_monitored_hears_the_conclusion",
    "top_management_hears_of_a_failure",
    "top_management_hears_of_an_evaluation",
    "trainer_hears_of_a_training",
    "upkeep_due",
    "who_concludes_hears_of_the_report",
    "who_is_asked_hears_of_it",
]
