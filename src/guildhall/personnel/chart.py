"""The organisation of a day as a drawing: where each post stands, and the lines between them.

A tree: every post stands above the middle of those that report to it. The drawing shows names, so it is made anew for
every reader and never kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from guildhall.personnel.models import Occupancy
from guildhall.personnel.posts import Organisation, Place

WIDTH, HEIGHT = 210, 92
ACROSS, DOWN = 24, 44
MARGIN = 8
LONGEST = 27
"""How many letters of a title or name fit into a box."""


@dataclass
class Box:
    """A post in the drawing: where it stands, and what is written in it."""

    place: Place
    names: list[str]
    deputies: list[str]
    left: float
    top: float
    depth: int
    below: list["Box"] = field(default_factory=list)
    above: str = ""

    @property
    def middle(self) -> float:
        """Where a line leaves the box."""
        return self.left + WIDTH / 2

    @property
    def bottom(self) -> float:
        """Where the box ends."""
        return self.top + HEIGHT

    @property
    def title(self) -> str:
        """What the post is called, as far as it fits."""
        return shortened(self.place.title)

    @property
    def indent(self) -> int:
        """How far the list sets it in; below the sixth level it stays where it is."""
        return min(self.depth, 6)

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds it."""
        return not self.place.holders

    @property
    def lines(self) -> list[str]:
        """The names, as far as they fit: two, and how many more."""
        shown = [shortened(each) for each in self.names[:2]]
        return [*shown, f"+{len(self.names) - 2}"] if len(self.names) > 2 else shown

    @property
    def path(self) -> str:
        """The lines from this box to those below it."""
        half = self.bottom + DOWN / 2
        start = f"M{self.middle:.0f} {self.bottom:.0f}V{half:.0f}"
        return " ".join(f"{start}H{each.middle:.0f}V{each.top:.0f}" for each in self.below)


@dataclass(frozen=True)
class Chart:
    """A drawing of a day's organisation: its boxes, each followed by those below it, and how large it is."""

    boxes: Sequence[Box]
    width: float
    height: float


def drawn(whole: Organisation, names: dict[UUID, str]) -> Chart:
    """Where everything stands; `names` are those of who holds the posts."""
    placing = _Placing(names)
    tops = [placing.place(each, 0) for each in whole.tops]
    boxes = [box for top in tops for box in _all(top)]
    width = max((box.left for box in boxes), default=0) + WIDTH + MARGIN
    height = max((box.bottom for box in boxes), default=0) + MARGIN
    return Chart(boxes, width, height)


def shortened(words: str) -> str:
    """Words, as far as they fit into a box."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


class _Placing:
    """Gives each post its place: those with nobody below stand side by side, the others above their middle."""

    def __init__(self, names: dict[UUID, str]) -> None:
        self.names, self.next_left = names, float(MARGIN)

    def place(self, place: Place, depth: int) -> Box:
        below = [self.place(each, depth + 1) for each in place.below]
        left = (below[0].left + below[-1].left) / 2 if below else self._side_by_side()
        for each in below:
            each.above = place.title
        top = MARGIN + depth * (HEIGHT + DOWN)
        return Box(place, self._named(place.holders), self._named(place.deputies), left, top, depth, below)

    def _named(self, occupancies: Sequence[Occupancy]) -> list[str]:
        return [self.names.get(each.person_id, "") for each in occupancies]

    def _side_by_side(self) -> float:
        left = self.next_left
        self.next_left += WIDTH + ACROSS
        return left


def _all(box: Box) -> Iterator[Box]:
    yield box
    for each in box.below:
        yield from _all(each)
