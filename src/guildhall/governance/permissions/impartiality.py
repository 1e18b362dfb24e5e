"""Who may name threats to impartiality, keep their register, accept what is left of them, and judge signals."""

from guildhall.identity.permissions import holds
from guildhall.identity.roles import (
    AI_OVERSEER,
    ASSESSOR,
    COMMITTEE_MEMBER,
    COMMITTEE_SECRETARY,
    FINANCE_OFFICER,
    OUTSOURCING_MANAGER,
    QUALITY_MANAGER,
    SCHEME_MANAGER,
    TOP_MANAGEMENT,
)

may_keep_threats = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
may_accept_threats = holds(TOP_MANAGEMENT)
may_judge_signals = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
at_the_table = holds(QUALITY_MANAGER, TOP_MANAGEMENT, COMMITTEE_MEMBER, COMMITTEE_SECRETARY)
may_read_threats = at_the_table | holds(ASSESSOR)
may_name_threats = at_the_table | holds(FINANCE_OFFICER, OUTSOURCING_MANAGER, SCHEME_MANAGER, AI_OVERSEER)
