"""Reviews of forms: at its interval each form in use is reaffirmed, or what is wrong with it is named (9.3.5)."""

from guildhall.exams.models import Form, FormReview
from guildhall.exams.permissions import may_keep_forms
from guildhall.exams.rules.form_reviews import (
    a_review_rests_on_statistics,
    a_review_says_what_it_found,
    released_of,
    the_form_was_given,
)
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Study

CLAUSES = ("2012:9.3.5", "2026:9.3")


@act(
    "exams.form.review",
    about="form",
    permission=may_keep_forms,
    rules=[the_form_was_given, a_review_says_what_it_found, a_review_rests_on_statistics],
    clauses=CLAUSES,
    sentence=gettext_noop("reviewed the form {subject}: {verdict}"),
    label=gettext_noop("Record a review"),
)
def review(*, by: Actor, form: Form, verdict: str, findings: str, study: Study | None = None) -> FormReview:
    """Record that a form was looked at again, whether it is fair, valid, reliable and performs; the next one is due.

    What is to be put right is noted as a deficiency, with who does it and until when.
    """
    made = create(
        FormReview,
        number=next_number("FR"),
        form=form,
        study=study,
        attempts=released_of(form),
        verdict=verdict,
        findings=findings.strip(),
        reviewed_by=Person.objects.get(pk=by.name),
    )
    change(form, review_due_on=Period(months=form.review_months).after(clock.today()))
    return made
