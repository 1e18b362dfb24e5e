"""An advice: what was noticed, what one might do, and who found out that it matters."""

from dataclasses import dataclass

from guildhall.itembank.guidance.sources import Source


@dataclass(frozen=True)
class Advice:
    """One thing that was noticed in an item. `check` names it for ever; the sentences are in the reader's language.

    `place` tells of which question it is, where an item asks several.
    """

    check: str
    noticed: str
    remedy: str
    source: Source
    place: int = 0
