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
from guildhall.personnel.told.declarations import (
    approvers_hear_of_a_text,
    declaration_ends,
    declarer_hears_of_the_end,
    declarer_hears_of_the_void,
    declarer_hears_the_judgement,
    judges_hear_of_an_interest,
)
from guildhall.personnel.told.trainings import trainer_hears_of_a_training

__all__ = [
    "approvers_hear_of_a_text",
    "authorisation_ends",
    "declaration_ends",
    "declarer_hears_of_the_end",
    "declarer_hears_of_the_void",
    "declarer_hears_the_judgement",
    "declarer_hears_what_became_of_the_conflict",
    "evaluators_hear_of_a_proposal",
    "judges_hear_of_a_conflict",
    "judges_hear_of_an_interest",
    "proposer_hears_of_a_refusal",
    "the_authorised_hear_of_the_end",
    "the_authorised_hear_until_when",
    "top_management_hears_of_an_evaluation",
    "trainer_hears_of_a_training",
]
