"""What conformity looks at in governance, one module a noun; each is imported here."""

from guildhall.governance.controls import ai, body, committees, impartiality, information, providers, training

__all__ = ["ai", "body", "committees", "impartiality", "information", "providers", "training"]
