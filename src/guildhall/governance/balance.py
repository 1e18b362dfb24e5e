"""Whether those who vote are in balance, and whether enough of them are there (R-51); sums over seats, nothing else."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from guildhall.governance.models import Choice, Committee, Majority, Seat


@dataclass(frozen=True)
class Weight:
    """An interest, how many of those who vote stand for it, and whether that is half of them or more."""

    category: str
    seats: int
    all: int

    @property
    def is_too_much(self) -> bool:
        """Whether this interest could stop, or with one more carry, every vote."""
        return 2 * self.seats >= self.all

    @property
    def share(self) -> int:
        """Its share in per cent, rounded."""
        return round(100 * self.seats / self.all) if self.all else 0


def weights(seats: Iterable[Seat], categories: Iterable[str] = ()) -> list[Weight]:
    """What each interest weighs among `seats`; those of `categories` that hold no seat weigh nothing."""
    counted = Counter(each.category for each in seats)
    every = sum(counted.values())
    return [Weight(name, counted[name], every) for name in dict.fromkeys([*categories, *sorted(counted)])]


def predominant(seats: Iterable[Seat]) -> Weight | None:
    """The interest that holds half of `seats` or more; None where none does."""
    return next((each for each in weights(seats) if each.is_too_much), None)


@dataclass(frozen=True)
class Quorum:
    """Whether enough are there: `there` of `asked` members, for `interests` of `interests_asked` interests."""

    there: int
    asked: int
    interests: int
    interests_asked: int

    @property
    def is_reached(self) -> bool:
        return self.there >= self.asked and self.interests >= self.interests_asked


def quorum(committee: Committee, seats: Collection[Seat]) -> Quorum:
    """How many of those who may vote are there; who is shut out of the matter is none of them."""
    interests = {each.category for each in seats}
    return Quorum(len(seats), committee.quorum, len(interests), committee.quorum_categories)


def carries(committee: Committee, choices: Iterable[str]) -> bool:
    """Whether the votes carry a motion, by the majority that the committee asks for; abstentions count for neither."""
    counted = Counter(choices)
    votes_for, against = counted[Choice.FOR], counted[Choice.AGAINST]
    if committee.majority == Majority.TWO_THIRDS:
        return votes_for > 0 and 3 * votes_for >= 2 * (votes_for + against)
    return votes_for > against
