"""What of governance the one search box finds, one module a noun; each is imported here."""

from guildhall.governance.finds import committees, providers

__all__ = ["committees", "providers"]
