"""Who is told what in governance, and which timers run, one module a noun; each is imported here."""

from guildhall.governance.told import ai, body, impartiality

__all__ = ["ai", "body", "impartiality"]
