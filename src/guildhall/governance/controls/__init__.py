"""What conformity looks at in governance, one module a noun; each is imported here."""

from guildhall.governance.controls import ai, body, impartiality, training

__all__ = ["ai", "body", "impartiality", "training"]
