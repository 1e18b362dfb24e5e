"""Who may say what the body is in law, what covers it, and where its money comes from."""

from guildhall.identity.permissions import holds
from guildhall.identity.roles import ASSESSOR, FINANCE_OFFICER, QUALITY_MANAGER, TOP_MANAGEMENT

may_describe_the_body = holds(TOP_MANAGEMENT, QUALITY_MANAGER)
may_keep_money = holds(FINANCE_OFFICER, TOP_MANAGEMENT)
may_review_money = holds(TOP_MANAGEMENT)
may_read_of_the_body = holds(TOP_MANAGEMENT, QUALITY_MANAGER, FINANCE_OFFICER, ASSESSOR)
