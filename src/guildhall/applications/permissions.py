"""Who may do what with applications, their evidence, and special arrangements."""

from django.utils.translation import gettext as _

from guildhall.applications.models import Accommodation, AccommodationPaper, Application, Evidence, Signature
from guildhall.applications.queries import OVERSEERS
from guildhall.identity.models import Person
from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import (
    ACCOMMODATION_OFFICER,
    ELIGIBILITY_REVIEWER,
    OPERATIONS,
    QUALITY_MANAGER,
    TOP_MANAGEMENT,
    Role,
)
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal

CLAUSES = ("2012:7.3.1", "2012:9.1.2", "2026:7.3", "2026:9.2")
MEDICAL = ("2012:7.3.1", "2012:9.2.5", "2026:7.3", "2026:9.1")

may_safeguard = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
may_correct_rejections = holds(QUALITY_MANAGER)
may_see_applications = holds(ELIGIBILITY_REVIEWER, *OVERSEERS)
"""Who has the list of applications; a reviewer finds those of their own schemes there."""
may_see_accommodations = holds(ACCOMMODATION_OFFICER)


@permission("is that person")
def is_that_person(*, by: Actor, person: Person) -> Refusal | None:
    """Somebody applies for themselves."""
    return None if by.is_person(person.id) else _somebody_elses()


@permission("applied themselves")
def is_the_applicant(*, by: Actor, application: Application) -> Refusal | None:
    """An application is one's own."""
    return _unless_applicant(by, application)


@permission("works in operations, and the application was begun by staff for somebody without an account")
def serves_the_applicant(*, by: Actor, application: Application) -> Refusal | None:
    """Operations work on what was begun for somebody who applies on paper, and on nobody else's application."""
    return _unless_serving(by, application)


may_work_on = is_the_applicant | serves_the_applicant


@permission("reviews applications of that scheme")
def reviews_the_scheme(*, by: Actor, application: Application) -> Refusal | None:
    """A reviewer's role is held for one scheme."""
    return _unless_in_scheme(by, application, ELIGIBILITY_REVIEWER)


@permission("took up this application's review")
def took_it_up(*, by: Actor, application: Application) -> Refusal | None:
    """One person answers for the review of an application: who took it up, or took it over."""
    if application.reviewer_by_id is None or by.is_person(application.reviewer_by_id):
        return None
    return Refusal(
        _("Somebody else has taken up the review of this application and answers for it."),
        mend=Mend(
            _("Ask them, or take the review over with a reason."),
            act="applications.application.take_over",
            link=("applications:take-over", str(application.pk)),
        ),
        clauses=("2012:9.1.3", "2026:9.2"),
    )


@permission("provided it, or serves who did")
def may_take_back(*, by: Actor, evidence: Evidence) -> Refusal | None:
    """Evidence is taken back by whose application it belongs to, or by operations for those whom they serve."""
    return _unless_applicant(by, evidence.application) and _unless_serving(by, evidence.application)


@permission("asked for it, or serves who did")
def asked_for_it(*, by: Actor, accommodation: Accommodation) -> Refusal | None:
    """A request for special arrangements belongs to whoever applies."""
    return _unless_applicant(by, accommodation.application) and _unless_serving(by, accommodation.application)


@permission("decides on special arrangements of that scheme")
def decides_on_it(*, by: Actor, accommodation: Accommodation) -> Refusal | None:
    """Special arrangements are decided by an accommodation officer of the scheme."""
    return _unless_in_scheme(by, accommodation.application, ACCOMMODATION_OFFICER)


@permission("applied themselves, reviews applications of the scheme, or keeps the management system")
def may_read_application(*, by: Actor, application: Application) -> Refusal | None:
    """The application as a whole; what it holds as evidence is opened piece by piece.

    What was not submitted, or was recalled, is read by nobody but who fills it in.
    """
    fills_it_in = may_work_on.refusal(by=by, application=application)
    if fills_it_in is None or application.submitted_at is None:
        return fills_it_in
    return holds(*OVERSEERS).refusal(by=by) and _unless_in_scheme(by, application, ELIGIBILITY_REVIEWER)


@permission("may read the application that was signed")
def may_read_signature(*, by: Actor, signature: Signature) -> Refusal | None:
    """A signature is read with the application it belongs to."""
    return may_read_application.refusal(by=by, application=signature.application)


@permission("provided it, reviews applications of the scheme, or (medical evidence) is one of the named roles")
def may_open_evidence(*, by: Actor, evidence: Evidence) -> Refusal | None:
    """Evidence is opened by who provided it and who reviews in the scheme.

    Medical evidence by fewer: who took up the review of this one application, and accommodation officers (R-29).
    """
    application = evidence.application
    fills_it_in = may_work_on.refusal(by=by, application=application)
    if fills_it_in is None or application.submitted_at is None:
        return fills_it_in
    if evidence.requirement.medical:
        return _unless_medical(by, application)
    return _unless_in_scheme(by, application, ELIGIBILITY_REVIEWER)


@permission("asked for it, serves who did, or decides on special arrangements of that scheme")
def may_read_accommodation(*, by: Actor, accommodation: Accommodation) -> Refusal | None:
    """What somebody needs and why is read by them and by accommodation officers alone (R-29)."""
    return asked_for_it.refusal(by=by, accommodation=accommodation) and decides_on_it.refusal(
        by=by, accommodation=accommodation
    )


@permission("provided it, or decides on special arrangements of that scheme")
def may_open_paper(*, by: Actor, paper: AccommodationPaper) -> Refusal | None:
    """Medical evidence is opened by whoever provided it and by accommodation officers alone (R-29)."""
    return may_read_accommodation.refusal(by=by, accommodation=paper.accommodation)


is_the_reviewer = took_it_up & reviews_the_scheme
may_begin = is_that_person | holds(OPERATIONS)


def _unless_applicant(by: Actor, application: Application) -> Refusal | None:
    return None if by.is_person(application.person_id) else _somebody_elses()


def _unless_serving(by: Actor, application: Application) -> Refusal | None:
    if application.on_paper:
        return holds(OPERATIONS).refusal(by=by)
    return _somebody_elses()


def _unless_in_scheme(by: Actor, application: Application, role: Role) -> Refusal | None:
    return refusal_in(by, application.version.scheme.scope_id, role)


def _unless_medical(by: Actor, application: Application) -> Refusal | None:
    is_reviewer = application.reviewer_by_id is not None and by.is_person(application.reviewer_by_id)
    if is_reviewer and not _unless_in_scheme(by, application, ELIGIBILITY_REVIEWER):
        return None
    if not _unless_in_scheme(by, application, ACCOMMODATION_OFFICER):
        return None
    return Refusal(
        _("This is medical evidence. It is read by who reviews this application and by accommodation officers alone."),
        mend=Mend(_("Take up the review, or ask who did.")),
        code="R-29",
        clauses=MEDICAL,
    )


def _somebody_elses() -> Refusal:
    return Refusal(
        _("This application belongs to somebody else."),
        mend=Mend(_("Whoever applies does it themselves; for somebody without an account, operations do.")),
        code="permission",
        clauses=CLAUSES,
    )
