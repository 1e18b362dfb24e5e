"""Reference cases of deciding: who examined or trained somebody does not decide about them (R-02, R-30)."""

from collections.abc import Iterator

from guildhall.certification import queries
from guildhall.kernel import clock, identifiers, involvements
from guildhall.kernel.involvements import Involvement
from guildhall.kernel.proving import Part, Proved, proves
from guildhall.kernel.words import gettext_noop

PARTS = {
    involvements.EXAMINED: "barred",
    involvements.MARKED: "barred",
    involvements.TRAINED: "barred",
    involvements.INVIGILATED: "barred",
    involvements.IDENTIFIED: "barred",
    involvements.REVIEWED: "free",
    involvements.TYPED: "free",
}
"""Each part in a file, and whether it keeps somebody from deciding on it."""


@proves("certification.deciding", part=Part.RULES, title=gettext_noop("Who examined or trained does not decide"))
def who_examined_does_not_decide() -> Iterator[Proved]:
    """Every kind of part that somebody can have had in a file."""
    for kind, expected in PARTS.items():
        part = Involvement(identifiers.new_id(), kind, kind, clock.now(), "reference")
        yield Proved(f"Somebody who {kind}", expected, "barred" if queries.bars(part) else "free")
