"""References to clauses of the standard, in either edition: ``2012:9.4.4``, ``2026:6.5``."""

import re
from collections.abc import Callable

EDITIONS = ("2012", "2026")
REFERENCE = re.compile(r"^(2012|2026):\d+(\.\d+)*( [a-z]\))?(/[a-z-]+)?$")


class UnknownClause(ValueError):
    """A clause reference that cannot be read."""


def checked(references: tuple[str, ...]) -> tuple[str, ...]:
    """`references` as they are, if each has the form ``edition:number``.

    Whether the number exists is asked of the catalogue, by a house test.
    """
    for reference in references:
        if not REFERENCE.match(reference):
            raise UnknownClause(f"'{reference}' is no clause reference; write it as '2012:9.4.4' or '2026:6.5'.")
    return references


def _can_be_read(reference: str) -> bool:
    return bool(REFERENCE.match(reference))


_exists: Callable[[str], bool] = _can_be_read


def keep_catalogue(exists: Callable[[str], bool]) -> None:
    """Tell the house which clauses there are; before that, whatever can be read as a reference counts as one."""
    global _exists
    _exists = exists


def exists(reference: str) -> bool:
    """Whether there is such a clause, as far as the house was told."""
    return _exists(reference)


def label(reference: str) -> str:
    """How people read a reference: ``17024:2012 9.4.4``.

    What the catalogue tells apart within a clause, as in ``2026:6.5/disclosure``, has no number of its own.
    """
    edition, _, number = reference.partition(":")
    return f"17024:{edition} {number.partition('/')[0]}"
