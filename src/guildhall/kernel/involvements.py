"""Who had which part in a person's file: the one form in which every room tells it, and decisions and panels ask it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Involvement:
    """That somebody had a part in a person's file.

    `kind` is one of the words below, by which rules ask; `what` completes 'they ...' for people, translated already;
    `about` is the record (``room.model:id``) in which they had it, `number` what people call that record.
    """

    person_id: UUID
    kind: str
    what: str
    at: datetime
    about: str
    number: str = ""


REVIEWED = "reviewed"
EXAMINED = "examined"
MARKED = "marked"
INVIGILATED = "invigilated"
IDENTIFIED = "identified"
TYPED = "typed"
TRAINED = "trained"
DECIDED = "decided"

BARS_DECIDING = frozenset({EXAMINED, MARKED, TRAINED, INVIGILATED, IDENTIFIED})
"""What bars somebody from deciding on the person (R-02). Invigilating does so by our choice."""
