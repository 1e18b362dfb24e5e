"""Who reads conformity, who has the controls run again, who judges."""

from guildhall.identity.permissions import holds
from guildhall.identity.roles import ADMINISTRATOR, ASSESSOR, OPERATIONS, PERSONNEL, QUALITY_MANAGER, TOP_MANAGEMENT

reads_conformity = holds(QUALITY_MANAGER, TOP_MANAGEMENT, OPERATIONS, PERSONNEL, ADMINISTRATOR, ASSESSOR)
runs_controls = holds(QUALITY_MANAGER, TOP_MANAGEMENT, ADMINISTRATOR)
judges_clauses = holds(QUALITY_MANAGER)
