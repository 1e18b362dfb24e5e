"""Deciding, certifying, issuing, and what the register answers."""
