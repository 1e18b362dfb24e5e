"""Who may name threats to impartiality, keep their register, accept what is left of them, and judge signals."""

from guildhall.identity.permissions import holds
from guildhall.identity.roles import (
    AI_OVERSEER,
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
may_read_threats = holds(QUALITY_MANAGER, TOP_MANAGEMENT, COMMITTEE_MEMBER, COMMITTEE_SECRETARY)
may_name_threats = may_read_threats | holds(FINANCE_OFFICER, OUTSOURCING_MANAGER, SCHEME_MANAGER, AI_OVERSEER)
