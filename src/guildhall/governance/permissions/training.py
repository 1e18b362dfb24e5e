"""Who may say whether the body trains, look for equivalents of its courses, and clear texts for the public."""

from guildhall.identity.models import Scope
from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import (
    ASSESSOR,
    DOCUMENT_CONTROLLER,
    OPERATIONS,
    QUALITY_MANAGER,
    SCHEME_MANAGER,
    TOP_MANAGEMENT,
)
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Refusal

may_state_on_training = holds(TOP_MANAGEMENT)
may_keep_offers = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
may_read_of_training = holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER, ASSESSOR)
may_approve_searches = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
may_hand_in_wordings = holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER, OPERATIONS, DOCUMENT_CONTROLLER)
may_clear_wordings = holds(QUALITY_MANAGER, TOP_MANAGEMENT)


@permission("manages that scheme")
def manages_the_scheme(*, by: Actor, scope: Scope) -> Refusal | None:
    """The manager of a scheme looks for equivalents of what the scheme asks for."""
    return refusal_in(by, scope.pk, SCHEME_MANAGER)


may_search = holds(QUALITY_MANAGER) | manages_the_scheme
