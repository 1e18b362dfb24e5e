"""Who may register a use of artificial intelligence, verify it, switch it on, and stop it."""

from django.utils.translation import gettext as _

from guildhall.governance.models import AiUse
from guildhall.identity.permissions import holds
from guildhall.identity.roles import (
    AI_OVERSEER,
    ASSESSOR,
    EXAM_MANAGER,
    EXAMINER,
    ITEM_REVIEWER,
    ITEM_WRITER,
    PSYCHOMETRICIAN,
    QUALITY_MANAGER,
    SCHEME_MANAGER,
    TOP_MANAGEMENT,
)
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal

may_register_ai = holds(QUALITY_MANAGER, TOP_MANAGEMENT, SCHEME_MANAGER, EXAM_MANAGER, AI_OVERSEER)
may_assess_ai = holds(QUALITY_MANAGER, AI_OVERSEER)
may_verify_ai = holds(QUALITY_MANAGER, PSYCHOMETRICIAN, AI_OVERSEER)
may_disclose_ai = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
may_activate_ai = holds(TOP_MANAGEMENT)
may_stop_ai = holds(AI_OVERSEER, QUALITY_MANAGER, TOP_MANAGEMENT)
may_tell_of_a_model = may_stop_ai | may_register_ai | holds(ITEM_WRITER, ITEM_REVIEWER, EXAMINER, PSYCHOMETRICIAN)
may_judge_outputs = may_tell_of_a_model
may_read_ai = may_tell_of_a_model | holds(ASSESSOR)


@permission("oversees that use")
def oversees_the_use(*, by: Actor, use: AiUse) -> Refusal | None:
    """Each use has one overseer, who looks at how it did."""
    if by.is_person(use.overseer_id):
        return holds(AI_OVERSEER).refusal(by=by)
    return Refusal(
        _("Somebody else oversees this use of artificial intelligence."),
        mend=Mend(_("Its overseer does it; top management may name another one.")),
    )
