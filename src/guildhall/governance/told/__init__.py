"""Who is told what in governance, and which timers run, one module a noun; each is imported here."""

from guildhall.governance.told import ai, body, committees, impartiality, information, providers

__all__ = ["ai", "body", "committees", "impartiality", "information", "providers"]
