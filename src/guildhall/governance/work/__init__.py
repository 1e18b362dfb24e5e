"""What waits for whom in governance, one module a noun; each is imported here."""

from guildhall.governance.work import committees, impartiality, information, providers

__all__ = ["committees", "impartiality", "information", "providers"]
