"""Who may do what with authorisations, and who founds the body."""

from django.utils.translation import gettext as _

from guildhall.identity.models import Scope
from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import EVALUATOR, QUALITY_MANAGER, SCHEME_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.personnel.models import Authorisation


@permission("manages that scheme")
def manages_the_scheme(*, by: Actor, scope: Scope) -> Refusal | None:
    """The manager of a scheme proposes who works in it."""
    return refusal_in(by, scope.pk, SCHEME_MANAGER)


@permission("evaluates competence in that scheme")
def evaluates_in_the_scheme(*, by: Actor, authorisation: Authorisation) -> Refusal | None:
    """Competence is evaluated by somebody who was found competent to do so, in the scheme itself (6.1.5)."""
    return refusal_in(by, authorisation.scope_id, EVALUATOR)


@permission("manages the scheme of the authorisation")
def manages_its_scheme(*, by: Actor, authorisation: Authorisation) -> Refusal | None:
    """The manager of a scheme reads who is authorised in it."""
    return refusal_in(by, authorisation.scope_id, SCHEME_MANAGER)


@permission("is who would be authorised")
def is_the_authorised(*, by: Actor, authorisation: Authorisation) -> Refusal | None:
    """Somebody reads their own authorisation."""
    if by.is_person(authorisation.person_id):
        return None
    return Refusal(_("This authorisation is somebody else's."), mend=Mend(_("Open your own.")), code="permission")


may_propose_authorisations = holds(QUALITY_MANAGER, TOP_MANAGEMENT) | manages_the_scheme

may_authorise = holds(TOP_MANAGEMENT)

may_decline = evaluates_in_the_scheme | may_authorise

may_read_authorisation = (
    is_the_authorised | holds(QUALITY_MANAGER, TOP_MANAGEMENT) | evaluates_in_the_scheme | manages_its_scheme
)
