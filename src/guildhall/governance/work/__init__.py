"""What waits for whom in governance, one module a noun; each is imported here."""

from guildhall.governance.work import impartiality

__all__ = ["impartiality"]
