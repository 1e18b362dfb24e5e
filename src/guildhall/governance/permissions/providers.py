"""Who keeps the list of providers, and who reads it."""

from guildhall.identity.permissions import holds
from guildhall.identity.roles import (
    ASSESSOR,
    EXAM_MANAGER,
    OUTSOURCING_MANAGER,
    QUALITY_MANAGER,
    TOP_MANAGEMENT,
)

may_keep_providers = holds(OUTSOURCING_MANAGER)
may_put_on_the_list = holds(TOP_MANAGEMENT)
may_stop_providers = holds(OUTSOURCING_MANAGER, QUALITY_MANAGER, TOP_MANAGEMENT)
may_see_providers = holds(OUTSOURCING_MANAGER, EXAM_MANAGER, QUALITY_MANAGER, TOP_MANAGEMENT, ASSESSOR)
