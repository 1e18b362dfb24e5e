"""Who finds what people still have to learn, plans for it, and judges its effect."""

from django.utils.translation import gettext as _

from guildhall.identity.permissions import holds
from guildhall.identity.roles import EVALUATOR, QUALITY_MANAGER, SCHEME_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.personnel.models import Need
from guildhall.personnel.permissions.declarations import is_that_person


@permission("is who has to learn")
def is_the_learner(*, by: Actor, need: Need) -> Refusal | None:
    """Everybody reads what they have to learn."""
    if by.is_person(need.person_id):
        return None
    return Refusal(_("This is about somebody else."), mend=Mend(_("Open your own.")), code="permission")


may_develop = holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER)
may_find_needs = is_that_person | holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER, EVALUATOR)
may_judge_effects = holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER, EVALUATOR)
may_read_need = is_the_learner | may_judge_effects
