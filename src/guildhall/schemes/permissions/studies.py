"""Who may do what with studies: they are prepared by who measures and approved by who answers for the scheme."""

from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import (
    ASSESSOR,
    EXAM_MANAGER,
    PSYCHOMETRICIAN,
    QUALITY_MANAGER,
    SCHEME_APPROVER,
    SCHEME_MANAGER,
    TOP_MANAGEMENT,
)
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.personnel.lifecycles import CourseState, TrainingState
from guildhall.personnel.models import Course, Training
from guildhall.schemes.models import Scheme, Study
from guildhall.schemes.permissions.schemes import in_scheme_of

STUDYING = (PSYCHOMETRICIAN, SCHEME_MANAGER, EXAM_MANAGER)
"""Who has studies made of a scheme, and concludes from them."""

APPROVING = (SCHEME_APPROVER, PSYCHOMETRICIAN)
"""Who approves what others concluded."""

may_read_studies = holds(*STUDYING, SCHEME_APPROVER, QUALITY_MANAGER, TOP_MANAGEMENT, ASSESSOR)
"""Whom the pages of studies let in; the reading of results asks for the scheme."""

may_study = holds(*STUDYING)
may_approve_studies = holds(*APPROVING)

studies_the_scheme = in_scheme_of("scheme", Scheme, *STUDYING)
studies_it = in_scheme_of("study", Study, *STUDYING)
approves_the_study = in_scheme_of("study", Study, *APPROVING)
checks_the_study = in_scheme_of("study", Study, *STUDYING, SCHEME_APPROVER)
OVERSEEING = (QUALITY_MANAGER, TOP_MANAGEMENT, ASSESSOR)
"""Who reads what studies came to in every scheme."""


@permission("measures in the scheme, answers for it or oversees it, and trains nobody for it")
def reads_the_results(*, by: Actor, study: Study) -> Refusal | None:
    """Results name keys and options: who trains people for the scheme sees none of them, whatever their role (R-10)."""
    if by.person_id is None or not grants.roles_of(by.person_id) & {each.code for each in OVERSEEING}:
        refused = refusal_in(by, study.scope_id, *STUDYING, SCHEME_APPROVER)
        if refused:
            return refused
    return _trains(by, study.scope_id)


@permission("is the psychometrician of the scheme, and trains nobody for it")
def has_the_data(*, by: Actor, study: Study) -> Refusal | None:
    """The answers of attempts are had by who computes with them alone."""
    return refusal_in(by, study.scope_id, PSYCHOMETRICIAN) or _trains(by, study.scope_id)


def _trains(by: Actor, scope_id: UUID) -> Refusal | None:
    """Why somebody who trains for a scheme sees no keys of it (R-10)."""
    given = Training.objects.filter(trainer_id=by.person_id, scope_id=scope_id, state=TrainingState.RECORDED)
    held = Course.objects.filter(trainer_id=by.person_id, scope_id=scope_id, state=CourseState.DECLARED)
    if not given.exists() and not held.exists():
        return None
    return Refusal(
        _("You train people for this scheme, and who trains for a scheme sees none of its keys."),
        mend=Mend(_("Somebody who trains nobody for this scheme does it.")),
        code="R-10",
        clauses=("2012:5.2.3 b)", "2012:7.4.2", "2026:5.2", "2026:7.4"),
    )
