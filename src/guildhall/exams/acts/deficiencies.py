"""Deficiencies of forms are tracked to their correction, and somebody else sees that it holds (9.3.5)."""

from datetime import date

from guildhall.exams.lifecycles import DEFICIENCY, DeficiencyState
from guildhall.exams.models import Deficiency, Form, FormReview
from guildhall.exams.permissions import (
    may_correct,
    may_keep_deficiencies,
    may_keep_forms,
    may_verify_corrections,
)
from guildhall.exams.rules.form_reviews import (
    a_deficiency_is_told,
    it_is_due_ahead,
    its_new_owner_works_for_the_scheme,
    its_owner_works_for_the_scheme,
    the_correction_is_told,
    the_review_is_of_this_form,
    the_verification_is_told,
    who_verifies_did_not_correct,
)
from guildhall.exams.rules.forms import a_reason_is_given
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create

CLAUSES = ("2012:9.3.5", "2026:9.3")


@act(
    "exams.deficiency.note",
    about="form",
    move=DEFICIENCY.note,
    permission=may_keep_forms,
    rules=[a_deficiency_is_told, it_is_due_ahead, the_review_is_of_this_form, its_owner_works_for_the_scheme],
    clauses=CLAUSES,
    sentence=gettext_noop("noted the deficiency {subject}: {words}"),
)
def note(
    *, by: Actor, form: Form, words: str, owner: Person, due_on: date, review: FormReview | None = None
) -> Deficiency:
    """Note what is wrong with a form, who puts it right, and until when."""
    return create(
        Deficiency,
        number=next_number("DY"),
        form=form,
        review=review,
        words=words.strip(),
        owner=owner,
        due_on=due_on,
        noted_by=Person.objects.get(pk=by.name),
    )


@act(
    "exams.deficiency.hand_over",
    about="deficiency",
    move=DEFICIENCY.hand_over,
    permission=may_keep_deficiencies,
    rules=[a_reason_is_given, it_is_due_ahead, its_new_owner_works_for_the_scheme],
    clauses=CLAUSES,
    sentence=gettext_noop("handed {subject} over, or moved its day: {reason}"),
)
def hand_over(*, by: Actor, deficiency: Deficiency, owner: Person, due_on: date, reason: str) -> Deficiency:
    """Give a deficiency to somebody else, or another day, for a reason."""
    return change(deficiency, owner=owner, due_on=due_on)


@act(
    "exams.deficiency.correct",
    about="deficiency",
    move=DEFICIENCY.correct,
    permission=may_correct,
    rules=[the_correction_is_told],
    clauses=CLAUSES,
    sentence=gettext_noop("corrected {subject}: {correction}"),
)
def correct(*, by: Actor, deficiency: Deficiency, correction: str) -> Deficiency:
    """Say what was done about a deficiency; another person looks whether it holds."""
    done = {"correction": correction.strip(), "corrected_by": Person.objects.get(pk=by.name)}
    return change(deficiency, state=DeficiencyState.CORRECTED, corrected_at=clock.now(), **done)


@act(
    "exams.deficiency.verify",
    about="deficiency",
    move=DEFICIENCY.verify,
    permission=may_verify_corrections,
    rules=[who_verifies_did_not_correct, the_verification_is_told],
    clauses=CLAUSES,
    sentence=gettext_noop("saw that the correction of {subject} holds: {verification}"),
)
def verify(*, by: Actor, deficiency: Deficiency, verification: str) -> Deficiency:
    """Confirm that a deficiency is put right."""
    seen = {"verification": verification.strip(), "verified_by": Person.objects.get(pk=by.name)}
    return change(deficiency, state=DeficiencyState.VERIFIED, verified_at=clock.now(), **seen)


@act(
    "exams.deficiency.send_back",
    about="deficiency",
    move=DEFICIENCY.send_back,
    permission=may_verify_corrections,
    rules=[a_reason_is_given],
    clauses=CLAUSES,
    sentence=gettext_noop("found that {subject} is not corrected yet: {reason}"),
)
def send_back(*, by: Actor, deficiency: Deficiency, reason: str) -> Deficiency:
    """Give a deficiency back to its owner, because what was done does not put it right."""
    nobody = {"corrected_by": None, "corrected_at": None, "correction": ""}
    return change(deficiency, state=DeficiencyState.NOTED, **nobody)
