"""What the acts of this room must not break, one module a noun."""

from guildhall.personnel.rules.declarations import end_of_term

__all__ = ["end_of_term"]
