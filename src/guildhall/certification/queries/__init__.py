"""What others may read of decisions and certifications: files, criteria, involvements, and what the register says."""

from guildhall.certification.queries.certifications import (
    adverse_hold,
    certificates,
    certifications,
    current,
    demanding_a_decision,
    grant_of,
    in_force,
    of_person,
)
from guildhall.certification.queries.criteria import Criterion, Standing, codes, criteria, open_criteria
from guildhall.certification.queries.files import (
    files,
    files_of,
    listed_for,
    resting_on_lost_passes,
    undecided,
    without_file,
)
from guildhall.certification.queries.involvements import (
    Involved,
    bars,
    by_person,
    candidacy_of,
    free_deciders,
    involved,
    may_take,
    stands_between,
)
from guildhall.certification.queries.register import Answer, Word, by_name, look_up_of, register_answer, with_secret

__all__ = [
    "Answer",
    "Criterion",
    "Involved",
    "Standing",
    "Word",
    "adverse_hold",
    "bars",
    "by_name",
    "by_person",
    "candidacy_of",
    "certificates",
    "certifications",
    "codes",
    "criteria",
    "current",
    "demanding_a_decision",
    "files",
    "files_of",
    "free_deciders",
    "grant_of",
    "in_force",
    "involved",
    "listed_for",
    "look_up_of",
    "may_take",
    "of_person",
    "open_criteria",
    "register_answer",
    "resting_on_lost_passes",
    "stands_between",
    "undecided",
    "with_secret",
    "without_file",
]
