"""What of governance is read only by who may, and leaves a trace; one module a noun, each imported here."""

from guildhall.governance.readings import body, committees, impartiality, information, providers

__all__ = ["body", "committees", "impartiality", "information", "providers"]
