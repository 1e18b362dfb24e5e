"""The numbers of items: one row of counting, whichever way an item comes into the bank."""

from guildhall.ledger.numbers import next_number


def item_number() -> str:
    """The next number of an item, inside the act that makes it."""
    return next_number("IT")
