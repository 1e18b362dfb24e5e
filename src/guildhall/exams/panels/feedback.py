"""What a judge is shown of a round: their own judgements beside the panel's, and what candidates really did."""

from collections import Counter
from dataclasses import dataclass
from statistics import fmean, stdev

from guildhall.exams.models import FormItem, Judge
from guildhall.exams.panels import questions, rounds
from guildhall.exams.panels.reality import Reality
from guildhall.exams.panels.rounds import Round


@dataclass(frozen=True)
class OfItem:
    """One item, all in per cent: what the judge said, the panel's mean and range, and what candidates earned.

    With Ebel's grid `cell` is where most judges see it, `own_cell` where this one does.
    """

    number: int
    item: FormItem
    own: float | None
    mean: float | None
    least: float | None
    most: float | None
    spread: float | None
    real: float | None
    cell: str = ""
    own_cell: str = ""


@dataclass(frozen=True)
class OfRound:
    """A round as one judge sees it, or, without `own`, as who leads the panel sees it."""

    found: Round
    items: list[OfItem]
    cuts: list[float]
    cut: float | None
    own: float | None
    maximum: float
    reality: Reality

    @property
    def passing(self) -> float | None:
        """The share of candidates who would pass at the panel's cut."""
        return self.reality.passing(self.cut)

    @property
    def own_passing(self) -> float | None:
        """The share of candidates who would pass at the judge's own cut."""
        return self.reality.passing(self.own)


def of(found: Round, reality: Reality, judge: Judge | None = None) -> OfRound:
    """What a round came to; cuts in an order that tells nothing of who said what."""
    known = rounds.cuts(found)
    place = next((at for at, each in enumerate(found.judges) if judge is not None and each.pk == judge.pk), None)
    return OfRound(
        found=found,
        items=[_item(found, reality, at, place) for at in range(len(found.items))],
        cuts=sorted(each for each in known if each is not None),
        cut=rounds.cut(found),
        own=None if place is None else known[place],
        maximum=sum(found.maxima),
        reality=reality,
    )


def _item(found: Round, reality: Reality, at: int, place: int | None) -> OfItem:
    item, most = found.items[at], found.maxima[at]
    said = [100 * row[at] / most for row in found.table if row[at] is not None]  # type: ignore[operator]  # asked before
    own = found.table[place][at] if place is not None else None
    seen = Counter(row[at] for row in found.cells if row[at])
    real = reality.shares.get(item.pk)
    return OfItem(
        number=at + 1,
        item=item,
        own=None if own is None else 100 * own / most,
        mean=fmean(said) if said else None,
        least=min(said, default=None),
        most=max(said, default=None),
        spread=stdev(said) if len(said) > 1 else None,
        real=None if real is None else 100 * real,
        cell=min(seen, key=lambda cell: (-seen[cell], questions.CELLS.index(cell))) if seen else "",
        own_cell=found.cells[place][at] if place is not None else "",
    )
