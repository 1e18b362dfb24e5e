"""Who may keep the organisation of the body, and on which terms people work for it."""

from django.utils.translation import gettext as _

from guildhall.identity.permissions import holds
from guildhall.identity.roles import OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.personnel.models import Engagement

may_keep_posts = holds(TOP_MANAGEMENT, QUALITY_MANAGER)
may_engage = holds(TOP_MANAGEMENT, OPERATIONS)
may_see_engagements = holds(TOP_MANAGEMENT, OPERATIONS, QUALITY_MANAGER)


@permission("is who is engaged")
def is_the_engaged(*, by: Actor, engagement: Engagement) -> Refusal | None:
    """Everybody reads the terms on which they work."""
    if by.is_person(engagement.person_id):
        return None
    return Refusal(_("These terms are somebody else's."), mend=Mend(_("Open your own.")), code="permission")


may_read_engagement = is_the_engaged | may_see_engagements
