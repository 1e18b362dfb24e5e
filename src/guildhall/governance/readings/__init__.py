"""What of governance is read only by who may, and leaves a trace; one module a noun, each imported here."""

from guildhall.governance.readings import committees, information, providers

__all__ = ["committees", "information", "providers"]
