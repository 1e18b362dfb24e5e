"""What the acts of identity must not break, one module a noun."""

from guildhall.identity.grants import refusal
from guildhall.identity.roles import ADMINISTRATOR, TOP_MANAGEMENT
from guildhall.kernel.actors import Actor

RECORDS = ("2012:7.1.1", "2026:7.1")
ROLES = ("2012:6.1.3", "2026:6.1")
SECURITY = ("2012:7.3.1", "2026:7.3")


def gives_roles(by: Actor) -> bool:
    """Whether `by` may give roles; what is done by the house itself may."""
    return by.person_id is None or refusal(by.person_id, [ADMINISTRATOR, TOP_MANAGEMENT]) is None
