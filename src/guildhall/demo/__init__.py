"""The demo body: Nordwind Certification, two years lived, built through acts and nothing else.

Whoever looks at the house for five minutes sees a body at work: people, roles, declarations, and what is honestly not
in order. Every entry of its ledger is an act that was done or refused; only the clock was moved.
"""

from guildhall.demo.story import build

__all__ = ["build"]
