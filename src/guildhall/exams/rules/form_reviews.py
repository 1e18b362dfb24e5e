"""What a review of a form and the correction of what it found must show (9.3.5)."""

from datetime import date

from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import FormState, ResultState
from guildhall.exams.models import Deficiency, Form, FormReview, Result, ReviewVerdict
from guildhall.exams.permissions import JUDGES, scope_id_of
from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.roles import ITEM_REVIEWER, ITEM_WRITER
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Study, StudyKind

REAFFIRMED = ("2012:9.3.5", "2026:9.3")
FOUR_EYES = ("2012:10.2.3", "2012:9.3.5", "2026:10")
ENOUGH = 30
"""From how many released results on a review rests on an item analysis (our own choice; below, few say little)."""

CORRECTORS = (*JUDGES, ITEM_WRITER, ITEM_REVIEWER)
"""Who can put something right about a form."""

GIVEN = (FormState.LIVE, FormState.SUSPENDED, FormState.RETIRED)


@rule("form-review", clauses=REAFFIRMED, kind=Kind.OURS)
def the_form_was_given(*, form: Form) -> Refusal | None:
    """A form is reviewed once it is or was in use."""
    if form.state in GIVEN:
        return None
    return Refusal(
        _("The form %(number)s has not been in use.") % {"number": form.number},
        mend=Mend(_("Before its release it is signed off and verified instead.")),
    )


@rule("form-review", clauses=REAFFIRMED, kind=Kind.OURS)
def a_review_says_what_it_found(*, verdict: str, findings: str) -> Refusal | None:
    """A review says what was looked at and found, and whether the form is fit for further use."""
    if findings.strip() and verdict in ReviewVerdict.values:
        return None
    return Refusal(
        _("A review without findings reaffirms nothing."),
        mend=Mend(_("Say what was looked at: statistics, fairness, complaints, exposure; and what was found.")),
        field="findings",
    )


@rule("form-review", clauses=REAFFIRMED, kind=Kind.OURS)
def a_review_rests_on_statistics(*, form: Form, study: Study | None) -> Refusal | None:
    """Where there are enough results, a review names the item analysis of the form that was looked at."""
    if study is not None:
        fits = study.kind == StudyKind.ITEM_ANALYSIS and study.about == form.ref and study.results_hash
        return None if fits else _not_its_analysis(study)
    if released_of(form) < ENOUGH:
        return None
    return Refusal(
        _("With %(count)d results this form has statistics, and the review names none.") % {"count": released_of(form)},
        mend=Mend(_("Bring the statistics of the form up to date, and name that item analysis.")),
        field="study",
    )


def _not_its_analysis(study: Study) -> Refusal:
    return Refusal(
        _("%(study)s is not a computed item analysis of this form.") % {"study": study},
        mend=Mend(_("Choose the item analysis of this form.")),
        field="study",
    )


def released_of(form: Form) -> int:
    """How many results of a form candidates know."""
    return Result.objects.filter(attempt__form=form, state=ResultState.RELEASED).count()


@rule("deficiency", clauses=REAFFIRMED, kind=Kind.OURS)
def a_deficiency_is_told(*, words: str) -> Refusal | None:
    """A deficiency says what is wrong."""
    if words.strip():
        return None
    return Refusal(
        _("What is to be corrected is not said."), mend=Mend(_("Say what is wrong, and where.")), field="words"
    )


@rule("deficiency", clauses=REAFFIRMED, kind=Kind.OURS)
def it_is_due_ahead(*, due_on: date) -> Refusal | None:
    """A deficiency is corrected by a day that is still to come."""
    if due_on > clock.today():
        return None
    return Refusal(
        _("This day is over, or is today."), mend=Mend(_("Give the day by which it is corrected.")), field="due_on"
    )


@rule("deficiency", clauses=REAFFIRMED, kind=Kind.OURS)
def the_review_is_of_this_form(*, form: Form, review: FormReview | None) -> Refusal | None:
    """A deficiency belongs to the review of the same form, or to none."""
    if review is None or review.form_id == form.pk:
        return None
    return Refusal(_("That review is of another form."), mend=Mend(_("Choose a review of this form.")), field="review")


@rule("deficiency", clauses=REAFFIRMED, kind=Kind.OURS)
def its_owner_works_for_the_scheme(*, form: Form, owner: Person) -> Refusal | None:
    """Who is to correct a deficiency works on items or forms of the scheme."""
    return _no_part(form, owner)


@rule("deficiency", clauses=REAFFIRMED, kind=Kind.OURS)
def its_new_owner_works_for_the_scheme(*, deficiency: Deficiency, owner: Person) -> Refusal | None:
    """Whoever a deficiency is handed to works on items or forms of the scheme."""
    return _no_part(deficiency.form, owner)


def _no_part(form: Form, owner: Person) -> Refusal | None:
    if owner.pk in grants.holders(*CORRECTORS, scope_id=scope_id_of(form)):
        return None
    return Refusal(
        _("This person works neither on items nor on forms of the scheme, so they could not correct it."),
        mend=Mend(_("Choose somebody who does.")),
        field="owner",
    )


@rule("deficiency", clauses=REAFFIRMED, kind=Kind.OURS)
def the_correction_is_told(*, correction: str) -> Refusal | None:
    """Whoever corrected a deficiency says what was done."""
    if correction.strip():
        return None
    return Refusal(
        _("What was done is not said."), mend=Mend(_("Say what was changed, and where.")), field="correction"
    )


@rule("deficiency", clauses=REAFFIRMED, kind=Kind.OURS)
def the_verification_is_told(*, verification: str) -> Refusal | None:
    """Whoever verifies a correction says how they saw that it holds."""
    if verification.strip():
        return None
    return Refusal(
        _("How it was seen that the correction holds is not said."),
        mend=Mend(_("Say what was looked at.")),
        field="verification",
    )


@rule("R-11", clauses=FOUR_EYES, kind=Kind.ACCREDITATION)
def who_verifies_did_not_correct(*, by: Actor, deficiency: Deficiency) -> Refusal | None:
    """Four eyes: who corrected a deficiency does not verify the correction."""
    if deficiency.corrected_by_id is None or not by.is_person(deficiency.corrected_by_id):
        return None
    return Refusal(
        _("You corrected this yourself."), mend=Mend(_("Somebody else who looks after forms of this scheme does it."))
    )
