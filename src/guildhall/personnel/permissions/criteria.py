"""Who may write and approve criteria, keep evidence, and lead work under supervision."""

from django.utils.translation import gettext as _

from guildhall.identity.models import Scope
from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import EVALUATOR, OPERATIONS, QUALITY_MANAGER, SCHEME_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.personnel.models import CriteriaSet, Criterion, Evidence, Supervision
from guildhall.personnel.permissions.declarations import is_that_person

KEEPERS = holds(QUALITY_MANAGER, TOP_MANAGEMENT)


@permission("manages that scheme")
def manages_that_scheme(*, by: Actor, scope: Scope | None) -> Refusal | None:
    """The manager of a scheme writes what its work asks for; what holds for every scheme is not theirs alone."""
    return refusal_in(by, scope.pk, SCHEME_MANAGER) if scope else KEEPERS.refusal(by=by)


@permission("manages the scheme of the criteria")
def manages_their_scheme(*, by: Actor, criteria: CriteriaSet) -> Refusal | None:
    """The manager of the scheme for which criteria are written."""
    return manages_that_scheme(by=by, scope=criteria.scope)


@permission("manages the scheme of the criterion")
def manages_its_criteria(*, by: Actor, criterion: Criterion) -> Refusal | None:
    """The manager of the scheme for which a criterion is written."""
    return manages_that_scheme(by=by, scope=criterion.criteria.scope)


@permission("supervises")
def is_the_supervisor(*, by: Actor, supervision: Supervision) -> Refusal | None:
    """What was done under supervision is told by who supervised."""
    if by.is_person(supervision.supervisor_id):
        return None
    return Refusal(
        _("Somebody else supervises this trainee."), mend=Mend(_("They record how it went.")), code="permission"
    )


@permission("is the trainee")
def is_the_trainee_supervised(*, by: Actor, supervision: Supervision) -> Refusal | None:
    """A trainee reads how their own work is seen."""
    if by.is_person(supervision.person_id):
        return None
    return Refusal(_("This is about somebody else."), mend=Mend(_("Open your own.")), code="permission")


@permission("is whose evidence it is")
def is_whose_evidence_it_is(*, by: Actor, evidence: Evidence) -> Refusal | None:
    """Everybody reads their own personnel file."""
    if by.is_person(evidence.person_id):
        return None
    return Refusal(_("This evidence is somebody else's."), mend=Mend(_("Open your own.")), code="permission")


may_write_criteria = KEEPERS | manages_that_scheme
may_change_criteria = KEEPERS | manages_their_scheme
may_change_criterion = KEEPERS | manages_its_criteria
may_approve_criteria = holds(TOP_MANAGEMENT)
may_add_evidence = is_that_person | holds(QUALITY_MANAGER, TOP_MANAGEMENT, OPERATIONS)
may_verify_evidence = holds(QUALITY_MANAGER, TOP_MANAGEMENT, EVALUATOR)
may_read_evidence = is_whose_evidence_it_is | may_verify_evidence
may_begin_supervision = KEEPERS | holds(SCHEME_MANAGER)
may_close_supervision = is_the_supervisor | KEEPERS
may_read_supervision = (
    is_the_supervisor | is_the_trainee_supervised | holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER, EVALUATOR)
)
may_read_files = is_that_person | holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER, EVALUATOR)
