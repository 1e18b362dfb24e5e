"""Who may do what with venues, equipment and software releases."""

from guildhall.identity.permissions import holds
from guildhall.identity.roles import (
    EXAM_MANAGER,
    EXAMINER,
    INVIGILATOR,
    OPERATIONS,
    QUALITY_MANAGER,
    RESOURCE_MANAGER,
    TOP_MANAGEMENT,
)

may_keep_resources = holds(RESOURCE_MANAGER, QUALITY_MANAGER)
may_approve_venues = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
may_judge_releases = holds(RESOURCE_MANAGER, QUALITY_MANAGER, TOP_MANAGEMENT)
may_set_paces = holds(RESOURCE_MANAGER, QUALITY_MANAGER, TOP_MANAGEMENT)
may_read_resources = holds(
    RESOURCE_MANAGER, QUALITY_MANAGER, TOP_MANAGEMENT, EXAM_MANAGER, OPERATIONS, INVIGILATOR, EXAMINER
)
"""Rooms and equipment are no secret among those who examine; what is wrong with them least of all."""
