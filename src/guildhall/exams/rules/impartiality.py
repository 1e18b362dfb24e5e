"""Who may not watch over, examine or mark: undeclared conflicts, ties, and training given (R-07, R-08, R-09).

The same is asked in two situations: of who acts, and of who is to be assigned.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.exams.models import Attempt, Irregularity, Marking, Result, Sitting
from guildhall.exams.permissions import scope_id_of
from guildhall.identity.models import Person
from guildhall.kernel import actors
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import rule
from guildhall.ledger.records import Record
from guildhall.personnel import impartiality

DECLARED = ("2012:6.2.1", "2012:6.2.2.3", "2012:6.2.3.2", "2012:4.3.7", "2026:6.2")
TIES = ("2012:4.3.7", "2012:6.1.8", "2026:4.3")
TRAINED = ("2012:5.2.3 e)", "2026:5.2/two-years")


def not_free(person_id: UUID, about: Record, *covering: Record) -> Refusal | None:
    """Why somebody is not to be assigned: not declared, or a conflict that stands open, told to who assigns."""
    if impartiality.undeclared(actors.person(person_id), about, *covering) is None:
        return None
    number = getattr(about, "number", "")
    return Refusal(
        _("They have not declared that they have no conflict of interest in %(number)s, or named one that stands open.")
        % {"number": number},
        mend=Mend(_("They declare on it under 'My work'; a conflict that they name is judged first.")),
        clauses=DECLARED,
    )


def tied(person_id: UUID, candidate_id: UUID) -> Refusal | None:
    """Why somebody is not to be assigned to a candidate: it is themselves, or a tie between them is declared."""
    if impartiality.too_close(actors.person(person_id), candidate_id) is None:
        return None
    return Refusal(
        _("They are this candidate, or a tie between the two is declared."),
        mend=Mend(_("Choose somebody without a tie to this candidate.")),
        clauses=TIES,
    )


@rule("R-07", clauses=DECLARED)
def who_goes_on_duty_has_declared(*, sitting: Sitting, person: Person) -> Refusal | None:
    """Nobody goes on duty at a sitting before they declared on conflicts with it; what they named is treated first."""
    return not_free(person.id, sitting)


@rule("R-07", clauses=DECLARED)
def who_checks_in_has_declared(*, by: Actor, attempt: Attempt) -> Refusal | None:
    """Who checks candidates in has declared for the sitting or the attempt, and nothing that they named stands open."""
    return impartiality.undeclared(by, attempt, attempt.sitting)


@rule("R-08", clauses=TIES)
def nobody_watches_over_their_own(*, by: Actor, attempt: Attempt) -> Refusal | None:
    """Nobody checks in, watches over or handles the attempt of themselves, a relative, a superior or subordinate."""
    return impartiality.too_close(by, attempt.person_id)


@rule("R-08", clauses=TIES)
def nobody_verifies_their_own(*, by: Actor, result: Result) -> Refusal | None:
    """Nobody verifies, releases or rescores a result of themselves, a relative, a superior or subordinate."""
    return impartiality.too_close(by, result.attempt.person_id)


@rule("R-08", clauses=TIES)
def nobody_settles_their_own(*, by: Actor, irregularity: Irregularity) -> Refusal | None:
    """Nobody settles what was noted about themselves, a relative, a superior or subordinate."""
    concerned = irregularity.person_id_concerned
    return impartiality.too_close(by, concerned) if concerned else None


@rule("R-07", clauses=DECLARED)
def the_examiner_has_declared(*, attempt: Attempt, examiner: Person) -> Refusal | None:
    """Nobody is assigned to mark before they declared on conflicts with the attempt or its sitting."""
    return not_free(examiner.id, attempt, attempt.sitting)


@rule("R-08", clauses=TIES)
def the_examiner_is_not_tied(*, attempt: Attempt, examiner: Person) -> Refusal | None:
    """Nobody examines themselves, a relative, a superior or subordinate."""
    return tied(examiner.id, attempt.person_id)


@rule("R-09", clauses=TRAINED)
def the_examiner_did_not_train(*, attempt: Attempt, examiner: Person) -> Refusal | None:
    """Who trained the candidate does not examine them within 24 months of its end, without an approved exemption."""
    return impartiality.examiner_trained_recently(examiner.id, attempt.person_id, scope_id_of(attempt))


@rule("R-07", clauses=DECLARED)
def the_rater_is_still_free(*, by: Actor, marking: Marking) -> Refusal | None:
    """A conflict that an examiner named after the assignment stops the marking."""
    if not by.is_person(marking.examiner_id):
        return None
    return impartiality.undeclared(by, marking.attempt, marking.attempt.sitting)


@rule("R-09", clauses=TRAINED)
def the_rater_did_not_train(*, marking: Marking) -> Refusal | None:
    """A training that came to light after the assignment stops the marking as well."""
    scope_id = scope_id_of(marking)
    return impartiality.examiner_trained_recently(marking.examiner_id, marking.attempt.person_id, scope_id)
